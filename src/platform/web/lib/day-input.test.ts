import { expect, test } from 'vitest';
import { day } from '#platform/shared/days.ts';
import { readDayInput, writeDayInput } from './day-input.ts';

test('a day is understood however a person types it', () => {
  for (const text of [
    '24.11.2026',
    '24.11.26',
    '24,11,2026',
    '24/11/2026',
    '24 11 2026',
    '24112026',
    '241126',
    ' 2026-11-24 ',
  ]) {
    expect(readDayInput(text), text).toBe('2026-11-24');
  }
  expect(readDayInput('4.1.2026')).toBe('2026-01-04');
});

test('what is no day is refused, never moved to another day', () => {
  for (const text of ['', '31.02.2026', '05.13.2026', '24.11', 'вчера', '2026-11-31', '24.11.20261']) {
    expect(readDayInput(text), text).toBeUndefined();
  }
  expect(readDayInput('29.02.2024')).toBe('2024-02-29');
});

test('the field shows the day in the manner of the language', () => {
  expect(writeDayInput(day('2026-11-04'), 'ru')).toBe('04.11.2026');
  expect(writeDayInput(day('2026-11-04'), 'en')).toBe('2026-11-04');
});
