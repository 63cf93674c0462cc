import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandPath, layFlows, toneOf } from './flow-layout.ts';

const order = ['A', 'B', 'C', 'none'];
const flows = [
  { was: 'A', is: 'A', count: 12 },
  { was: 'A', is: 'B', count: 2 },
  { was: 'B', is: 'A', count: 3 },
  { was: 'B', is: 'B', count: 29 },
  { was: 'none', is: 'C', count: 14 },
];

test('both sides hold the same customers and a band never leaves its node', () => {
  const picture = layFlows(flows, order, 200);
  const total = (side: readonly { count: number }[]) => side.reduce((sum, node) => sum + node.count, 0);
  expect(total(picture.left)).toBe(60);
  expect(total(picture.right)).toBe(60);
  for (const band of picture.bands) {
    const left = picture.left.find((node) => node.key === band.was);
    expect(band.left).toBeGreaterThanOrEqual(left?.y ?? Infinity);
    expect(band.left).toBeLessThanOrEqual((left?.y ?? 0) + (left?.height ?? 0));
  }
});

test('a rise, a fall, an arrival and a departure are told apart', () => {
  const tone = (was: string, is: string) => toneOf({ was, is, count: 1 }, order, 'none');
  expect([tone('B', 'A'), tone('A', 'C'), tone('none', 'C'), tone('A', 'none'), tone('B', 'B')]).toEqual([
    'up',
    'down',
    'arrived',
    'left',
    'same',
  ]);
});

test('any flows give finite paths, nobody at all gives an empty picture', () => {
  expect(layFlows([], order, 200)).toEqual({ left: [], right: [], bands: [], height: 0 });
  const flow = fc.record({
    was: fc.constantFrom(...order),
    is: fc.constantFrom(...order),
    count: fc.integer({ min: 0, max: 1_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(flow, { maxLength: 16 }), (some) => {
      const paths = layFlows(some, order, 200).bands.map((band) => bandPath(band, 74, 282));
      return paths.every((path) => !path.includes('NaN') && !path.includes('Infinity'));
    }),
  );
});
