// Follows the joins of one row; every row of the left file is kept, with or without its match.

import { cleanText } from '../../shared/cells.ts';
import type { JoinedRow } from '../../shared/expression.ts';
import type { Plan } from '../../shared/plan.ts';
import type { KeyedRows } from '../readers/joined-rows.ts';

/** The array is used again for the next row. */
export function joinRow(
  plan: Plan,
  joined: ReadonlyMap<number, KeyedRows>,
  files: number,
): (cells: readonly string[]) => JoinedRow {
  const row: (readonly string[] | undefined)[] = Array.from({ length: files }, () => undefined);
  return (cells) => {
    row[plan.base] = cells;
    for (const join of plan.joins) {
      const key = join.left(row);
      row[join.right] = typeof key === 'string' ? joined.get(join.right)?.get(cleanText(key)) : undefined;
    }
    return row;
  };
}
