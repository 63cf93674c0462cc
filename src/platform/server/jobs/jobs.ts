// Background work that may be killed at any line: a lease on the database's clock, and an epoch that fences a late ghost.

import type { Ctx } from '../ctx.ts';
import { exactlyOne, one, run, sql } from '../db/db.ts';
import type { Db } from '../db/db.ts';

export interface JobRun {
  readonly id: number;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Aborted when the job was cancelled, lost its lease or the program stops. Long loops look at it. */
  readonly signal: AbortSignal;
  /** One transaction of the job: refused when another worker has taken the job over. */
  step<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** A transaction may outlive this one: reading only, without the fence. */
  read<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** Shows how far the job is; written at most four times a second, the last call always. `stage` is a text key. */
  progress(done: number, total?: number, stage?: string): void;
}

/** Does the work and answers the result that is kept with the job. */
export type JobHandler = (job: JobRun) => Promise<Readonly<Record<string, unknown>> | void>;

export interface EnqueueOptions {
  /** While a job of this name and key waits or runs, asking again answers that job. */
  readonly dedupKey?: string;
  readonly runAt?: Date;
}

/** Asks for a job in the transaction of the use case; it starts when that commits. Answers the job's id. */
export async function enqueueJob(
  ctx: Ctx,
  name: string,
  payload: Readonly<Record<string, unknown>>,
  options: EnqueueOptions = {},
): Promise<number> {
  const inserted = await one(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.job (name, payload, dedup_key, person_id, language, run_at)
      values (${name}, ${JSON.stringify(payload)}, ${options.dedupKey ?? null}, ${ctx.actor.personId ?? null}, ${ctx.actor.language},
              coalesce(${options.runAt ?? null}, now()))
      on conflict (name, dedup_key) where state in ('waiting', 'running') do nothing
      returning id`,
  );
  await run(ctx.db, sql`select pg_notify('klientela_work', 'job')`);
  if (inserted) return inserted.id;
  const existing = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      select id from platform.job where name = ${name} and dedup_key = ${options.dedupKey ?? null} and state in ('waiting', 'running')`,
  );
  return existing.id;
}

export interface JobState {
  readonly id: number;
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly personId: number | undefined;
  readonly done: number;
  readonly total: number | undefined;
  readonly stage: string | undefined;
  readonly result: Readonly<Record<string, unknown>> | undefined;
  readonly error: { readonly code: string; readonly data?: Readonly<Record<string, unknown>> } | undefined;
  readonly startedAt: Date;
  readonly finishedAt: Date | undefined;
}

export async function findJob(db: Db, id: number): Promise<JobState | undefined> {
  const row = await one(
    db,
    sql<{
      id: number;
      name: string;
      state: JobState['state'];
      person_id: number | null;
      progress_done: bigint;
      progress_total: bigint | null;
      progress_stage: string | null;
      result: Record<string, unknown> | null;
      error: { code: string } | null;
      created_at: Date;
      finished_at: Date | null;
    }>`select id, name, state, person_id, progress_done, progress_total, progress_stage, result, error, created_at, finished_at
         from platform.job where id = ${id}`,
  );
  if (!row) return undefined;
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    personId: row.person_id ?? undefined,
    done: Number(row.progress_done),
    total: row.progress_total === null ? undefined : Number(row.progress_total),
    stage: row.progress_stage ?? undefined,
    result: row.result ?? undefined,
    error: row.error ?? undefined,
    startedAt: row.created_at,
    finishedAt: row.finished_at ?? undefined,
  };
}

/** Asks a job to stop: a waiting one ends at once, a running one at its next look at the signal. */
export async function cancelJob(db: Db, id: number): Promise<void> {
  await run(
    db,
    sql`update platform.job
           set cancel_requested_at = now(),
               state = case when state = 'waiting' then 'cancelled' else state end,
               finished_at = case when state = 'waiting' then now() else finished_at end
         where id = ${id} and state in ('waiting', 'running')`,
  );
  await run(db, sql`select pg_notify('klientela_work', 'cancel')`);
}
