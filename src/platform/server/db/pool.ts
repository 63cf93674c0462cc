// The pool and the two ways to hold a connection: `read` and `transaction`. Nobody outside this folder and the roof imports it.

import type { Pool, PoolClient, PoolConfig } from 'pg';
import { AppError } from '../../shared/refusals.ts';
import { dbOf } from './db.ts';
import type { Db } from './db.ts';
import { pg } from './types.ts';

export interface Database {
  /** One transaction: commits when the work ends, rolls back when it throws. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** A connection for reading; each statement sees its own snapshot. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** A connection of its own outside the pool, for LISTEN and long work; the caller ends it. */
  connect(): Promise<pg.Client>;
  readonly waiting: number;
  end(): Promise<void>;
}

export type Connection =
  | { host: string; port: number; user: string; database: string }
  | { connectionString: string };

export interface DatabaseOptions {
  readonly size?: number;
  readonly statementTimeoutMs?: number;
  onError?(error: Error): void;
}

/** Opens a pool. A lost connection is reported and replaced; it never takes the process down. */
export function openDatabase(connection: Connection, options: DatabaseOptions = {}): Database {
  const config: PoolConfig = {
    ...connection,
    max: options.size ?? 10,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs ?? 60_000,
    idle_in_transaction_session_timeout: 120_000,
    application_name: 'klientela',
  };
  const pool = new pg.Pool(config);
  // Connections that we have let go may still be cut by a server that stops: that is no loss.
  const report = (error: Error): void => {
    if (!pool.ending) options.onError?.(error);
  };
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
  return {
    transaction: (work) => withClient(pool, (client) => inTransaction(client, work)),
    read: (work) => withClient(pool, (client) => work(wrapped(client))),
    connect: async () => {
      const client = new pg.Client({ ...connection, application_name: 'klientela' });
      client.on('error', report);
      await client.connect();
      return client;
    },
    get waiting() {
      return pool.waitingCount;
    },
    end: () => pool.end(),
  };
}

const wraps = new WeakMap<PoolClient, Db>();

function wrapped(client: PoolClient): Db {
  let db = wraps.get(client);
  if (!db) {
    db = dbOf(client);
    wraps.set(client, db);
  }
  return db;
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await checkOut(pool);
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    if (isLost(error)) broken = error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function checkOut(pool: Pool): Promise<PoolClient> {
  if (pool.waitingCount > 200) throw new AppError('platform.overloaded', 503);
  try {
    return await pool.connect();
  } catch (error) {
    throw new AppError('platform.database_unavailable', 503, {
      cause: error instanceof Error ? error.message : 'unknown',
    });
  }
}

async function inTransaction<T>(client: PoolClient, work: (db: Db) => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work(wrapped(client));
    await client.query('commit');
    return result;
  } catch (error) {
    if (!isLost(error)) await client.query('rollback');
    throw error;
  }
}

/** True for errors after which the connection is of no use. */
function isLost(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    code.startsWith('57P') ||
    code.startsWith('08') ||
    code.startsWith('ECONN') ||
    code === 'EPIPE' ||
    /terminat|Connection ended/i.test(error.message)
  );
}
