// Restore into an empty database: the schema of the backup, its rows, its blobs, then the migrations that came since.

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { from as copyFrom } from 'pg-copy-streams';
import type { MigrationSource } from '../db/migrate.ts';
import { migrate } from '../db/migrate.ts';
import { pg } from '../db/types.ts';
import { hashOfFile } from './backup.ts';
import type { BackedTable, BackupManifest } from './format.ts';
import { manifestName } from './format.ts';

export interface RestoreOptions {
  /** The owner's connection to an empty database; with the right to load rows without firing triggers. */
  readonly client: pg.Client;
  readonly migrations: readonly MigrationSource[];
  readonly folder: string;
  /** Where the blobs go, a path for each. */
  blobPath(blob: string): string;
  copyBlob(from: string, to: string): Promise<void>;
  onProgress?(done: number, total: number): void;
}

/** Loads a backup. Every file is checked against the manifest before anything is written. Throws sentences for a person. */
export async function loadBackup(options: RestoreOptions): Promise<BackupManifest> {
  const manifest = await readManifest(options.folder);
  await verifyFiles(options.folder, manifest);
  const { client } = options;
  await refuseFull(client);
  await migrate(
    client,
    options.migrations,
    new Set(manifest.migrations.map(({ room, name }) => `${room}/${name}`)),
  );
  await client.query('begin');
  try {
    await client.query(`set local session_replication_role = replica`);
    for (const [index, table] of manifest.tables.entries()) {
      await loadTable(client, options.folder, table);
      options.onProgress?.(index + 1, manifest.tables.length);
    }
    await setSequences(client);
    for (const { blob } of manifest.blobs)
      await options.copyBlob(join(options.folder, 'files', blob), options.blobPath(blob));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  await migrate(client, options.migrations);
  await client.query('analyze');
  return manifest;
}

/** Reads the manifest; a folder without a whole one is no backup. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const content = await readFile(join(folder, manifestName), 'utf8').catch(() => undefined);
  if (content === undefined) throw new Error(`${folder} is no backup: it has no ${manifestName}`);
  const manifest = JSON.parse(content) as BackupManifest;
  if (manifest.format !== 1) throw new Error(`${folder} was made by a newer program`);
  return manifest;
}

async function verifyFiles(folder: string, manifest: BackupManifest): Promise<void> {
  for (const { file, sha256 } of manifest.tables) await verify(join(folder, file), sha256);
  for (const { blob, sha256 } of manifest.blobs) await verify(join(folder, 'files', blob), sha256);
}

async function verify(path: string, sha256: string): Promise<void> {
  const found = await hashOfFile(path).catch(() => undefined);
  if (found === undefined) throw new Error(`the backup is incomplete: ${path} is missing`);
  if (found !== sha256) throw new Error(`the backup is damaged: ${path} is not what was written`);
}

async function refuseFull(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select 1 from pg_namespace n join pg_class c on c.relnamespace = n.oid where n.nspname = 'platform' and c.relname = 'company'`,
  );
  if (rows.length > 0) throw new Error('restore wants an empty data folder or database; this one is in use');
}

async function loadTable(
  client: pg.Client,
  folder: string,
  { table, columns, file, rows }: BackedTable,
): Promise<void> {
  await client.query(`delete from ${table}`);
  const target = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`));
  await pipeline(createReadStream(join(folder, file)), createGunzip(), target);
  if (target.rowCount !== rows)
    throw new Error(`the backup is damaged: ${table} has ${target.rowCount} rows, not ${rows}`);
}

/** Identities go on after the highest number that was restored. */
async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `select s.oid::regclass::text as sequence, format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column
       from pg_depend d
       join pg_class s on s.oid = d.objid and s.relkind = 'S'
       join pg_class c on c.oid = d.refobjid
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
      where d.deptype = 'i' and n.nspname in (select distinct room from platform.migration)`,
  );
  for (const { sequence, table, column } of rows) {
    await client.query(
      `select setval($1::regclass, coalesce((select max(${column}) from ${table}), 0) + 1, false)`,
      [sequence],
    );
  }
}
