// Joins of files by keys: the right files are held in memory by their key with a cap, the left file streams by.

import type { Plan, PlannedJoin } from '../../shared/plan.ts';
import { cleanText } from '../../shared/cells.ts';
import { limits, ReadProblem } from './limits.ts';
import type { Table } from './table.ts';

export type KeyedRows = ReadonlyMap<string, readonly string[]>;

/** The rows of each joined file by key. A key that repeats on the right would multiply rows: refused. */
export async function loadJoined(
  plan: Plan,
  tables: readonly Table[],
): Promise<ReadonlyMap<number, KeyedRows>> {
  const loaded = new Map<number, KeyedRows>();
  const budget = { left: limits.joinedCharacters };
  for (const join of plan.joins) {
    const table = tables[join.right];
    if (table) loaded.set(join.right, await loadOne(table, join, plan.used[join.right] ?? new Set(), budget));
  }
  return loaded;
}

async function loadOne(
  table: Table,
  join: PlannedJoin,
  used: ReadonlySet<number>,
  budget: { left: number },
): Promise<KeyedRows> {
  const keyed = new Map<string, readonly string[]>();
  for await (const batch of table.rows()) {
    for (const row of batch) {
      const key = own(cleanText(row.cells[join.rightColumn] ?? ''));
      if (key === '') continue;
      if (keyed.has(key))
        throw new ReadProblem('join_repeats', { column: join.rightName, key, line: row.line });
      const cells = row.cells.map((cell, column) => (used.has(column) ? own(cell) : ''));
      budget.left -= key.length + 40 + cells.reduce((sum, cell) => sum + cell.length + 8, 0);
      if (budget.left < 0) throw new ReadProblem('join_too_large', { column: join.rightName });
      keyed.set(key, cells);
    }
  }
  return keyed;
}

/** A slice of a chunk keeps the whole chunk alive; a copy of its own does not. */
function own(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
