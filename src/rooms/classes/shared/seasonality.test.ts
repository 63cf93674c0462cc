import { expect, test } from 'vitest';
import { defaultDefinitions } from './definitions.ts';
import { deseasonalisedCv, seasonalIndices } from './seasonality.ts';
import { measureXyz } from './xyz.ts';

const indices = [0.6, 0.65, 0.8, 1, 1.2, 1.35, 1.4, 1.4, 1.2, 1, 0.8, 0.6];
const values = [60, 62, 78, 98, 118, 138, 142, 140, 121, 98, 82, 63];

test('the worked example: raw CV 30.00 % (Z), deseasonalised 2.54 % (X*)', () => {
  const raw = measureXyz(
    values.map((value) => BigInt(value)),
    defaultDefinitions.xyz,
  );
  expect(raw.cv).toBeCloseTo(0.3, 4);
  expect(raw.xyz).toBe('Z');
  expect(
    deseasonalisedCv(
      values.map((value, index) => ({ month: index + 1, value })),
      indices,
    ),
  ).toBeCloseTo(0.0254, 4);
});

test('indices come from two or three full years, have a floor and add up to 12', () => {
  const year = indices.map((index) => index * 1000);
  expect(seasonalIndices([year])).toBeUndefined();
  seasonalIndices([year, year.map((value) => value * 3)])?.forEach((index, month) =>
    expect(index).toBeCloseTo(indices[month] ?? 0, 9),
  );
  const spiky = seasonalIndices([
    Array.from({ length: 12 }, (_, month) => (month === 0 ? 1200 : 0)),
    Array.from({ length: 12 }, (_, month) => (month === 0 ? 1200 : 0)),
  ]);
  expect(spiky?.reduce((sum, index) => sum + index, 0)).toBeCloseTo(12, 9);
  expect(Math.min(...(spiky ?? []))).toBeCloseTo((0.05 * 12) / (12 + 11 * 0.05), 9);
});
