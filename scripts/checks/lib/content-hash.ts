// A hash of the content of every table, to see that a denied call left nothing behind.

import { inDatabase } from '#app/template.ts';
import type { TestWorld } from '#app/world.ts';
import { exactlyOne, sql } from '#platform/server/db/db.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';

const clients = new WeakMap<TestWorld, Promise<pg.Client>>();

/** Table -> hash. A token's time of last use and the kept replies are no content. */
export async function contentHash(owner: Connection, world: TestWorld): Promise<Record<string, string>> {
  const client = await (clients.get(world) ?? connect(owner, world));
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')
        and (schemaname, tablename) not in (('platform', 'read_log'), ('platform', 'sign_in_attempt'), ('platform', 'idempotency'))
      order by 1`,
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, (select md5(coalesce(string_agg(${textOf(name)}, '' order by t::text), '')) from ${name} t) as hash`,
  );
  const { rows } = await client.query<{ name: string; hash: string }>(parts.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.name, row.hash]));
}

function textOf(table: string): string {
  return table === 'platform.token' ? `(to_jsonb(t) - 'last_used_at')::text` : 't::text';
}

function connect(owner: Connection, world: TestWorld): Promise<pg.Client> {
  const connecting = world
    .transaction((ctx) => exactlyOne(ctx.db, sql<{ name: string }>`select current_database() as name`))
    .then(async ({ name }) => {
      const client = new pg.Client(inDatabase(owner, name));
      client.on('error', () => {});
      await client.connect();
      return client;
    });
  clients.set(world, connecting);
  return connecting;
}
