import { expect, test } from 'vitest';
import { day } from '#platform/shared/days.ts';
import { comparedPeriod, namedPeriod } from './periods.ts';

const last = day('2026-11-19');

test('named periods end with the day that is looked at or are whole ones before it', () => {
  expect(namedPeriod('quarter', last)).toEqual({ from: '2026-10-01', to: '2026-11-19' });
  expect(namedPeriod('last_quarter', last)).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  expect(namedPeriod('last_month', day('2026-03-31'))).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(namedPeriod('twelve', last)).toEqual({ from: '2025-12-01', to: '2026-11-19' });
  expect(namedPeriod('last_year', last)).toEqual({ from: '2025-01-01', to: '2025-12-31' });
});

test('a period is compared with as many days or whole months before it, or with the same days a year before', () => {
  expect(comparedPeriod({ from: day('2026-02-01'), to: day('2026-02-28') }, 'previous')).toEqual({
    from: '2026-01-01',
    to: '2026-01-31',
  });
  expect(comparedPeriod({ from: day('2026-10-01'), to: day('2026-11-19') }, 'previous')).toEqual({
    from: '2026-08-12',
    to: '2026-09-30',
  });
  expect(comparedPeriod({ from: day('2025-02-01'), to: day('2025-02-28') }, 'year')).toEqual({
    from: '2024-02-01',
    to: '2024-02-29',
  });
});
