import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankAbc, shareOf } from './abc.ts';

const borders = { borderA: 50, borderB: 79 };
const rank = (values: readonly number[], by = borders) =>
  rankAbc(
    values.map((value, index) => ({ id: index + 1, value: BigInt(value) })),
    by,
  );
const classes = (values: readonly number[], by = borders) => {
  const byId = new Map(rank(values, by).results.map((one) => [one.id, one.abc]));
  return values.map((_, index) => byId.get(index + 1) ?? '-').join(' ');
};

describe('ABC (CLS-2, domain 03 section 4)', () => {
  test('the worked example, with its shares and flags', () => {
    const values = [400, 200, 100, 100, 80, 50, 40, 20, 10, 0, -30];
    expect(classes(values)).toBe('A A B B C C C C C C C');
    const { total, results } = rank(values);
    expect(total).toBe(1000n);
    expect(results.slice(0, 6).map((one) => shareOf(one.before ?? -1n, total))).toEqual([
      0, 0.4, 0.6, 0.6, 0.8, 0.88,
    ]);
    expect(results.filter((one) => one.notPositive).map((one) => one.value)).toEqual([0n, -30n]);
    expect(results.at(-1)?.before).toBeUndefined();
  });

  test.each([
    [[600, 200, 150, 50], 'A B C C'],
    [[500, 290, 110, 100], 'A B C C'],
    [[7], 'A'],
    [[25, 25, 25, 25], 'A A A A'],
    [[0, -5], '- -'],
    [[], ''],
  ])('%j gives %s', (values, expected) => {
    expect(classes(values)).toBe(expected);
  });

  test('borders are settings down to a hundredth of a percent', () => {
    expect(classes([5001, 4999], { borderA: 50.01, borderB: 79 })).toBe('A B');
    expect(classes([5001, 4999], { borderA: 50.02, borderB: 79 })).toBe('A A');
  });

  test('equal values share a class, a greater value never has a worse one, shares stay below 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 40 }), { maxLength: 40 }), (values) => {
        const { total, results } = rank(values);
        results.forEach((one, index) => {
          const above = results
            .filter((other) => other.value > one.value && other.value > 0n)
            .reduce((sum, other) => sum + other.value, 0n);
          if (one.before !== undefined) expect(one.before).toBe(above);
          if (index > 0) expect((results[index - 1]?.abc ?? 'A') <= (one.abc ?? 'A')).toBe(true);
          if (one.value === results[index - 1]?.value) expect(one.abc).toBe(results[index - 1]?.abc);
          if (one.before !== undefined) expect(one.before < total).toBe(true);
        });
        if (total > 0n) expect(results[0]?.abc).toBe('A');
      }),
    );
  });
});

test('a share has 6 decimals, half away from zero, and no value over nothing', () => {
  expect(shareOf(1n, 3n)).toBe(0.333333);
  expect(shareOf(2n, 3n)).toBe(0.666667);
  expect(shareOf(-2n, 3n)).toBe(-0.666667);
  expect(shareOf(5n, 0n)).toBeUndefined();
});
