import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  day,
  dayInZone,
  dayNumber,
  dayOfNumber,
  daysBetween,
  lastOfMonth,
  parseDay,
  weekday,
} from './days.ts';

describe('days', () => {
  test('addMonths keeps the day number or takes the last day of the month (domain 00, section 3)', () => {
    expect(addMonths(day('2024-11-30'), 3)).toBe('2025-02-28');
    expect(addMonths(day('2024-05-31'), 1)).toBe('2024-06-30');
    expect(addMonths(day('2024-12-20'), 3)).toBe('2025-03-20');
    expect(addMonths(day('2024-03-31'), -1)).toBe('2024-02-29');
    expect(addMonths(day('2024-01-15'), -12)).toBe('2023-01-15');
  });

  test('only real days are read', () => {
    expect(parseDay('2023-02-29')).toBeUndefined();
    expect(parseDay('2024-02-29')).toBe('2024-02-29');
    expect(parseDay('2024-13-01')).toBeUndefined();
    expect(parseDay('24-01-01')).toBeUndefined();
    expect(() => day('05.13.2026')).toThrow(RangeError);
  });

  test('day numbers agree with the clock of the machine in UTC, from year 1 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (number) => {
        const text = dayOfNumber(number);
        expect(text).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(text)).toBe(number);
      }),
    );
  });

  test('adding days and counting them are inverse', () => {
    expect(addDays(day('2024-02-28'), 2)).toBe('2024-03-01');
    expect(daysBetween(day('2024-03-01'), day('2024-02-28'))).toBe(-2);
    expect(weekday(day('2026-11-22'))).toBe(7);
    expect(lastOfMonth(day('2023-02-10'))).toBe('2023-02-28');
  });

  test('the day of a moment is the day of the zone', () => {
    const moment = new Date('2026-03-01T21:30:00Z');
    expect(dayInZone(moment, 'Europe/Moscow')).toBe('2026-03-02');
    expect(dayInZone(moment, 'UTC')).toBe('2026-03-01');
  });
});
