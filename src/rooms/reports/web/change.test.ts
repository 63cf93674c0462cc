import { expect, test } from 'vitest';
import { changeOf, meanOf, ratioOf } from './change.ts';

test('a change has a sign, and there is none against nothing', () => {
  expect(changeOf('108.00', '100.00')).toBeCloseTo(0.08);
  expect(changeOf(3, 0)).toBeNull();
  expect(changeOf(null, '5.00')).toBeNull();
});

test('the derived figures of the example in the domain: 25 of 62, 250 000 over 25', () => {
  expect(ratioOf(25, 62)).toBeCloseTo(0.4032, 4);
  expect(ratioOf(25, 0)).toBeNull();
  expect(meanOf('250000.00', 25)).toBe('10000.00');
  expect(meanOf('10.00', 3)).toBe('3.33');
  expect(meanOf('250000.00', 0)).toBeNull();
});
