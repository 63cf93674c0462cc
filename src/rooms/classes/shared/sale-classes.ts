// First, first in a new direction, repeat: the class of every sold line (KPI-3, KPI-5, KPI-6; domain 03, section 7).

import type { Day } from '#platform/shared/days.ts';

export type SaleClass = 'first' | 'newDirection' | 'repeat';

export interface SoldLine {
  readonly on: Day;
  readonly directionId?: number;
}

export interface ClassedLine {
  readonly saleClass: SaleClass;
  /** Stage of the KPI system: 2 first sale, 4 add-on sale, 3 and 5 repeat in the first and in a later direction. */
  readonly stage: 2 | 3 | 4 | 5;
}

/**
 * Classes the lines of one customer. A document without a deal is its own deal: everything on the first day is *first*; a line
 * without a direction is never *newDirection*.
 */
export function classSales(lines: readonly SoldLine[]): ClassedLine[] {
  let customerFirst: Day | undefined;
  const directionFirst = new Map<number, Day>();
  for (const { on, directionId } of lines) {
    if (customerFirst === undefined || on < customerFirst) customerFirst = on;
    if (directionId === undefined) continue;
    const known = directionFirst.get(directionId);
    if (known === undefined || on < known) directionFirst.set(directionId, on);
  }
  return lines.map(({ on, directionId }): ClassedLine => {
    if (on === customerFirst) return { saleClass: 'first', stage: 2 };
    const firstHere = directionId === undefined ? undefined : directionFirst.get(directionId);
    if (firstHere === on) return { saleClass: 'newDirection', stage: 4 };
    return { saleClass: 'repeat', stage: firstHere === undefined || firstHere === customerFirst ? 3 : 5 };
  });
}
