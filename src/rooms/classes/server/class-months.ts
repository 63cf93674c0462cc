// Customers by class month by month, put together from the dated differences that the history keeps (CLS-8).

import type { Ctx } from '#platform/server/ctx.ts';
import { one, rows, sql } from '#platform/server/db/db.ts';
import { findHistoryVersion } from './history.queries.ts';
import { seesWholeBase } from './visible.ts';

interface Change {
  readonly as_of: string;
  readonly abc: string | null;
  readonly xyz: string | null;
  readonly was_abc: string | null;
  readonly was_xyz: string | null;
  readonly customers: number;
}

const letters = ['A', 'B', 'C', 'X', 'Y', 'Z', 'noXyz'] as const;
type Counts = Record<(typeof letters)[number], number>;

/** Months of the newest history that is complete; empty for who does not see the whole base, since the history is of all. */
export async function listClassMonths(ctx: Ctx) {
  const version = await findHistoryVersion(ctx.db);
  if (version === undefined || !seesWholeBase(ctx.actor))
    return { version: null, calculatedAt: null, months: [] };
  const reach = await one(
    ctx.db,
    sql<{ calculated_at: Date }>`select calculated_at from classes.history_reach where version = ${version}`,
  );
  const changes = await rows(
    ctx.db,
    sql<Change>`select as_of, abc, xyz, was_abc, was_xyz, count(*)::int as customers
                  from (select as_of, abc, xyz, lag(abc) over past as was_abc, lag(xyz) over past as was_xyz
                          from classes.class_history where version = ${version} window past as (partition by customer_id order by as_of)) change
                 group by 1, 2, 3, 4, 5 order by 1`,
  );
  return { version, calculatedAt: reach?.calculated_at.toISOString() ?? null, months: addUp(changes) };
}

/** Runs through the differences: a customer leaves the letters he had and enters those he has. */
export function addUp(changes: readonly Change[]): ({ asOf: string; changed: number } & Counts)[] {
  const counts: Counts = { A: 0, B: 0, C: 0, X: 0, Y: 0, Z: 0, noXyz: 0 };
  return [...Map.groupBy(changes, (change) => change.as_of)].map(([asOf, some]) => {
    for (const { abc, xyz, was_abc, was_xyz, customers } of some) {
      move(counts, was_abc, was_xyz, -customers);
      move(counts, abc, xyz, customers);
    }
    return {
      asOf,
      ...counts,
      changed: some.reduce((sum, change) => sum + (change.was_abc === null ? 0 : change.customers), 0),
    };
  });
}

function move(counts: Counts, abc: string | null, xyz: string | null, customers: number): void {
  for (const letter of letters) {
    if (letter === abc || letter === xyz || (letter === 'noXyz' && abc !== null && xyz === null))
      counts[letter] += customers;
  }
}
