// The movement of active customers: at the start, what came, what went, at the end (domain 03, section 3).

import type { Category } from '../../shared/life-cycle.ts';

export type Structure = Readonly<Record<Category, number>>;

export interface Balance {
  readonly start: number;
  readonly arrived: number;
  readonly recovered: number;
  readonly lost: number;
  readonly end: number;
}

interface Move {
  readonly was: Category;
  readonly is: Category;
  readonly changes: number;
}

export function activeOf({ new: fresh, regular, recovered }: Structure): number {
  return fresh + regular + recovered;
}

/** active at the end = active at the start + new + recovered - lost. Changes within the active ones (new to regular) are none. */
export function balanceOf(life: {
  readonly start: Structure;
  readonly end: Structure;
  readonly moves: readonly Move[];
}): Balance {
  const into = (is: Category) =>
    life.moves.filter((move) => move.is === is).reduce((sum, move) => sum + move.changes, 0);
  return {
    start: activeOf(life.start),
    arrived: into('new'),
    recovered: into('recovered'),
    lost: into('lost'),
    end: activeOf(life.end),
  };
}

/** Whether the identity holds. It may not only where a refund voided a settlement in the period. */
export function isBalanced({ start, arrived, recovered, lost, end }: Balance): boolean {
  return end === start + arrived + recovered - lost;
}
