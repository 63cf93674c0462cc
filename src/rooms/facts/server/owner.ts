// The mirror in the process that owns its file.

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from '#platform/server/db/pool.ts';
import { checkMirror } from './check.ts';
import type { MirrorSql } from './mirror-sql.ts';
import type { Mirror, MirrorReader } from './mirror.ts';
import { rebuild, type Rebuilt } from './rebuild.ts';
import { refresh, type Refreshed } from './refresh.ts';
import type { Store } from './store.ts';

type SourceClient = Awaited<ReturnType<Database['connect']>>;

/** Writers follow one another; readers see the last commit and wait for nobody. */
export function openOwned(store: Store, folder: string, database: Database): Mirror {
  const inTurn = turns();
  const source = sourceConnection(database);
  const withSource = <T>(
    work: (client: SourceClient, connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> => source.use((client) => withConnection(store, (connection) => work(client, connection)));
  const makeAnew = async (onRows?: (rows: number) => void): Promise<Rebuilt> => {
    const rebuilt = await withSource((client, connection) => rebuild(client, connection, folder, onRows));
    await store.fitMemory();
    return rebuilt;
  };
  const bringUpToDate = async (): Promise<Refreshed> => {
    const refreshed = await withSource((client, connection) => refresh(client, connection, folder));
    if (refreshed) return refreshed;
    const { rows } = await makeAnew();
    return { settlements: rows['settlement'] ?? 0, customers: rows['customer'] ?? 0, gone: 0 };
  };
  return {
    isOwner: true,
    read: (work) =>
      withConnection(store, (connection) => inTransaction(connection, 'begin transaction', work)),
    write: (work) =>
      inTurn(() =>
        withConnection(store, (connection) => inTransaction(connection, 'begin transaction', work)),
      ),
    refresh: shared((begin) => inTurn(() => begin(bringUpToDate))),
    rebuild: (onRows) => inTurn(() => makeAnew(onRows)),
    check: () =>
      inTurn(() => withSource((client, connection) => checkMirror(client, connection, bringUpToDate))),
    close: () =>
      inTurn(async () => {
        await source.close();
        store.close();
      }),
  };
}

/** One connection to the truth, kept between refreshes and replaced after a failure. Used in turn only. */
function sourceConnection(database: Database) {
  let kept: SourceClient | undefined;
  const close = async (): Promise<void> => {
    const client = kept;
    kept = undefined;
    await client?.end().catch(() => {});
  };
  return {
    close,
    use: async <T>(work: (client: SourceClient) => Promise<T>): Promise<T> => {
      const reused = kept !== undefined;
      kept ??= await database.connect();
      try {
        return await work(kept);
      } catch (error) {
        await close();
        // The database was started again since: what was begun has been rolled back on both sides.
        if (!reused || !isLost(error)) throw error;
        kept = await database.connect();
        return work(kept);
      }
    },
  };
}

function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^(57P|08|ECONN|EPIPE)/.test(code) || /terminat|not queryable|Connection ended/i.test(error.message);
}

/** Callers that come before a run has begun share it: it will see everything that they have seen. */
function shared<T>(run: (begin: (work: () => Promise<T>) => Promise<T>) => Promise<T>): () => Promise<T> {
  let waiting: Promise<T> | undefined;
  return () => {
    waiting ??= run((work) => {
      waiting = undefined;
      return work();
    });
    return waiting;
  };
}

async function withConnection<T>(
  store: Store,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await store.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}

async function inTransaction<T>(
  connection: DuckDBConnection,
  begin: string,
  work: (reader: MirrorReader) => Promise<T>,
): Promise<T> {
  await connection.run(begin);
  try {
    const result = await work(readerOf(connection));
    await connection.run('commit');
    return result;
  } catch (error) {
    await connection.run('rollback').catch(() => {});
    throw error;
  }
}

function readerOf(connection: DuckDBConnection): MirrorReader {
  async function* batches<Row>(statement: MirrorSql): AsyncGenerator<Row[]> {
    const result = await connection.stream(statement.text);
    for await (const rows of result.yieldRowObjectJson()) yield rows as Row[];
  }
  return {
    batches,
    rows: async <Row>(statement: MirrorSql) => {
      const all: Row[] = [];
      for await (const batch of batches<Row>(statement)) all.push(...batch);
      return all;
    },
  };
}

/** Runs one piece of work after the other. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}
