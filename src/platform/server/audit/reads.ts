// Reads of personal data are logged too (152-FZ art. 19), in batches, so that readers never wait for it.

import type { Ctx } from '../ctx.ts';
import { run, sql } from '../db/db.ts';
import type { Database } from '../db/pool.ts';
import type { Logger } from '../log.ts';
import { serviceKey } from '../services.ts';

interface Read {
  readonly at: Date;
  readonly personId: number | undefined;
  readonly requestId: string;
  readonly route: string;
  readonly entity: string;
  readonly ids: readonly number[];
}

export interface ReadLog {
  add(read: Read): void;
  /** Writes what is waiting. */
  flush(): Promise<void>;
}

export const readLogKey = serviceKey<ReadLog>('platform.read_log');

/** Notes that these records were shown to the actor. */
export function recordRead(ctx: Ctx, route: string, entity: string, ids: readonly number[]): void {
  if (ids.length === 0 || !ctx.services.has(readLogKey)) return;
  ctx.services
    .get(readLogKey)
    .add({ at: ctx.clock.now(), personId: ctx.actor.personId, requestId: ctx.requestId, route, entity, ids });
}

/** Collects reads and writes them once a second, or at 500. */
export function createReadLog(database: Database, log: Logger): ReadLog & { stop(): Promise<void> } {
  let waiting: Read[] = [];
  let writing = Promise.resolve();
  const flush = (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0)
      writing = writing
        .then(() => write(database, batch))
        .catch((error: unknown) => log.error({ error }, 'read log not written'));
    return writing;
  };
  const timer = setInterval(() => void flush(), 1000);
  timer.unref();
  return {
    add: (read) => {
      waiting.push(read);
      if (waiting.length >= 500) void flush();
    },
    flush,
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

async function write(database: Database, batch: readonly Read[]): Promise<void> {
  const records = batch.map((read) => ({
    at: read.at.toISOString(),
    person_id: read.personId ?? null,
    request_id: read.requestId,
    route: read.route,
    entity: read.entity,
    entity_ids: read.ids,
  }));
  await database.transaction((db) =>
    run(
      db,
      sql`insert into platform.read_log (at, person_id, request_id, route, entity, entity_ids)
          select at, person_id, request_id, route, entity, entity_ids
            from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
                 as read (at timestamptz, person_id int, request_id text, route text, entity text, entity_ids int[])`,
    ),
  );
}
