import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimalToMinorUnits,
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  roundDecimal,
  subtractDecimals,
} from './decimal.ts';
import type { Decimal } from './decimal.ts';

function read(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`not a decimal: ${text}`);
  return value;
}

function absolute(value: Decimal): Decimal {
  return value.mantissa < 0 ? { mantissa: -value.mantissa, scale: value.scale } : value;
}

const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 12 }))
  .map(([mantissa, scale]) => ({ text: formatDecimal({ mantissa, scale }), mantissa, scale }));
const smallDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 8n), max: 10n ** 8n }), fc.integer({ min: 0, max: 6 }))
  .map(([mantissa, scale]) => ({ text: formatDecimal({ mantissa, scale }), mantissa, scale }));
const both = fc.oneof(anyDecimal, smallDecimal);

describe('exact decimals (domain 00, section 4)', () => {
  test('half is rounded away from zero, once', () => {
    expect(formatDecimal(roundDecimal(read('2.345'), 2))).toBe('2.35');
    expect(formatDecimal(roundDecimal(read('-2.345'), 2))).toBe('-2.35');
    expect(formatDecimal(roundDecimal(read('2.3449999'), 2))).toBe('2.34');
    expect(formatDecimal(roundDecimal(read('149'), -2))).toBe('100');
    expect(decimalToMinorUnits(read('0.005'), 2)).toBe(1n);
    expect(decimalToMinorUnits(read('-0.005'), 2)).toBe(-1n);
    expect(decimalToMinorUnits(read('3'), 2)).toBe(300n);
  });

  test('a float cannot do this and a decimal can', () => {
    expect(formatDecimal(addDecimals(read('0.1'), read('0.2')))).toBe('0.3');
    expect(decimalToMinorUnits(multiplyDecimals(read('1.005'), read('100')), 0)).toBe(101n);
  });

  test('anything that is no plain decimal is refused', () => {
    for (const text of ['', '-', '.', '1e3', '1,5', ' 1', '0x10', '1.2.3', '--1', '9'.repeat(61), 'NaN'])
      expect(parseDecimal(text)).toBeUndefined();
  });

  test('text, sum, difference, product and order agree with integers of any size', () => {
    fc.assert(
      fc.property(both, both, (left, right) => {
        const [a, b] = [read(left.text), read(right.text)];
        const scale = Math.max(left.scale, right.scale);
        const [x, y] = [
          left.mantissa * 10n ** BigInt(scale - left.scale),
          right.mantissa * 10n ** BigInt(scale - right.scale),
        ];
        expect(compareDecimals(addDecimals(a, b), { mantissa: x + y, scale })).toBe(0);
        expect(compareDecimals(subtractDecimals(a, b), { mantissa: x - y, scale })).toBe(0);
        expect(Math.sign(compareDecimals(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0);
        expect(BigInt(multiplyDecimals(a, b).mantissa)).toBe(left.mantissa * right.mantissa);
        expect(formatDecimal(read(formatDecimal(a)))).toBe(formatDecimal(a));
      }),
      { numRuns: 2000 },
    );
  });

  test('rounding and division agree with integers of any size', () => {
    fc.assert(
      fc.property(both, both, fc.integer({ min: 0, max: 8 }), (left, right, digits) => {
        const [a, b] = [read(left.text), read(right.text)];
        const rounded = roundDecimal(a, digits);
        const off = subtractDecimals(rounded, a);
        expect(compareDecimals(absolute(off), { mantissa: 5, scale: digits + 1 })).toBeLessThanOrEqual(0);
        const quotient = divideDecimals(a, b);
        if (right.mantissa === 0n) expect(quotient).toBeUndefined();
        else if (quotient) {
          const error = subtractDecimals(multiplyDecimals(quotient, b), a);
          const twice = multiplyDecimals(error, { mantissa: 2n * 10n ** BigInt(left.scale + 20), scale: 0 });
          expect(compareDecimals(absolute(twice), absolute(b))).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 2000 },
    );
    expect(divideDecimals(read('1'), read('3'))).toEqual({
      mantissa: 33_333_333_333_333_333_333n,
      scale: 20,
    });
    expect(divideDecimals(read('1'), read('8'))).toEqual(read('0.125'));
    expect(divideDecimals(read('-2'), read('3'))).toEqual({
      mantissa: -66_666_666_666_666_666_667n,
      scale: 20,
    });
  });
});
