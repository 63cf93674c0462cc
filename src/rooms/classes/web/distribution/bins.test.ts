import { expect, test } from 'vitest';
import { binsOf } from './bins.ts';

const steps = (counts: readonly number[]) =>
  counts.map((customers, index) => ({
    from: Math.round(index * 5) / 100,
    to: index === counts.length - 1 ? null : Math.round((index + 1) * 5) / 100,
    customers,
  }));

test('nobody is lost when the tail is gathered into the last bin', () => {
  const made = binsOf(
    steps([
      ...Array.from({ length: 20 }, () => 10),
      ...Array.from({ length: 21 }, (_, index) => (index === 20 ? 1 : 0)),
    ]),
  );
  expect(made.bins).toHaveLength(20);
  expect(made.bins.reduce((sum, bin) => sum + bin.customers, 0)).toBe(201);
  expect(made.bins.at(-1)?.customers).toBe(11);
});

test('a base of steady customers still shows both borders', () => {
  const made = binsOf(steps([100, ...Array.from({ length: 40 }, () => 0)]));
  expect(made.bins.at(-1)?.from).toBeGreaterThanOrEqual(0.6);
});
