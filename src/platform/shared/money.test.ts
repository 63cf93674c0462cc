import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencyDigits, decimalToMinor, minorToDecimal } from './money.ts';

test('minor units are written with the digits of their currency', () => {
  expect(minorToDecimal(12_345n, 'RUB')).toBe('123.45');
  expect(minorToDecimal(-5n, 'RUB')).toBe('-0.05');
  expect(minorToDecimal(100n, 'JPY')).toBe('100');
  expect(minorToDecimal(1n, 'KWD')).toBe('0.001');
  expect(currencyDigits('GBP')).toBe(2);
});

test('a decimal with more digits than the currency is refused, not rounded', () => {
  expect(decimalToMinor('0.007', 'RUB')).toBeUndefined();
  expect(decimalToMinor('1.500', 'RUB')).toBe(150n);
  expect(decimalToMinor('1e3', 'RUB')).toBeUndefined();
  expect(decimalToMinor('', 'RUB')).toBeUndefined();
});

test('what is written is read back to the kopeck', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
      fc.constantFrom('RUB', 'JPY', 'KWD'),
      (minor, currency) => {
        expect(decimalToMinor(minorToDecimal(minor, currency), currency)).toBe(minor);
      },
    ),
  );
});
