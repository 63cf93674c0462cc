import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, dayOfNumber } from '#platform/shared/days.ts';
import { readDay } from './dates.ts';
import type { DateOrder } from './dates.ts';

function read(text: string, order: DateOrder, serials = false, timeZone = 'UTC'): string | undefined {
  return readDay(text, { order, serials, timeZone });
}

test.each([
  ['2010-12-01 08:26:00', 'ymd', '2010-12-01'],
  ['03.10.2026', 'dmy', '2026-10-03'],
  ['3/10/26', 'mdy', '2026-03-10'],
  ['2026-10-03', 'dmy', '2026-10-03'],
  ['2022/08/01', 'mdy', '2022-08-01'],
  ['20240229', 'ymd', '2024-02-29'],
  ['5 марта 2024 г.', 'dmy', '2024-03-05'],
  ['05-Мар-24', 'dmy', '2024-03-05'],
  ['Mar 5, 2024', 'mdy', '2024-03-05'],
  ['5 Sept 2024', 'dmy', '2024-09-05'],
  ['12/1/2010 8:26', 'mdy', '2010-12-01'],
  ['01.02.2024 23:59:59', 'dmy', '2024-02-01'],
  ['3/10/2026 11:15 PM', 'mdy', '2026-03-10'],
] as const)('«%s» read as %s is %s', (text, order, expected) => {
  expect(read(text, order)).toBe(expected);
});

test.each([
  ['05.13.2026', 'dmy'],
  ['31.04.2024', 'dmy'],
  ['29.02.2023', 'dmy'],
  ['13/10/2026', 'mdy'],
  ['март 2024', 'dmy'],
  ['5 марток 2024', 'dmy'],
  ['', 'ymd'],
  ['45123', 'ymd'],
  ['2024-01-01 25:00', 'ymd'],
  ['0001-01-01', 'ymd'],
  ['2024-1a-01', 'ymd'],
] as const)('«%s» read as %s is no day', (text, order) => {
  expect(read(text, order)).toBeUndefined();
});

test('Excel days are read only where the file keeps them', () => {
  expect(read('45123', 'ymd', true)).toBe('2023-07-16');
  expect(read('45123.75', 'ymd', true)).toBe('2023-07-16');
  expect(read('999', 'ymd', true)).toBeUndefined();
});

test('a moment with a zone takes the day of the company, one without is wall time (domain 00, section 3)', () => {
  expect(read('2026-03-01T21:30:00Z', 'ymd', false, 'Europe/Moscow')).toBe('2026-03-02');
  expect(read('2026-03-01T21:30:00', 'ymd', false, 'Europe/Moscow')).toBe('2026-03-01');
  expect(read('2026-03-01T01:30:00+0300', 'ymd', false, 'UTC')).toBe('2026-02-28');
});

test('every day written in its order is read back', () => {
  const [from, to] = [dayNumber(dayOfNumber(-25_000)), dayNumber(dayOfNumber(60_000))];
  fc.assert(
    fc.property(fc.integer({ min: from, max: to }), (number) => {
      const day = dayOfNumber(number);
      const [year, month, date] = day.split('-');
      expect(read(`${date}.${month}.${year}`, 'dmy')).toBe(day);
      expect(read(`${month}/${date}/${year}`, 'mdy')).toBe(day);
      expect(read(day, 'ymd')).toBe(day);
    }),
  );
});
