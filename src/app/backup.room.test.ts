import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { recordChange } from '#platform/server/audit/audit.ts';
import { listTables } from '#platform/server/backup/backup.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { run, sql } from '#platform/server/db/db.ts';
import { pg } from '#platform/server/db/types.ts';
import { storeFile } from '#platform/server/files/files.ts';
import { backUp, restore } from './backup.ts';
import { inDatabase } from './template.ts';
import type { TestWorld } from './testing.ts';
import { createTestWorld } from './testing.ts';

let world: TestWorld;
let folder: string;
let source: Connection;
const made: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'klientela-backup-'));
  world = await createTestWorld({ dataFolder: join(folder, 'data') });
  source = inDatabase(inject('owner'), await databaseName(world));
  await fill(world);
});
afterAll(async () => {
  await world.close();
  await onServer(inject('owner'), async (client) => {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
  });
  await rm(folder, { recursive: true, force: true });
});

test('what was backed up while people worked is restored row by row and byte by byte (R1)', async () => {
  const before = await contentOf(source);
  const manifest = await backUp({
    connection: source,
    dataFolder: join(folder, 'data'),
    folder: join(folder, 'one'),
  });
  expect(manifest.tables.reduce((sum, table) => sum + table.rows, 0)).toBeGreaterThan(500);
  expect(manifest.blobs).toHaveLength(1);
  const target = await emptyDatabase();
  await restore({ connection: target, dataFolder: join(folder, 'restored'), folder: join(folder, 'one') });
  expect(await contentOf(target)).toEqual(before);
});

test('identities go on after the highest restored number', async () => {
  const target = inDatabase(inject('owner'), made[0] ?? '');
  await onServer(target, async (client) => {
    const { rows } = await client.query<{ fresh: number; highest: number }>(
      `with added as (insert into customers.customer (code, name) values ('new', 'Новый') returning id)
       select (select id from added) as fresh, (select max(id) from customers.customer) as highest`,
    );
    expect(rows[0]?.fresh).toBe((rows[0]?.highest ?? 0) + 1);
  });
});

test('a damaged backup and a full database are refused before anything is written', async () => {
  await backUp({ connection: source, dataFolder: join(folder, 'data'), folder: join(folder, 'two') });
  await expect(
    restore({ connection: source, dataFolder: join(folder, 'x'), folder: join(folder, 'two') }),
  ).rejects.toThrow('in use');
  await appendFile(join(folder, 'two/tables/000.copy.gz'), 'x');
  const target = await emptyDatabase();
  await expect(
    restore({ connection: target, dataFolder: join(folder, 'x'), folder: join(folder, 'two') }),
  ).rejects.toThrow('damaged');
  await expect(
    restore({ connection: target, dataFolder: join(folder, 'x'), folder: join(folder, 'none') }),
  ).rejects.toThrow('no backup');
});

async function fill(into: TestWorld): Promise<void> {
  await into.transaction(async (ctx) => {
    await run(
      ctx.db,
      sql`insert into customers.customer (code, name, parameters)
          select 'C' || n, 'Клиент «' || n || '»', jsonb_build_object('size', n) from generate_series(1, 500) n`,
    );
    await recordChange(ctx, {
      entity: 'customers.customer',
      entityId: 1,
      action: 'create',
      after: { name: 'Клиент' },
    });
    await storeFile(
      ctx,
      { name: 'Продажи.csv', mediaType: 'text/csv', purpose: 'test', limit: 1000 },
      Readable.from([Buffer.from('а;б\n')]),
    );
  });
}

async function databaseName(of: TestWorld): Promise<string> {
  return of.program.database.read(async (db) => {
    const { rows } = await db.client.query<{ name: string }>('select current_database() as name');
    return rows[0]?.name ?? '';
  });
}

async function emptyDatabase(): Promise<Connection> {
  const name = `restore_${randomBytes(6).toString('hex')}`;
  made.push(name);
  await onServer(inject('owner'), (client) => client.query(`create database ${name}`));
  return inDatabase(inject('owner'), name);
}

async function onServer<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A hash of the rows of every table. */
function contentOf(connection: Connection): Promise<Record<string, string>> {
  return onServer(connection, async (client) => {
    const content: Record<string, string> = {};
    for (const { table, columns } of await listTables(client)) {
      const { rows } = await client.query<{ hash: string | null }>(
        `select md5(string_agg(t::text, E'\\n' order by t::text)) as hash from (select ${columns.join(', ')} from ${table}) t`,
      );
      content[table] = rows[0]?.hash ?? 'empty';
    }
    return content;
  });
}
