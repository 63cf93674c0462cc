// The lease table: claim, fence, heartbeat, hand back. Proven by killing workers at random (see the crash check).

import { one, run, rows, sql } from '../db/db.ts';
import type { Db } from '../db/db.ts';

export interface Claim {
  readonly id: number;
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly epoch: number;
  readonly attempts: number;
  /** Faults of earlier runs. */
  readonly failures: number;
  readonly person_id: number | null;
}

/** How often a job may be started without a committed step in between before it is given up. */
export const maxAttempts = 20;

/** Takes the next job whose time has come and whose worker, if any, has let its lease run out. */
export function claimJob(db: Db, worker: string, names: readonly string[]): Promise<Claim | undefined> {
  return one(
    db,
    sql<Claim>`
      update platform.job
         set state = 'running', lease_until = now() + interval '30 s', worker = ${worker}, epoch = epoch + 1, attempts = attempts + 1
       where id = (select id from platform.job
                    where state in ('waiting', 'running') and run_at <= now() and (lease_until is null or lease_until < now())
                      and name = any(${names})
                    order by run_at, id for update skip locked limit 1)
      returning id, name, payload, epoch, attempts, failures, person_id`,
  );
}

/** Locks the job for a step; false when another worker has it or it was ended. */
export async function fence(db: Db, id: number, epoch: number): Promise<boolean> {
  const row = await one(
    db,
    sql<{ epoch: number; state: string }>`select epoch, state from platform.job where id = ${id} for update`,
  );
  return row !== undefined && row.epoch === epoch && row.state === 'running';
}

/** After the work of a step, in its transaction: the lease goes on and the attempts count anew. */
export async function extend(db: Db, id: number): Promise<void> {
  await run(
    db,
    sql`update platform.job set lease_until = now() + interval '30 s', attempts = 0 where id = ${id}`,
  );
}

/** Extends the leases of running jobs; answers those that are lost or to be cancelled. A job whose step holds its row is not waited for: nobody can claim it meanwhile. */
export async function heartbeat(
  db: Db,
  claims: readonly { id: number; epoch: number }[],
): Promise<{ kept: Set<number>; cancelled: Set<number> }> {
  const found = await rows(
    db,
    sql<{ id: number; cancel: boolean }>`
      with held as (
        select j.id, j.cancel_requested_at is not null as cancel
          from platform.job j join unnest(${claims.map((claim) => claim.id)}::int[], ${claims.map((claim) => claim.epoch)}::int[]) as h (id, epoch) on h.id = j.id and h.epoch = j.epoch
         where j.state = 'running'),
      free as (select j.id from platform.job j where j.id in (select id from held) for update skip locked),
      extended as (update platform.job j set lease_until = now() + interval '30 s' from free where free.id = j.id)
      select id, cancel from held`,
  );
  return {
    kept: new Set(found.map((row) => row.id)),
    cancelled: new Set(found.filter((row) => row.cancel).map((row) => row.id)),
  };
}

export interface Progress {
  readonly done: number;
  readonly total: number | undefined;
  /** A text key. */
  readonly stage: string | undefined;
}

export async function writeProgress(
  db: Db,
  claim: Pick<Claim, 'id' | 'epoch'>,
  { done, total, stage }: Progress,
): Promise<void> {
  await run(
    db,
    sql`update platform.job set progress_done = ${done}, progress_total = ${total ?? null}, progress_stage = ${stage ?? null}
         where id = ${claim.id} and epoch = ${claim.epoch}`,
  );
}

export async function finish(
  db: Db,
  id: number,
  epoch: number,
  state: 'done' | 'failed' | 'cancelled',
  kept: { result?: Readonly<Record<string, unknown>> | void; error?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await run(
    db,
    sql`update platform.job
           set state = ${state}, lease_until = null, finished_at = now(),
               result = ${kept.result ? jsonOf(kept.result) : null}, error = ${kept.error ? jsonOf(kept.error) : null}
         where id = ${id} and epoch = ${epoch} and state = 'running'`,
  );
}

/** Gives a job back at once, for a stop in good order. A delay after a fault keeps a broken job from spinning. */
export async function handBack(db: Db, id: number, epoch: number, delaySeconds = 0): Promise<void> {
  await run(
    db,
    sql`update platform.job
           set state = 'waiting', lease_until = null, run_at = now() + make_interval(secs => ${delaySeconds}),
               attempts = case when ${delaySeconds} = 0 then greatest(attempts - 1, 0) else attempts end,
               failures = failures + case when ${delaySeconds} = 0 then 0 else 1 end
         where id = ${id} and epoch = ${epoch} and state = 'running'`,
  );
}

function jsonOf(value: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
}
