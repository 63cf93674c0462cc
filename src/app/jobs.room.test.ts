import { afterAll, beforeAll, expect, test } from 'vitest';
import { exactlyOne, rows, run, sql } from '#platform/server/db/db.ts';
import { cancelJob, enqueueJob, findJob } from '#platform/server/jobs/jobs.ts';
import type { JobHandler } from '#platform/server/jobs/jobs.ts';
import { heartbeat } from '#platform/server/jobs/leases.ts';
import { startWorker } from '#platform/server/jobs/worker.ts';
import { publishEvent } from '#platform/server/outbox.ts';
import type { TestWorld } from './testing.ts';
import { createTestWorld } from './testing.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

/** A trace of work in a table that every program has. */
const note = (job: number, n: number) =>
  sql`insert into platform.division (name, version) values (${`job ${job}`}, ${n})`;
const notesOf = (job: number) =>
  world.transaction((ctx) =>
    rows(
      ctx.db,
      sql<{
        n: number;
      }>`select version as n from platform.division where name = ${`job ${job}`} order by version`,
    ),
  );

/** One job at a time: a worker that is free would take an expired job of its own again. */
function worker(jobs: Record<string, JobHandler>) {
  return startWorker({ ...world.program, jobs, listeners: new Map(), concurrency: 1 });
}

test('a job asked for in a transaction that rolls back never runs', async () => {
  await expect(
    world.transaction(async (ctx) => {
      await enqueueJob(ctx, 'probe.count', {});
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  const { count } = await world.transaction((ctx) =>
    exactlyOne(ctx.db, sql<{ count: number }>`select count(*)::int as count from platform.job`),
  );
  expect(count).toBe(0);
});

test('asking twice with one key gives one job; its result and progress are kept', async () => {
  const first = await world.transaction((ctx) =>
    enqueueJob(ctx, 'probe.count', { to: 3 }, { dedupKey: 'a' }),
  );
  const second = await world.transaction((ctx) =>
    enqueueJob(ctx, 'probe.count', { to: 3 }, { dedupKey: 'a' }),
  );
  expect(second).toBe(first);
  const running = worker({
    'probe.count': async (job) => {
      for (let n = 1; n <= 3; n++) {
        await job.step((ctx) => run(ctx.db, note(job.id, n)));
        job.progress(n, 3, 'probe.counting');
      }
      return { counted: 3 };
    },
  });
  await running.drain();
  await running.stop();
  const state = await world.transaction((ctx) => findJob(ctx.db, first));
  expect(state).toMatchObject({
    state: 'done',
    done: 3,
    total: 3,
    stage: 'probe.counting',
    result: { counted: 3 },
  });
  expect(await notesOf(first)).toHaveLength(3);
});

test('a late ghost of a job is fenced off by the epoch', async () => {
  const id = await world.transaction((ctx) => enqueueJob(ctx, 'probe.ghost', {}));
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let started = (): void => {};
  const began = new Promise<void>((resolve) => (started = resolve));
  const ghost = worker({
    'probe.ghost': async (job) => {
      started();
      await held;
      await job.step((ctx) => run(ctx.db, note(job.id, 1)));
    },
  });
  await began;
  await world.transaction((ctx) =>
    run(ctx.db, sql`update platform.job set lease_until = now() - interval '1 s' where id = ${id}`),
  );
  const heir = worker({
    'probe.ghost': (job) => job.step((ctx) => run(ctx.db, note(job.id, 2))).then(() => undefined),
  });
  await heir.drain();
  await heir.stop();
  release();
  await ghost.stop();
  expect(await notesOf(id)).toEqual([{ n: 2 }]);
});

test('a cancelled job stops at its next step, and what it had committed stays', async () => {
  const id = await world.transaction((ctx) => enqueueJob(ctx, 'probe.long', {}));
  const running = worker({
    'probe.long': async (job) => {
      for (let n = 1; n <= 1000; n++) {
        await job.step((ctx) => run(ctx.db, note(job.id, n)));
        if (n === 2) await world.transaction((ctx) => cancelJob(ctx.db, id));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  });
  await running.drain();
  await running.stop();
  expect((await world.transaction((ctx) => findJob(ctx.db, id)))?.state).toBe('cancelled');
  expect((await notesOf(id)).length).toBeLessThan(1000);
});

test(
  'a heartbeat does not wait for a step that holds its job, and still hears of a cancellation',
  { timeout: 10_000 },
  async () => {
    const id = await world.transaction((ctx) => enqueueJob(ctx, 'probe.long', {}));
    await world.transaction((ctx) =>
      run(
        ctx.db,
        sql`update platform.job set state = 'running', epoch = 7, cancel_requested_at = now() where id = ${id}`,
      ),
    );
    const beat = await world.transaction(async (ctx) => {
      await run(ctx.db, sql`select 1 from platform.job where id = ${id} for update`);
      return world.transaction((other) =>
        heartbeat(other.db, [
          { id, epoch: 7 },
          { id, epoch: 6 },
        ]),
      );
    });
    expect(beat).toEqual({ kept: new Set([id]), cancelled: new Set([id]) });
    await world.transaction((ctx) =>
      run(ctx.db, sql`update platform.job set state = 'done' where id = ${id}`),
    );
  },
);

test('an event reaches its listener once, in the transaction that marks it delivered', async () => {
  await world.transaction((ctx) => publishEvent(ctx, 'probe.happened', { n: 77 }));
  const listener = async (
    ctx: Parameters<Parameters<TestWorld['transaction']>[0]>[0],
    payload: { n: number },
  ) => void (await run(ctx.db, note(0, payload.n)));
  for (let round = 0; round < 2; round++) {
    const running = startWorker({
      ...world.program,
      jobs: {},
      listeners: new Map([['probe.happened', [listener as never]]]),
    });
    await running.drain();
    await running.stop();
  }
  expect(await notesOf(0)).toEqual([{ n: 77 }]);
});

test('a job that fails after a committed step is given up at the third fault, not tried for ever', async () => {
  const id = await world.transaction((ctx) => enqueueJob(ctx, 'probe.broken', {}));
  let runs = 0;
  const broken: JobHandler = async (job) => {
    runs += 1;
    await job.step((ctx) => run(ctx.db, note(job.id, runs)));
    throw new Error('broken');
  };
  for (let round = 0; round < 5; round++) {
    const running = worker({ 'probe.broken': broken });
    await running.drain();
    await running.stop();
    await world.transaction((ctx) =>
      run(ctx.db, sql`update platform.job set run_at = now() where id = ${id} and state = 'waiting'`),
    );
  }
  expect((await world.transaction((ctx) => findJob(ctx.db, id)))?.state).toBe('failed');
  expect(runs).toBe(3);
});
