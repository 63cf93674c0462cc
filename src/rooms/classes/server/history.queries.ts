// SQL of the dated history of classes and categories.

import type { Db } from '#platform/server/db/db.ts';
import { one, rows, run, sql } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/days.ts';

export interface Reach {
  readonly first_on: Day;
  readonly last_on: Day;
}

export function findReach(db: Db, version: number): Promise<Reach | undefined> {
  return one(db, sql<Reach>`select first_on, last_on from classes.history_reach where version = ${version}`);
}

export function markReach(db: Db, version: number, firstOn: Day, lastOn: Day): Promise<number> {
  return run(
    db,
    sql`insert into classes.history_reach (version, first_on, last_on) values (${version}, ${firstOn}, ${lastOn})
        on conflict (version) do update set last_on = excluded.last_on, calculated_at = now()`,
  );
}

/** Takes the open part of a version's history away, to be told again. */
export async function deleteHistorySince(db: Db, version: number, since: Day): Promise<void> {
  await run(db, sql`delete from classes.class_history where version = ${version} and as_of >= ${since}`);
  await run(db, sql`delete from classes.transition where version = ${version} and day >= ${since}`);
}

export interface HistoryRow {
  readonly as_of: Day;
  readonly version: number;
  readonly abc: string | null;
  readonly xyz: string | null;
  readonly value_minor: bigint;
  readonly calculated_at: Date;
}

/** A customer's class changes, oldest first; merged customers answer under the winner's id. */
export function listClassHistory(db: Db, customerId: number, version: number): Promise<HistoryRow[]> {
  return rows(
    db,
    sql<HistoryRow>`select as_of, version, abc, xyz, value_minor, calculated_at from classes.class_history
         where customer_id = ${customerId} and version = ${version} order by as_of`,
  );
}

export function listTransitions(
  db: Db,
  customerId: number,
  version: number,
): Promise<{ day: Day; from_category: string; to_category: string }[]> {
  return rows(
    db,
    sql<{ day: Day; from_category: string; to_category: string }>`
      select day, from_category, to_category from classes.transition
       where customer_id = ${customerId} and version = ${version} order by day, seq`,
  );
}

/** The newest version whose history is complete; versions being filled are not told yet. */
export async function findHistoryVersion(db: Db): Promise<number | undefined> {
  const row = await one(
    db,
    sql<{
      version: number;
    }>`select max(version) as version from classes.history_reach having max(version) is not null`,
  );
  return row?.version;
}
