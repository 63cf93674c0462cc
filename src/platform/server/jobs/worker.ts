// The worker: claims jobs, runs them as the person who asked, delivers outbox events, and hands work back when it is told to stop.

import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/refusals.ts';
import type { Ctx } from '../ctx.ts';
import type { CtxMaker } from '../ctx-maker.ts';
import type { Database } from '../db/pool.ts';
import type { Logger } from '../log.ts';
import type { Listener } from '../room.ts';
import type { JobHandler, JobRun } from './jobs.ts';
import {
  claimJob,
  extend,
  fence,
  finish,
  handBack,
  heartbeat,
  maxAttempts,
  writeProgress,
} from './leases.ts';
import type { Claim, Progress } from './leases.ts';
import { deliverEvents } from './delivery.ts';
import { announceWorker } from './presence.ts';

export interface WorkerOptions {
  readonly database: Database;
  readonly makeCtx: CtxMaker;
  readonly log: Logger;
  readonly jobs: Readonly<Record<string, JobHandler>>;
  readonly listeners: ReadonlyMap<string, readonly Listener[]>;
  /** Jobs at once, 2 unless told. */
  readonly concurrency?: number;
}

export interface Worker {
  /** Stops taking work, hands running jobs back and waits for their steps to end. */
  stop(): Promise<void>;
  /** Runs what waits now: resolves when no job or event is due that this worker could do. */
  drain(): Promise<void>;
}

interface Running {
  readonly claim: Claim;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

const pollMs = 1000;
const heartbeatMs = 5000;

/** Starts the loops of the worker: on notice, and once a second in case a notice was lost. */
export function startWorker(options: WorkerOptions): Worker {
  const { database, log } = options;
  const id = randomUUID();
  const running = new Map<number, Running>();
  const names = Object.keys(options.jobs);
  const concurrency = options.concurrency ?? 2;
  let stopping = false;
  /** Events whose listeners failed in the last round: they wait for a later one. */
  let failed: readonly bigint[] = [];

  const take = async (): Promise<boolean> => {
    if (stopping || running.size >= concurrency) return false;
    const claim = await database.transaction((db) => claimJob(db, id, names));
    if (!claim) return false;
    const abort = new AbortController();
    const ended = runJob(options, claim, abort, () => stopping).finally(() => {
      running.delete(claim.id);
      wake();
    });
    running.set(claim.id, { claim, abort, ended });
    return true;
  };
  const work = async (): Promise<void> => {
    try {
      failed = await deliverEvents(options);
      while (await take());
    } catch (error) {
      if (!stopping) log.warn({ err: error }, 'worker could not look for work');
    }
  };
  const rounds = inRounds(work);
  const wake = (): void => {
    if (!stopping) rounds.ask();
  };
  const beat = (): void => {
    void keepLeases(database, running).catch((error: unknown) =>
      log.warn({ err: error }, 'heartbeat failed'),
    );
  };

  const stopLoops = startLoops(database, log, wake, beat);
  wake();
  return {
    drain: async () => {
      do {
        wake();
        await rounds.last();
        await Promise.all([...running.values()].map((held) => held.ended));
      } while (running.size > 0 || (await isDue(database, names, failed)));
    },
    stop: async () => {
      stopping = true;
      await stopLoops();
      await rounds.last();
      for (const held of running.values()) held.abort.abort(new Error('stopping'));
      await Promise.all([...running.values()].map((held) => held.ended));
    },
  };
}

/** Runs work one round after another; asking while a round waits to begin is asking once. */
function inRounds(work: () => Promise<void>): { ask(): void; last(): Promise<void> } {
  let isAsked = false;
  let round: Promise<void> = Promise.resolve();
  return {
    ask: () => {
      if (isAsked) return;
      isAsked = true;
      round = round.then(() => {
        isAsked = false;
        return work();
      });
    },
    last: () => round,
  };
}

/** Wakes on notice and by the clock. Answers what ends it. */
function startLoops(
  database: Database,
  log: Logger,
  wake: () => void,
  beat: () => void,
): () => Promise<void> {
  const poll = setInterval(wake, pollMs);
  const pulse = setInterval(beat, heartbeatMs);
  const listener = listen(database, log, (what) => (what === 'cancel' ? beat() : wake()));
  return async () => {
    clearInterval(poll);
    clearInterval(pulse);
    await (
      await listener
    )();
  };
}

/** Extends the leases of running jobs; those that were lost or cancelled are told. */
async function keepLeases(database: Database, running: ReadonlyMap<number, Running>): Promise<void> {
  if (running.size === 0) return;
  const claims = [...running.values()].map((held) => held.claim);
  const { kept, cancelled } = await database.transaction((db) => heartbeat(db, claims));
  for (const [jobId, held] of running) {
    if (!kept.has(jobId)) held.abort.abort(new Error('lease lost'));
    else if (cancelled.has(jobId)) held.abort.abort(new AppError('platform.job_cancelled', 409));
  }
}

/** Jobs that another worker holds and events that failed just now are not due. */
async function isDue(
  database: Database,
  names: readonly string[],
  failed: readonly bigint[],
): Promise<boolean> {
  return database.read(async (db) => {
    const { rows } = await db.client.query(
      `select 1 from platform.job where state in ('waiting','running') and run_at <= now() and (lease_until is null or lease_until < now()) and name = any($1)
       union all select 1 from platform.outbox_event where dispatched_at is null and id <> all($2::bigint[]) limit 1`,
      [names, failed],
    );
    return rows.length > 0;
  });
}

async function listen(
  database: Database,
  log: Logger,
  onWork: (what: string) => void,
): Promise<() => Promise<void>> {
  try {
    const client = await database.connect();
    client.on('notification', (message) => onWork(message.payload ?? ''));
    await client.query('listen klientela_work');
    await announceWorker(client);
    return () => client.end().catch(() => {});
  } catch (error) {
    log.warn({ err: error }, 'no notices: the worker polls');
    return async () => {};
  }
}

async function runJob(
  options: WorkerOptions,
  claim: Claim,
  abort: AbortController,
  isStopping: () => boolean,
): Promise<void> {
  const { database, log } = options;
  const close = (work: Parameters<Database['transaction']>[0]) =>
    database
      .transaction(work)
      .catch((error: unknown) =>
        log.error({ err: error, job: claim.id }, 'job not closed; its lease will run out'),
      );
  const handler = options.jobs[claim.name];
  try {
    if (!handler) throw new Error(`no handler for ${claim.name}`);
    if (claim.attempts > maxAttempts) throw new AppError('platform.job_gave_up', 500);
    const job = jobRun(options, claim, abort.signal);
    const result = await handler(job.run);
    await job.flush();
    await close((db) => finish(db, claim.id, claim.epoch, 'done', { result }));
  } catch (error) {
    if (isStopping()) return void (await close((db) => handBack(db, claim.id, claim.epoch)));
    const refusal =
      error instanceof AppError
        ? error
        : abort.signal.reason instanceof AppError
          ? abort.signal.reason
          : undefined;
    if (refusal?.code === 'platform.job_cancelled')
      return void (await close((db) => finish(db, claim.id, claim.epoch, 'cancelled', {})));
    if (refusal)
      return void (await close((db) =>
        finish(db, claim.id, claim.epoch, 'failed', { error: { code: refusal.code, data: refusal.data } }),
      ));
    log.error({ err: error, job: claim.id, name: claim.name, failure: claim.failures + 1 }, 'job failed');
    if (claim.failures >= 2)
      return void (await close((db) =>
        finish(db, claim.id, claim.epoch, 'failed', { error: { code: 'platform.internal' } }),
      ));
    await close((db) => handBack(db, claim.id, claim.epoch, 5 * (claim.failures + 1)));
  }
}

function jobRun(
  options: WorkerOptions,
  claim: Claim,
  signal: AbortSignal,
): { run: JobRun; flush(): Promise<void> } {
  const { database, makeCtx } = options;
  const requestId = `job-${claim.id}-${claim.epoch}`;
  const ctxOf = (db: Parameters<Parameters<Database['transaction']>[0]>[0]): Promise<Ctx> =>
    makeCtx(db, { personId: claim.person_id ?? undefined, requestId });
  const progress = progressWriter(database, claim);
  return {
    flush: progress.flush,
    run: {
      id: claim.id,
      payload: claim.payload,
      signal,
      progress: progress.note,
      read: (work) => database.read(async (db) => work(await ctxOf(db))),
      step: (work) => {
        signal.throwIfAborted();
        return database.transaction(async (db) => {
          if (!(await fence(db, claim.id, claim.epoch))) throw new Error('lease lost');
          const result = await work(await ctxOf(db));
          await extend(db, claim.id);
          return result;
        });
      },
    },
  };
}

/** Writes the newest progress at most four times a second. A step holds the job's row locked, so nobody waits for these writes. */
function progressWriter(
  database: Database,
  claim: Claim,
): { note: JobRun['progress']; flush(): Promise<void> } {
  let latest: Progress | undefined;
  let writing: Promise<void> | undefined;
  let nextAt = 0;
  const write = (): Promise<void> => {
    const value = latest;
    latest = undefined;
    nextAt = performance.now() + 250;
    if (!value) return Promise.resolve();
    return database.transaction((db) => writeProgress(db, claim, value)).catch(() => {});
  };
  return {
    note: (done, total, stage) => {
      latest = { done, total, stage };
      if (writing || performance.now() < nextAt) return;
      writing = write().finally(() => (writing = undefined));
    },
    flush: async () => {
      await writing;
      await write();
    },
  };
}
