import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, day } from './days.ts';
import type { Day } from './days.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

const may2026 = new Map<Day, boolean>([
  [day('2026-05-01'), false],
  [day('2026-05-11'), false],
  [day('2026-05-16'), true],
]);

test('holidays and moved days count as the calendar says', () => {
  expect(workingDaysBetween(day('2026-05-01'), day('2026-05-31'), may2026)).toBe(20);
  expect(workingDaysBetween(day('2026-05-16'), day('2026-05-17'), may2026)).toBe(1);
  expect(workingDaysBetween(day('2026-05-02'), day('2026-05-01'), may2026)).toBe(0);
  expect(addWorkingDays(day('2026-04-30'), 1, may2026)).toBe('2026-05-04');
  expect(addWorkingDays(day('2026-05-08'), 1, may2026)).toBe('2026-05-12');
});

test('counting by weeks agrees with counting day by day', () => {
  const anyDay = fc.integer({ min: 0, max: 1500 }).map((shift) => addDays(day('2025-01-01'), shift));
  fc.assert(
    fc.property(
      anyDay,
      anyDay,
      fc.array(fc.tuple(anyDay, fc.boolean()), { maxLength: 30 }),
      (from, until, pairs) => {
        const different = new Map(pairs);
        let plain = 0;
        for (let at = from; at <= until; at = addDays(at, 1)) if (isWorkingDay(at, different)) plain += 1;
        expect(workingDaysBetween(from, until, different)).toBe(plain);
      },
    ),
  );
});
