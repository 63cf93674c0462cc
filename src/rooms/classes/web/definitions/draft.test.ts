import { expect, test } from 'vitest';
import { defaultDefinitions } from '../../shared/definitions.ts';
import { changedPaths, withPart } from './draft.ts';

test('what a person changed is named by its place', () => {
  expect(changedPaths(defaultDefinitions, defaultDefinitions)).toEqual([]);
  const draft = withPart(withPart(defaultDefinitions, 'abc', { borderA: 40 }), 'xyz', { period: 'quarter' });
  expect(changedPaths(defaultDefinitions, draft)).toEqual(['abc.borderA', 'xyz.period']);
});
