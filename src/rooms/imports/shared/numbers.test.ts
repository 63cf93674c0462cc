import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDecimal } from '#platform/shared/decimal.ts';
import { readNumber } from './numbers.ts';
import type { DecimalMark } from './numbers.ts';

function read(text: string, mark: DecimalMark): string | undefined {
  const value = readNumber(text, mark);
  return value && formatDecimal(value);
}

test.each([
  ['1 234,50', ',', '1234.50'],
  ['1\u00a0234\u00a0567,5', ',', '1234567.5'],
  ['1.234,50', ',', '1234.50'],
  ['15', ',', '15'],
  ['1,234.50', '.', '1234.50'],
  ['(12.00)', '.', '-12.00'],
  ['12-', '.', '-12'],
  ['\u22125', '.', '-5'],
  ['₽ 10,5', ',', '10.5'],
  ['1 200 руб.', ',', '1200'],
  ['15 %', '.', '0.15'],
  ['-£3.20', '.', '-3.20'],
  ['£-3.20', '.', '-3.20'],
  ["1'000.5", '.', '1000.5'],
  ['-9 600,00', ',', '-9600.00'],
] as const)('«%s» with %s is %s', (text, mark, expected) => {
  expect(read(text, mark)).toBe(expected);
});

test.each([
  ['146 тыс.', ','],
  ['12.5', ','],
  ['1,5', '.'],
  ['1.2.3', '.'],
  ['12 34', '.'],
  ['', '.'],
  ['₽', '.'],
  ['-', '.'],
  ['(-5)', '.'],
  ['1e5', '.'],
  ['--5', '.'],
  ['05.13.2026', ','],
] as const)('«%s» with %s is refused', (text, mark) => {
  expect(read(text, mark)).toBeUndefined();
});

test('a number written in the Russian way with spaces is read back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.integer({ min: 0, max: 99 }),
      (whole, cents) => {
        const grouped = String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
        const sign = whole < 0 ? '-' : '';
        const fraction = String(cents).padStart(2, '0');
        expect(read(`${sign}${grouped},${fraction}`, ',')).toBe(
          formatDecimal({
            mantissa: (BigInt(Math.abs(whole)) * 100n + BigInt(cents)) * (whole < 0 ? -1n : 1n),
            scale: 2,
          }),
        );
      },
    ),
  );
});
