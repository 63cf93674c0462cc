import { expect, test } from 'vitest';
import { day } from '#platform/shared/days.ts';
import { tenureOn, wholeMonths } from './tenure.ts';

test('tenure counts whole months, month ends clamped (CLS-6)', () => {
  expect(wholeMonths(day('2024-01-31'), day('2024-02-29'))).toBe(1);
  expect(wholeMonths(day('2024-01-31'), day('2024-03-30'))).toBe(1);
  expect(wholeMonths(day('2024-01-15'), day('2025-01-14'))).toBe(11);
  expect(wholeMonths(day('2024-01-15'), day('2024-01-15'))).toBe(0);
});

test('activity is the share of calendar months with a settlement', () => {
  const days = ['2024-01-20', '2024-01-25', '2024-03-01', '2024-09-01'].map(day);
  expect(tenureOn(days, day('2024-04-30'))).toEqual({ months: 3, activeMonths: 2, activity: 0.5 });
  expect(tenureOn(days, day('2024-01-01'))).toBeUndefined();
});
