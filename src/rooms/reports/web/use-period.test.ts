import { expect, test } from 'vitest';
import { askedPeriod } from './use-period.ts';

test('a report shows twelve months beside the year before until somebody asks for others', () => {
  expect(askedPeriod({}, '2026-11-19')).toEqual({
    from: '2025-12-01',
    to: '2026-11-19',
    comparison: 'year',
    before: { from: '2024-12-01', to: '2025-11-19' },
  });
});

test('an address whose period ends before it begins shows its last month', () => {
  expect(askedPeriod({ from: '2026-12-01', to: '2026-11-19', compare: 'none' }, '2026-11-19')).toEqual({
    from: '2026-11-01',
    to: '2026-11-19',
    comparison: 'none',
    before: undefined,
  });
});
