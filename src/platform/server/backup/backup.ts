// Backup while people work: every table by COPY in one snapshot, then the blobs that its rows name. Needs no tools beside the program.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import type { BlobStore } from '../files/blobs.ts';
import { pg } from '../db/types.ts';
import type { BackedTable, BackupManifest } from './format.ts';
import { manifestName } from './format.ts';

export interface BackupOptions {
  readonly client: pg.Client;
  readonly blobs: BlobStore;
  /** Made by the backup; must not exist. It appears under this name only when it is whole. */
  readonly folder: string;
  onProgress?(done: number, total: number): void;
}

/** Writes a backup and answers its manifest. A killed backup leaves only a `.partial` folder. */
export async function writeBackup(options: BackupOptions): Promise<BackupManifest> {
  const { client } = options;
  const partial = `${options.folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, 'tables'), { recursive: true, mode: 0o700 });
  await mkdir(join(partial, 'files'), { mode: 0o700 });
  await client.query('begin isolation level repeatable read read only');
  try {
    const tables: BackedTable[] = [];
    const wanted = await listTables(client);
    for (const [index, table] of wanted.entries()) {
      tables.push(
        await copyTable(client, table, partial, `tables/${String(index).padStart(3, '0')}.copy.gz`),
      );
      options.onProgress?.(index + 1, wanted.length);
    }
    const blobs = await copyBlobs(client, options.blobs, partial);
    const manifest: BackupManifest = {
      format: 1,
      madeAt: new Date().toISOString(),
      serverVersion: await text(client, 'show server_version'),
      migrations: (
        await client.query<{ room: string; name: string; hash: string }>(
          'select room, name, hash from platform.migration order by applied_at, room, name',
        )
      ).rows,
      tables,
      blobs,
    };
    await writeDurably(join(partial, manifestName), JSON.stringify(manifest, null, 1));
    await rename(partial, options.folder);
    return manifest;
  } finally {
    await client.query('rollback');
  }
}

interface TableColumns {
  readonly table: string;
  readonly columns: string[];
}

/** Every table of ours (but those whose comment says 'not in backups') with the columns to keep: not the computed ones, and not the marks of writing transactions, which mean nothing elsewhere. */
export async function listTables(client: pg.Client): Promise<TableColumns[]> {
  const { rows } = await client.query<TableColumns>(
    `select format('%I.%I', n.nspname, c.relname) as table,
            array_agg(quote_ident(a.attname) order by a.attnum) as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
      where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname in (select distinct room from platform.migration)
        and format('%I.%I', n.nspname, c.relname) <> 'platform.migration'
        and coalesce(obj_description(c.oid, 'pg_class'), '') <> 'not in backups'
      group by n.nspname, c.relname order by n.nspname, c.relname`,
  );
  return rows;
}

async function copyTable(
  client: pg.Client,
  { table, columns }: TableColumns,
  folder: string,
  file: string,
): Promise<BackedTable> {
  const rows = Number(await text(client, `select count(*) from ${table}`));
  const hash = createHash('sha256');
  await pipeline(
    client.query(copyTo(`copy ${table} (${columns.join(', ')}) to stdout (format binary)`)),
    createGzip({ level: 1 }),
    hashing(hash),
    createWriteStream(join(folder, file), { mode: 0o600, flush: true }),
  );
  return { table, columns, rows, file, sha256: hash.digest('hex') };
}

async function copyBlobs(
  client: pg.Client,
  store: BlobStore,
  folder: string,
): Promise<BackupManifest['blobs']> {
  const { rows } = await client.query<{ blob: string; sha256: Buffer }>(
    'select blob, sha256 from platform.file where removed_at is null order by id',
  );
  for (const { blob } of rows)
    await pipeline(
      store.read(blob),
      createWriteStream(join(folder, 'files', blob), { mode: 0o600, flush: true }),
    );
  return rows.map(({ blob, sha256 }) => ({ blob, sha256: sha256.toString('hex') }));
}

/** Hashes what passes through. */
export function hashing(hash: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

async function writeDurably(path: string, content: string): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function text(client: pg.Client, statement: string): Promise<string> {
  const { rows } = await client.query<Record<string, unknown>>(statement);
  return String(Object.values(rows[0] ?? {})[0]);
}
