// check:migrations (F10): the migrating program is killed at random moments; the next run must end in the schema of an undisturbed one. `--kills N` (60 unless told).

import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateDatabase } from '#app/program.ts';
import { migrationSources } from '#app/rooms.ts';
import { inDatabase, templateName } from '#app/template.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import { startCheckServer } from './lib/server.ts';
import { tally } from './lib/tally.ts';

if (process.argv[2] === '--child') {
  await migrateDatabase(JSON.parse(process.argv[3] ?? '{}') as Connection);
  process.exit(0);
}

const kills = Number(process.argv[process.argv.indexOf('--kills') + 1] ?? 60) || 60;
const server = await startCheckServer();
const score = tally();
try {
  const expected = await schemaOf(inDatabase(server.owner, templateName));
  score.expect(expected.length > 1000 && migrationSources().length > 3, 'there was nothing to migrate');
  let database = 0;
  let killed = 0;
  while (killed < kills) {
    const connection = await freshDatabase(server.owner, `kill_${database++}`);
    for (let round = 0; killed < kills; round++) {
      const finished = await migrateAndKill(connection, 30 + Math.random() * 220);
      if (finished) break;
      killed += 1;
      score.pass();
    }
    await migrateDatabase(connection);
    const found = await schemaOf(connection);
    score.expect(found === expected, `database ${database}: the schema differs after ${killed} kills`);
  }
  await refusesForeign(server.owner);
} finally {
  await server.stop();
}
score.close();

async function freshDatabase(owner: Connection, name: string): Promise<Connection> {
  await onServer(owner, (client) => client.query(`create database ${name}`));
  return inDatabase(owner, name);
}

/** True when the child ended by itself before its time. The kill comes some time after the first sign of work. */
async function migrateAndKill(connection: Connection, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [import.meta.filename, '--child', JSON.stringify(connection)], {
    stdio: 'ignore',
  });
  const ended = new Promise<boolean>((resolve) => child.on('exit', (code) => resolve(code === 0)));
  while (child.exitCode === null && !(await isConnected(connection))) await sleep(5);
  await sleep(afterMs * Math.random());
  child.kill('SIGKILL');
  return ended;
}

function isConnected(connection: Connection): Promise<boolean> {
  return onServer(connection, async (client) => {
    const { rows } = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'klientela-migrate'`,
    );
    return rows.length > 0;
  });
}

/** An applied migration that was changed afterwards must be noticed. */
async function refusesForeign(owner: Connection): Promise<void> {
  const connection = await freshDatabase(owner, 'foreign_one');
  await migrateDatabase(connection);
  await onServer(connection, (client) =>
    client.query(
      `update platform.migration set hash = 'changed' where name = (select min(name) from platform.migration)`,
    ),
  );
  const refused = await migrateDatabase(connection).then(
    () => false,
    (error: Error) => /changed after/.test(error.message),
  );
  score.expect(refused, 'a changed migration was not noticed');
}

/** Tables with columns, indexes, constraints and functions as text. */
function schemaOf(connection: Connection): Promise<string> {
  return onServer(connection, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `with rooms as (select distinct room::regnamespace as nsp from platform.migration)
       select format('%s.%s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated) as line
         from pg_attribute a join pg_class c on c.oid = a.attrelid join rooms on rooms.nsp = c.relnamespace where attnum > 0 and c.relkind in ('r', 'v')
       union all select pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid join rooms on rooms.nsp = c.relnamespace
       union all select conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k join rooms on rooms.nsp = k.connamespace
       union all select pg_get_functiondef(p.oid) from pg_proc p join rooms on rooms.nsp = p.pronamespace
       union all select room || '/' || name || ' ' || hash from platform.migration
       order by 1`,
    );
    return rows.map((row) => row.line).join('\n');
  });
}

async function onServer<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
