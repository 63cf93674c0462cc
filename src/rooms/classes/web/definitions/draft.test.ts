import { expect, test } from 'vitest';
import { defaultDefinitions } from '../../shared/definitions.ts';
import { changedPaths, withDirectionWindow, withPart } from './draft.ts';

test('what a person changed is named by its place', () => {
  expect(changedPaths(defaultDefinitions, defaultDefinitions)).toEqual([]);
  const draft = withPart(withPart(defaultDefinitions, 'abc', { borderA: 40 }), 'xyz', { period: 'quarter' });
  expect(changedPaths(defaultDefinitions, draft)).toEqual(['abc.borderA', 'xyz.period']);
});

test('a direction takes a window of its own and gives it back', () => {
  const own = withDirectionWindow(defaultDefinitions, 'dir_3', 6);
  expect(own.lifeCycle.directionWindowMonths).toEqual({ dir_3: 6 });
  expect(withDirectionWindow(own, 'dir_3', null)).toEqual(defaultDefinitions);
});
