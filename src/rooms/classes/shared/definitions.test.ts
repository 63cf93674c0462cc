import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { day } from '#platform/shared/days.ts';
import { defaultAsOf } from './as-of.ts';
import {
  defaultDefinitions,
  definitionsSchema,
  findProblems,
  hundredths,
  withWindow,
} from './definitions.ts';

test('the default definitions keep their own rules', () => {
  expect(Value.Check(definitionsSchema, defaultDefinitions)).toBe(true);
  expect(findProblems(defaultDefinitions)).toEqual([]);
});

test('borders out of order are refused with the place', () => {
  const wrong = {
    ...defaultDefinitions,
    abc: { ...defaultDefinitions.abc, borderA: 79, borderB: 100 },
    xyz: { ...defaultDefinitions.xyz, borderX: 25, preliminaryBelow: 2 },
  };
  expect(findProblems(wrong).map((one) => one.path)).toEqual([
    'abc.borderB',
    'xyz.borderY',
    'xyz.preliminaryBelow',
  ]);
  expect(findProblems({ ...wrong, abc: { ...wrong.abc, borderA: 80, borderB: 70 } })[0]?.problem).toBe(
    'borders_out_of_order',
  );
  expect(
    Value.Check(definitionsSchema, { ...defaultDefinitions, abc: { ...defaultDefinitions.abc, borderA: 0 } }),
  ).toBe(false);
});

test('percentages are compared as hundredths', () => {
  expect([50, 79, 33.33, 0.07, 1.15].map(hundredths)).toEqual([5000, 7900, 3333, 7, 115]);
  expect(
    Value.Check(definitionsSchema, {
      ...defaultDefinitions,
      abc: { ...defaultDefinitions.abc, borderA: 33.33 },
    }),
  ).toBe(true);
});

test('a report window moves ABC and XYZ together', () => {
  expect(withWindow(defaultDefinitions, null)).toMatchObject({
    abc: { windowMonths: null },
    xyz: { periods: null },
  });
  expect(withWindow(defaultDefinitions, 6)).toMatchObject({ abc: { windowMonths: 6 }, xyz: { periods: 6 } });
  expect(withWindow(defaultDefinitions, 12)).toEqual(defaultDefinitions);
});

test('the default as-of date is today, or the end of a finished history (domain 00 section 3)', () => {
  const today = day('2026-11-22');
  expect(defaultAsOf(today, undefined, 3)).toBe(today);
  expect(defaultAsOf(today, day('2026-08-22'), 3)).toBe(today);
  expect(defaultAsOf(today, day('2026-08-21'), 3)).toBe('2026-08-21');
});
