// The database of a data folder: the embedded PostgreSQL under our care, or an outside server by DATABASE_URL.

import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Connection } from '../db/pool.ts';
import { pg } from '../db/types.ts';
import { serverAccount } from './account.ts';
import { findNative, isReachable, mendLinks, reachableNative } from './binaries.ts';
import { initialise, prepareFolders, readState, start, stop, superuser } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { takeLock } from './lock.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PostgresServer {
  /** Owns the schema: for migrations and backups. */
  readonly connection: Connection;
  /** For ordinary work: the audit is insert-only for it. The same as `connection` on an outside server. */
  readonly appConnection: Connection;
  /** False when another living program of ours owns the data folder: then `stop` leaves the server running. */
  readonly owned: boolean;
  stop(): Promise<void>;
}

const database = 'klientela';
export const applicationRole = 'klientela_app';

/** Opens the server of a data folder (starting or adopting it) or checks an outside one. Errors are sentences for a person. */
export async function openPostgres(
  options: { dataFolder: string; log(line: string): void } | { databaseUrl: string },
): Promise<PostgresServer> {
  if ('databaseUrl' in options) return openOutside(options.databaseUrl);
  const folder = resolve(options.dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const cluster = await layOut(folder, options.log);
  const lock = await takeLock(join(folder, 'klientela.lock'));
  if (!lock) return joinRunning(cluster, folder);
  try {
    await prepareFolders(cluster);
    await initialise(cluster);
    await start(cluster);
    await prepareDatabase(cluster);
  } catch (error) {
    await lock.release();
    throw error;
  }
  return {
    ...connectionsOf(cluster),
    owned: true,
    stop: async () => {
      await stop(cluster);
      await lock.release();
    },
  };
}

/** Where everything lies. A folder that the server's account cannot reach is replaced by a shelter, and said. */
async function layOut(folder: string, log: (line: string) => void): Promise<Cluster> {
  const account = await serverAccount();
  const native = findNative();
  await mendLinks(native).catch(() => {
    // a read-only checkout whose links exist already needs no mending
  });
  const key = createHash('sha256').update(await realpath(folder)).digest('hex').slice(0, 16);
  const shelter = '/var/lib/klientela';
  const isOpen = !account || (await isReachable(folder));
  const home = isOpen ? join(folder, 'postgres') : join(shelter, key);
  if (!isOpen) log(`PostgreSQL runs as ${account.name}, who cannot reach ${folder}: its files are kept in ${home}`);
  const socketFolder = home.length <= 80 ? home : join(tmpdir(), `klientela-${key}`);
  return { native: await reachableNative(native, account, shelter), home, socketFolder, account };
}

function connectionsOf(cluster: Cluster): { connection: Connection; appConnection: Connection } {
  const common = { host: cluster.socketFolder, port: 5432, database };
  return { connection: { ...common, user: superuser }, appConnection: { ...common, user: applicationRole } };
}

/** Another program owns the folder: wait until its server is ready and use it as a client. */
async function joinRunning(cluster: Cluster, folder: string): Promise<PostgresServer> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const state = await readState(cluster);
    if (state?.alive && state.ready && (await hasDatabase(cluster))) return { ...connectionsOf(cluster), owned: false, stop: async () => {} };
    await sleep(50);
  }
  throw new Error(`another program holds the data folder ${folder}, but its database does not answer`);
}

async function hasDatabase(cluster: Cluster): Promise<boolean> {
  return withClient(connectionsOf(cluster).appConnection, async () => true).catch(() => false);
}

/** Proves that the server is ours before anything is written, then makes the database and the application's role. */
async function prepareDatabase(cluster: Cluster): Promise<void> {
  const { connection } = connectionsOf(cluster);
  await withClient({ ...connection, database: 'postgres' }, async (client) => {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const told = rows[0]?.data_directory ?? '';
    if (told !== join(cluster.home, 'pgdata')) throw new Error(`the server on this socket serves ${told}, not our folder`);
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rows.length === 0) await client.query(`create database ${database}`);
    const role = await client.query('select 1 from pg_roles where rolname = $1', [applicationRole]);
    if (role.rows.length === 0) await client.query(`create role ${applicationRole} login`);
  });
  await withClient(connection, async (client) => {
    await client.query('create extension if not exists pg_trgm');
    const { rows } = await client.query<{ trigrams: string[] }>(`select show_trgm('Иванов') as trigrams`);
    if ((rows[0]?.trigrams ?? []).length === 0) throw new Error('the database was made without a UTF-8 character type: Russian names could not be found');
  });
}

async function openOutside(databaseUrl: string): Promise<PostgresServer> {
  const connection: Connection = { connectionString: databaseUrl };
  await withClient(connection, async (client) => {
    const { rows } = await client.query<{ server_version_num: string; encoding: string }>(
      `select current_setting('server_version_num') as server_version_num, pg_encoding_to_char(encoding) as encoding
         from pg_database where datname = current_database()`,
    );
    if (Number(rows[0]?.server_version_num) < 150_000) throw new Error('DATABASE_URL names a server older than PostgreSQL 15');
    if (rows[0]?.encoding !== 'UTF8') throw new Error('the database of DATABASE_URL is not in UTF-8');
  });
  return { connection, appConnection: connection, owned: false, stop: async () => {} };
}

async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
