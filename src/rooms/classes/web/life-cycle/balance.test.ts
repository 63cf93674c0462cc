import { expect, test } from 'vitest';
import { balanceOf, isBalanced } from './balance.ts';

const none = { potential: 0, new: 0, regular: 0, recovered: 0, lost: 0 };

test('the balance of active customers holds over new, recovered and lost', () => {
  const balance = balanceOf({
    start: { ...none, new: 2, regular: 10 },
    end: { ...none, new: 3, regular: 11, recovered: 1, lost: 2 },
    moves: [
      { was: 'potential', is: 'new', changes: 4 },
      { was: 'new', is: 'regular', changes: 3 },
      { was: 'regular', is: 'lost', changes: 2 },
      { was: 'lost', is: 'recovered', changes: 1 },
    ],
  });
  expect(balance).toEqual({ start: 12, arrived: 4, recovered: 1, lost: 2, end: 15 });
  expect(isBalanced(balance)).toBe(true);
  expect(isBalanced({ ...balance, end: 14 })).toBe(false);
});
