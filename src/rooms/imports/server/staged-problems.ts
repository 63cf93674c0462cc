// Rows that the database found wrong, out of a staging table.

import type { Db } from '#platform/server/db/db.ts';
import { rows, sql } from '#platform/server/db/db.ts';
import type { Reason } from '../shared/expression.ts';
import type { RowProblem } from './reading/task.ts';

/** The marked rows of a staging table; `value` is the SQL of what to show of a row. */
export async function listStagedProblems(db: Db, table: string, value: string): Promise<RowProblem[]> {
  const found = await rows(
    db,
    sql<{ row_no: number; problem: Reason; problem_column: string | null; value: string | null }>`
      select row_no, problem, problem_column, (${sql.raw(value)})::text as value from ${sql.table(table)} where problem is not null order by row_no limit 100000`,
  );
  return found.map((row) => ({
    line: row.row_no,
    column: row.problem_column ?? '',
    value: row.value ?? '',
    reason: row.problem,
  }));
}
