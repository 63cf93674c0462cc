// Delivers outbox events: the listeners' work and the mark of delivery commit together, so a listener's rows are written exactly once.

import { one, run, sql } from '../db/db.ts';
import type { WorkerOptions } from './worker.ts';

interface Event {
  readonly id: bigint;
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

type Delivering = Pick<WorkerOptions, 'database' | 'listeners' | 'makeCtx' | 'log'>;

/** Delivers everything that is due, oldest first. Answers the events whose listeners failed: they are left for the next round. */
export async function deliverEvents(options: Delivering): Promise<bigint[]> {
  const failed: bigint[] = [];
  let after = 0n;
  await passUnheard(options);
  for (;;) {
    const last = await deliverNext(options, after);
    if (last === undefined) return failed;
    if (last.hasFailed) failed.push(last.id);
    after = last.id;
  }
}

/** Events that nobody listens to are marked all at once. */
async function passUnheard({ database, listeners }: Delivering): Promise<void> {
  await database.transaction((db) =>
    run(
      db,
      sql`update platform.outbox_event set dispatched_at = now()
           where id in (select id from platform.outbox_event
                         where dispatched_at is null and not (name = any(${[...listeners.keys()]}))
                         for update skip locked)`,
    ),
  );
}

async function deliverNext(
  options: Delivering,
  after: bigint,
): Promise<{ id: bigint; hasFailed: boolean } | undefined> {
  let current: Event | undefined;
  try {
    return await options.database.transaction(async (db) => {
      current = await one(
        db,
        sql<Event>`
          select id, name, payload from platform.outbox_event
           where dispatched_at is null and id > ${after} order by id for update skip locked limit 1`,
      );
      if (!current) return undefined;
      const ctx = await options.makeCtx(db, { personId: undefined, requestId: `event-${current.id}` });
      for (const listener of options.listeners.get(current.name) ?? [])
        await listener(ctx, current.payload as never);
      await run(db, sql`update platform.outbox_event set dispatched_at = now() where id = ${current.id}`);
      return { id: current.id, hasFailed: false };
    });
  } catch (error) {
    if (!current) throw error;
    options.log.error({ err: error, event: current.name, id: current.id.toString() }, 'listener failed');
    return { id: current.id, hasFailed: true };
  }
}
