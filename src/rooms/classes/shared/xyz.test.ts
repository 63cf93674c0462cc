import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#platform/shared/days.ts';
import { defaultDefinitions } from './definitions.ts';
import { measuredPeriods, measureXyz, periodOf } from './xyz.ts';

const rule = defaultDefinitions.xyz;
const measure = (values: readonly number[], by = rule) =>
  measureXyz(
    values.map((value) => BigInt(value)),
    by,
  );
const sixTimes = (...pair: number[]) => Array.from({ length: 6 }, () => pair).flat();

describe('XYZ (CLS-3, CLS-4, domain 03 section 5)', () => {
  test.each([
    [[100, 105, 95, 100, 98, 102, 100, 97, 103, 100, 99, 101], 100, 78, 0.0255, 'X'],
    [[100, 120, 80, 110, 90, 130, 100, 85, 115, 95, 105, 70], 100, 3300, 0.1658, 'Y'],
    [[0, 300, 0, 0, 250, 0, 0, 400, 0, 0, 0, 250], 100, 255_000, 1.4577, 'Z'],
    [sixTimes(90, 110), 100, 1200, 0.1, 'X'],
    [sixTimes(75, 125), 100, 7500, 0.25, 'Y'],
    [[100, 110, 90], 100, 200, 0.0816, 'X'],
  ] as const)('%j: mean %d, КВАДРОТКЛ %d, CV %d, class %s', (series, mean, squares, cv, xyz) => {
    const result = measure(series);
    expect(Number(result.sum) / result.periods).toBe(mean);
    expect(Number(result.scaledDeviation) / result.periods).toBe(squares);
    expect(result.cv).toBeCloseTo(cv, 4);
    expect(result.xyz).toBe(xyz);
    expect(result.preliminary).toBe(series.length < 6);
  });

  test('the sample deviation is a setting: three months give exactly 10 percent', () => {
    const result = measure([100, 110, 90], { ...rule, deviation: 'sample' });
    expect(result).toMatchObject({ cv: 0.1, xyz: 'X' });
    expect(measure([100, 110, 89], { ...rule, deviation: 'sample' }).xyz).toBe('Y');
  });

  test('there is no class with a reason: short history, a mean that is not positive', () => {
    expect(measure([100, 100])).toMatchObject({ reason: 'short_history' });
    expect(measure([100, -100, 0])).toMatchObject({ reason: 'mean_not_positive' });
    expect(measure([]).cv).toBeUndefined();
  });

  test('one unit beyond a border of any size changes the class', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 10 }), (unit) => {
        expect(measure(sixTimes(9 * unit, 11 * unit)).xyz).toBe('X');
        expect(measure([...sixTimes(9 * unit, 11 * unit).slice(0, 11), 11 * unit + 1]).xyz).toBe('Y');
        expect(measure(sixTimes(3 * unit, 5 * unit)).xyz).toBe('Y');
        expect(measure([...sixTimes(3 * unit, 5 * unit).slice(0, 11), 5 * unit + 1]).xyz).toBe('Z');
      }),
    );
  });
});

describe('measured periods', () => {
  const months = { period: 'month', periods: 12 } as const;
  const span = (
    first: string,
    asOf: string,
    by: { period: 'month' | 'quarter'; periods: number | null } = months,
  ) => {
    const periods = measuredPeriods(day(first), day(asOf), by);
    return `${periods.length} ${periods[0] ?? ''} ${periods.at(-1) ?? ''}`.trim();
  };

  test('the last 12 full months, from the first full month after the first settlement', () => {
    expect(span('2020-05-05', '2024-06-15')).toBe('12 2023-06-01 2024-05-01');
    expect(span('2020-05-05', '2024-06-30')).toBe('12 2023-07-01 2024-06-01');
    expect(span('2024-03-02', '2024-06-30')).toBe('3 2024-04-01 2024-06-01');
    expect(span('2024-03-01', '2024-06-29')).toBe('3 2024-03-01 2024-05-01');
    expect(span('2024-06-02', '2024-06-30')).toBe('0');
  });

  test('quarters and the whole history', () => {
    expect(span('2023-01-01', '2024-06-30', { period: 'quarter', periods: 12 })).toBe(
      '6 2023-01-01 2024-04-01',
    );
    expect(span('2023-01-02', '2024-06-29', { period: 'quarter', periods: 2 })).toBe(
      '2 2023-10-01 2024-01-01',
    );
    expect(span('2020-05-05', '2024-06-15', { period: 'month', periods: null })).toBe(
      '48 2020-06-01 2024-05-01',
    );
    expect(periodOf(day('2024-06-15'), 'quarter')).toBe('2024-04-01');
  });
});
