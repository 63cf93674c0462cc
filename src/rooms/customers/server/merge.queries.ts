// The statements of a merge: a pointer, the filled fields, and what is needed to take both back.

import { exactlyOne, one, rows, run, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';

export interface MergeRow {
  readonly id: number;
  readonly winner_id: number;
  readonly loser_id: number;
  readonly filled: Readonly<Record<string, unknown>>;
  readonly repointed: readonly number[];
}

/** Points the loser, and whoever points to the loser, to the winner. Answers those who pointed to the loser. */
export async function pointToWinner(db: Db, loserId: number, winnerId: number): Promise<number[]> {
  const moved = await rows(
    db,
    sql<{ id: number }>`
      update customers.customer set merged_into_id = ${winnerId}, updated_at = now(), version = version + 1
       where id = ${loserId} or merged_into_id = ${loserId}
      returning id`,
  );
  return moved.map((row) => row.id).filter((id) => id !== loserId);
}

export async function insertMerge(
  db: Db,
  merge: Omit<MergeRow, 'id'>,
  by: number | undefined,
): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ id: number }>`
      insert into customers.merge (winner_id, loser_id, filled, repointed, merged_by)
      values (${merge.winner_id}, ${merge.loser_id}, ${JSON.stringify(merge.filled)}::jsonb, ${merge.repointed}, ${by ?? null})
      returning id`,
  );
  return row.id;
}

/** A merge that stands, locked. */
export async function lockMerge(db: Db, id: number): Promise<MergeRow | undefined> {
  return one(
    db,
    sql<MergeRow>`select id, winner_id, loser_id, filled, repointed from customers.merge where id = ${id} and undone_at is null for update`,
  );
}

/** Takes the pointers back: of the loser, and of those who had pointed to it and still point to the winner. */
export async function takePointersBack(db: Db, merge: MergeRow): Promise<void> {
  await run(
    db,
    sql`update customers.customer
           set merged_into_id = case when id = ${merge.loser_id} then null else ${merge.loser_id}::int end, updated_at = now(), version = version + 1
         where merged_into_id = ${merge.winner_id} and id = any(${[merge.loser_id, ...merge.repointed]}::int[])`,
  );
}

export async function markUndone(db: Db, id: number, by: number | undefined): Promise<void> {
  await run(
    db,
    sql`update customers.merge set undone_at = now(), undone_by = ${by ?? null} where id = ${id}`,
  );
}

/** Locks two customers in the order of their ids, so that two merges never wait for each other. */
export async function lockPair(db: Db, ids: readonly [number, number]): Promise<void> {
  await run(
    db,
    sql`select 1 from customers.customer where id = any(${[...ids]}::int[]) order by id for update`,
  );
}
