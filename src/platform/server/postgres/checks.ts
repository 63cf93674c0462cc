// What is proved of a server before anything is written: that it is the one we meant, new enough, and at home in Cyrillic.

import type { Connection } from '../db/pool.ts';
import { pg } from '../db/types.ts';

const oldestVersion = 150_000;

/** Runs `work` on a connection of its own. */
export async function withClient<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    ...connection,
    application_name: 'klientela-start',
    connectionTimeoutMillis: 20_000,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A foreign server may listen where ours is expected: the data folder tells. */
export async function checkDataDirectory(client: pg.Client, folder: string): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  if (rows[0]?.data_directory !== folder)
    throw new Error(`another database answers in ${folder}: its files are in ${rows[0]?.data_directory}`);
}

/** The role for ordinary work (it may only add to the audit) and the database. */
export async function ensureDatabase(client: pg.Client, database: string, role: string): Promise<void> {
  const roles = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (roles.rowCount === 0) await client.query(`create role ${client.escapeIdentifier(role)} login`);
  const databases = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (databases.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
}

/** A cluster with the character type "C" finds nothing in Cyrillic, without a word: ask it. */
export async function checkCharacters(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
  if (rows[0]?.server_encoding !== 'UTF8')
    throw new Error(`the database must be in UTF-8, this one is in ${rows[0]?.server_encoding}`);
  await client.query('begin');
  try {
    await client.query('create extension if not exists pg_trgm');
    const found = await client.query<{ count: number }>(`select cardinality(show_trgm('Иванов')) as count`);
    if ((found.rows[0]?.count ?? 0) === 0)
      throw new Error(
        'the database cannot search in Cyrillic: it must be created with a UTF-8 character type (LC_CTYPE), such as C.UTF-8',
      );
  } finally {
    await client.query('rollback');
  }
}

/** An outside server must be PostgreSQL 15 or later. */
export async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    `select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version`,
  );
  if (Number(rows[0]?.server_version_num) < oldestVersion)
    throw new Error(`PostgreSQL 15 or later is needed, this server is ${rows[0]?.server_version}`);
}
