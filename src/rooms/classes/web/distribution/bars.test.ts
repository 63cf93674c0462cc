import { expect, test } from 'vitest';
import { axisTicks, barsOf, countTicks, placeOf, roundStep } from './bars.ts';

const bins = [3, 7, 12, 13, 11, 9, 12, 14, 13, 9, 11, 12].map((customers, index) => ({
  from: index * 0.025,
  customers,
}));
const spread = { step: 0.025, bins };
const box = { width: 240, height: 100 };

test('a bar takes the class that its middle falls into, and no bar leaves the picture', () => {
  const bars = barsOf(spread, { x: 0.1, y: 0.25 }, box);
  expect(bars.map((bar) => bar.letter).join('')).toBe('XXXXYYYYYYZZ');
  expect(Math.max(...bars.map((bar) => bar.height))).toBeLessThanOrEqual(100);
  expect(bars.every((bar) => bar.y >= 0 && bar.x + bar.width <= 240)).toBe(true);
});

test('a border beyond the last bin stands at the end of the axis', () => {
  expect(placeOf(0.15, spread, box)).toBeCloseTo(120);
  expect(placeOf(9, spread, box)).toBe(240);
});

test('ticks are round and reach over the tallest bar', () => {
  expect(countTicks(bins)).toEqual([0, 5, 10, 15]);
  expect(countTicks([{ from: 0, customers: 0 }])).toEqual([0, 1]);
  expect(axisTicks(spread, box).map((tick) => tick.value)).toEqual([0, 5, 10, 15, 20, 25, 30]);
  expect([0.3, 7, 12, 26, 51].map(roundStep)).toEqual([0.5, 10, 20, 50, 100]);
});
