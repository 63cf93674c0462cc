// Events are rows of the same transaction; listeners run after the commit, each in a transaction of its own, at least once.

import type { Ctx } from './ctx.ts';
import { run, sql } from './db/db.ts';

/** Publishes an event such as 'imports.import_published'. It is delivered when the transaction commits, and only then. */
export async function publishEvent(
  ctx: Pick<Ctx, 'db'>,
  name: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  await run(
    ctx.db,
    sql`with added as (insert into platform.outbox_event (name, payload) values (${name}, ${JSON.stringify(payload)}))
        select pg_notify('klientela_work', 'outbox')`,
  );
}
