// Customers of every class, as the cells in force and the tried ones say.

import type { AbcClass } from '../../shared/abc.ts';
import type { XyzClass } from '../../shared/xyz.ts';

export interface LetterCount {
  readonly letter: AbcClass | XyzClass;
  readonly now: number;
  readonly then: number;
}

interface Cell {
  readonly abc: string | null;
  readonly xyz: string | null;
  readonly customers: number;
}

const letters = ['A', 'B', 'C', 'X', 'Y', 'Z'] as const;

/** Counts side by side; without tried cells nothing is said to change. */
export function countsOf(now: readonly Cell[], then: readonly Cell[] = now): LetterCount[] {
  const sum = (cells: readonly Cell[], letter: string) =>
    cells
      .filter((cell) => cell.abc === letter || cell.xyz === letter)
      .reduce((total, cell) => total + cell.customers, 0);
  return letters.map((letter) => ({ letter, now: sum(now, letter), then: sum(then, letter) }));
}
