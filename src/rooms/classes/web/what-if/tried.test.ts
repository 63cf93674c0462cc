import { expect, test } from 'vitest';
import { defaultDefinitions, findProblems } from '../../shared/definitions.ts';
import { bordersOf, isTried, moveBorder, readTried, withBorders, writeTried } from './tried.ts';

const inForce = bordersOf(defaultDefinitions);

test('borders come back from the address as they went in', () => {
  const tried = { ...inForce, borderY: 30 };
  expect(writeTried(tried, inForce)).toEqual({
    borderA: undefined,
    borderB: undefined,
    borderX: undefined,
    borderY: '30',
  });
  expect(readTried(writeTried(tried, inForce), inForce)).toEqual(tried);
  expect(isTried(tried, inForce)).toBe(true);
});

test('an address with borders out of order or unreadable shows the rule in force', () => {
  expect(readTried({ borderA: '90', borderB: '80' }, inForce)).toEqual(inForce);
  expect(readTried({ borderX: 'abc', borderY: '-3' }, inForce)).toEqual(inForce);
});

test('a moved border never passes its neighbour, so the definitions stay good', () => {
  for (const value of [-5, 0, 50, 79, 120, 2000]) {
    for (const name of ['borderA', 'borderB', 'borderX', 'borderY'] as const) {
      expect(findProblems(withBorders(defaultDefinitions, moveBorder(inForce, name, value)))).toEqual([]);
    }
  }
});
