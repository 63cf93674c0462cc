import { describe, expect, test } from 'vitest';
import { createFormats } from './formats.ts';

const ru = createFormats('ru');
const en = createFormats('en');

describe('formats', () => {
  test('thousands are parted by a thin space and the minus is a real one', () => {
    expect(ru.int(4218400)).toBe('4\u2009218\u2009400');
    expect(ru.int(-1000)).toBe('\u22121\u2009000');
    expect(ru.int(999)).toBe('999');
  });
  test('an amount keeps every digit of its text, however long', () => {
    expect(ru.amount('12345678901234567890.45')).toBe(
      '12\u2009345\u2009678\u2009901\u2009234\u2009567\u2009890,45',
    );
    expect(en.amount('1234.50')).toBe('1\u2009234.50');
    expect(ru.amount('1234.00')).toBe('1\u2009234');
  });
  test('rounding is half away from zero and carries over', () => {
    expect(ru.amount('999.995', 2)).toBe('1\u2009000,00');
    expect(ru.amount('-2.5', 0)).toBe('\u22123');
    expect(ru.amount('-0.4', 0)).toBe('0');
    expect(ru.decimal(0.05, 1)).toBe('0,1');
  });
  test('money carries the sign of its currency in the place of the language', () => {
    expect(ru.money('4218400.00', 'RUB')).toBe('4\u2009218\u2009400\u00a0₽');
    expect(en.money('-1500.5', 'USD', 2)).toBe('\u2212$1\u2009500.50');
    expect(en.money('10', 'CHF')).toBe('10\u00a0CHF');
  });
  test('shares and changes', () => {
    expect(ru.percent(0.054, 1)).toBe('5,4\u00a0%');
    expect(ru.change(0.08)).toBe('+8\u00a0%');
    expect(ru.change(-0.11)).toBe('\u221211\u00a0%');
    expect(ru.change(0.001)).toBe('0\u00a0%');
    expect(en.percent(0.5)).toBe('50%');
  });
  test('days in prose, in a column and in a form', () => {
    expect(ru.day('2026-11-04')).toBe('04.11.2026');
    expect(ru.longDay('2026-11-04', 2026)).toBe('4\u00a0ноября');
    expect(ru.longDay('2025-11-04', 2026)).toBe('4\u00a0ноября\u00a02025');
    expect(ru.shortDay('2026-11-04')).toBe('04.11');
    expect(en.day('2026-11-04')).toBe('4\u00a0Nov\u00a02026');
    expect(ru.month('2026-11')).toBe('ноябрь\u00a02026');
    expect(ru.days('2026-10-01', '2026-11-19')).toBe('01.10.2026–19.11.2026');
  });
  test('a moment is told in the zone of the company', () => {
    expect(ru.moment('2026-11-19T22:30:00Z', 'Europe/Moscow')).toBe('20.11.2026 01:30');
  });
  test('short sums', () => {
    expect(ru.compact('1234567')).toBe('1,2\u00a0млн');
    expect(ru.compact(335_000)).toBe('335\u00a0тыс.');
    expect(en.compact(-2500)).toBe('\u22122.5k');
    expect(ru.compact(0)).toBe('0');
  });
});
