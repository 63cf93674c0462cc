import { expect, test } from 'vitest';
import { countsOf } from './counts.ts';

test('every class is counted now and as it would be', () => {
  const now = [
    { abc: 'A', xyz: 'X', customers: 4 },
    { abc: 'C', xyz: null, customers: 3 },
  ];
  const then = [
    { abc: 'A', xyz: 'X', customers: 2 },
    { abc: 'B', xyz: 'X', customers: 2 },
    { abc: 'C', xyz: null, customers: 3 },
  ];
  const counts = countsOf(now, then);
  expect(counts.find((one) => one.letter === 'A')).toEqual({ letter: 'A', now: 4, then: 2 });
  expect(counts.find((one) => one.letter === 'B')).toEqual({ letter: 'B', now: 0, then: 2 });
  expect(countsOf(now).every((one) => one.now === one.then)).toBe(true);
});
