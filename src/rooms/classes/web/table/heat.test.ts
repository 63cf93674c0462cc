import { expect, test } from 'vitest';
import { heatOf } from './heat.ts';

test('the nine cells of the design are as dark as they are drawn there', () => {
  const shares = [19, 17, 15, 10, 11, 8, 4, 7, 9];
  expect(shares.map((share) => heatOf(share, 19))).toEqual([5, 5, 4, 3, 3, 2, 1, 2, 3]);
});

test('an empty cell, returns and an empty table are the lightest', () => {
  expect(heatOf(0, 0.5)).toBe(1);
  expect(heatOf(-0.1, 0.5)).toBe(1);
  expect(heatOf(0, 0)).toBe(1);
});
