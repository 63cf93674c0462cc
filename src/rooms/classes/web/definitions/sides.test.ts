import { expect, test } from 'vitest';
import { sidesOf } from './sides.ts';

test('equal counts with people changing places still count as moved', () => {
  const flows = [
    { from: 'A', to: 'B', customers: 2 },
    { from: 'B', to: 'A', customers: 2 },
    { from: 'A', to: 'A', customers: 5 },
    { from: null, to: null, customers: 3 },
  ];
  expect(sidesOf(flows, ['A', 'B', null])).toEqual([
    { key: 'A', now: 7, then: 7, moved: 4 },
    { key: 'B', now: 2, then: 2, moved: 4 },
    { key: null, now: 3, then: 3, moved: 0 },
  ]);
});
