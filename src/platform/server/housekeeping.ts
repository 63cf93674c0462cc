// What the program does by itself from time to time: seals the audit and sweeps out what has had its day.

import type { CtxMaker } from './ctx-maker.ts';
import { one, run, sql } from './db/db.ts';
import type { Db } from './db/db.ts';
import type { Database } from './db/pool.ts';
import type { JobHandler } from './jobs/jobs.ts';
import { enqueueJob } from './jobs/jobs.ts';
import type { Logger } from './log.ts';

const sealEveryMs = 60_000;
const sweepEveryMs = 3_600_000;

interface Parts {
  readonly database: Database;
  readonly makeCtx: CtxMaker;
  readonly log: Logger;
}

/** Asks for the jobs when there is something to do; answers how to stop. Several programs at once do no harm: the jobs have keys. */
export function startHousekeeping(parts: Parts): () => void {
  const ask = (name: string, isNeeded: (db: Db) => Promise<unknown>) => () => {
    const asking = parts.database.transaction(async (db) => {
      if (!(await isNeeded(db))) return;
      const ctx = await parts.makeCtx(db, { personId: undefined, requestId: 'housekeeping' });
      await enqueueJob(ctx, name, {}, { dedupKey: name });
    });
    asking.catch((error: unknown) => parts.log.warn({ err: error, job: name }, 'housekeeping not asked for'));
  };
  const seal = ask('platform.seal_audit', hasUnsealed);
  const sweep = ask('platform.sweep', async () => true);
  const timers = [
    setInterval(seal, sealEveryMs),
    setInterval(sweep, sweepEveryMs),
    setTimeout(sweep, 10_000),
  ];
  for (const timer of timers) timer.unref();
  return () => timers.forEach((timer) => clearTimeout(timer));
}

function hasUnsealed(db: Db): Promise<unknown> {
  return one(
    db,
    sql`select 1 from platform.audit_entry where id > coalesce((select max(last_id) from platform.audit_seal), 0) limit 1`,
  );
}

/** Removes dead sessions, old attempts, used links, old kept replies and the program's own finished jobs. */
export const sweep: JobHandler = async (job) => {
  const removed = await job.step(async (ctx) => ({
    sessions: await run(ctx.db, sql`delete from platform.session where expires_at < now()`),
    attempts: await run(
      ctx.db,
      sql`delete from platform.sign_in_attempt where at < now() - interval '1 day'`,
    ),
    links: await run(
      ctx.db,
      sql`delete from platform.one_time_link where expires_at < now() - interval '30 days' or used_at < now() - interval '30 days'`,
    ),
    replies: await run(
      ctx.db,
      sql`delete from platform.idempotency where created_at < now() - interval '1 day'`,
    ),
    events: await run(
      ctx.db,
      sql`delete from platform.outbox_event where dispatched_at < now() - interval '7 days'`,
    ),
    jobs: await run(
      ctx.db,
      sql`delete from platform.job
           where finished_at < now() - case when person_id is null then interval '1 day' else interval '180 days' end`,
    ),
  }));
  return removed;
};
