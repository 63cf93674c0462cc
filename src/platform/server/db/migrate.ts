// Forward-only migrations: plain SQL files of the platform and the rooms, each in its own transaction, restartable after a kill.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';

export interface MigrationSource {
  /** Schema of the room, or 'platform'. */
  readonly room: string;
  readonly folder: string;
}

interface Migration {
  readonly room: string;
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

const lockKey = 5_724_881_301;

/**
 * Applies what is missing, in the order of the sources; `only` limits it to these names ('room/file'), for a restore of an older backup.
 * Answers the names applied. Refuses when an applied file was changed or is missing.
 */
export async function migrate(
  client: Client,
  sources: readonly MigrationSource[],
  only?: ReadonlySet<string>,
): Promise<string[]> {
  await client.query(`select pg_advisory_lock(${lockKey})`);
  try {
    await prepare(client, sources);
    const applied = await listApplied(client);
    const wanted = (await Promise.all(sources.map(readMigrations))).flat();
    refuseForeign(applied, wanted);
    const done: string[] = [];
    for (const migration of wanted) {
      if (applied.has(nameOf(migration)) || (only && !only.has(nameOf(migration)))) continue;
      await apply(client, migration);
      done.push(nameOf(migration));
    }
    await grantToApplication(client, sources);
    return done;
  } finally {
    await client.query(`select pg_advisory_unlock(${lockKey})`);
  }
}

async function prepare(client: Client, sources: readonly MigrationSource[]): Promise<void> {
  await client.query(`create schema if not exists platform`);
  await client.query(
    `create table if not exists platform.migration (
       room text not null, name text not null, hash text not null, applied_at timestamptz not null default now(), primary key (room, name))`,
  );
  for (const { room } of sources)
    await client.query(`create schema if not exists ${client.escapeIdentifier(room)}`);
}

async function listApplied(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ room: string; name: string; hash: string }>(
    `select room, name, hash from platform.migration`,
  );
  return new Map(rows.map((row) => [`${row.room}/${row.name}`, row.hash]));
}

async function readMigrations({ room, folder }: MigrationSource): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { room, name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

function refuseForeign(applied: ReadonlyMap<string, string>, wanted: readonly Migration[]): void {
  const known = new Map(wanted.map((migration) => [nameOf(migration), migration.hash]));
  for (const [name, hash] of applied) {
    const now = known.get(name);
    if (now === undefined)
      throw new Error(`the database is newer than this program: it has the migration ${name}`);
    if (now !== hash) throw new Error(`the migration ${name} was changed after it had been applied`);
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '10s'`);
    await client.query(migration.text);
    await client.query(`insert into platform.migration (room, name, hash) values ($1, $2, $3)`, [
      migration.room,
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error(
      `migration ${nameOf(migration)}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

function nameOf(migration: Migration): string {
  return `${migration.room}/${migration.name}`;
}

/** The application's role (where we own the cluster) works on every table, but may only add to the audit. */
async function grantToApplication(client: Client, sources: readonly MigrationSource[]): Promise<void> {
  const { rows } = await client.query(`select 1 from pg_roles where rolname = 'klientela_app'`);
  if (rows.length === 0) return;
  for (const { room } of sources) {
    const schema = client.escapeIdentifier(room);
    await client.query(`grant usage on schema ${schema} to klientela_app`);
    await client.query(
      `grant select, insert, update, delete on all tables in schema ${schema} to klientela_app`,
    );
    await client.query(`grant usage, select on all sequences in schema ${schema} to klientela_app`);
    await client.query(`grant execute on all functions in schema ${schema} to klientela_app`);
  }
  await client.query(
    `revoke update, delete, truncate on platform.audit_entry, platform.audit_seal, platform.migration from klientela_app`,
  );
}
