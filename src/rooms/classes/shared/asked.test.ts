import { expect, test } from 'vitest';
import { askedDefinitions } from './asked.ts';
import { defaultDefinitions, findProblems } from './definitions.ts';

test('quarters look back over the same year as months did, and stay good definitions', () => {
  const { xyz } = askedDefinitions(defaultDefinitions, { period: 'quarter' });
  expect(xyz).toMatchObject({ period: 'quarter', periods: 4, minPeriods: 3, preliminaryBelow: 4 });
  for (const window of ['1m', '6m', '12m', '240m', 'all']) {
    for (const period of ['month', 'quarter'] as const) {
      expect(findProblems(askedDefinitions(defaultDefinitions, { window, period }))).toEqual([]);
    }
  }
});

test('the whole history has no bound, and nothing asked changes nothing', () => {
  expect(askedDefinitions(defaultDefinitions, { window: 'all' })).toMatchObject({
    abc: { windowMonths: null },
    xyz: { periods: null },
  });
  expect(askedDefinitions(defaultDefinitions, {})).toBe(defaultDefinitions);
});
