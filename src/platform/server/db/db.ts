// How code talks to PostgreSQL: SQL as text through Kysely's tag, parameters only. `Db` is a transaction or a read connection, never the pool.

import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import type { DatabaseConnection, Driver, QueryResult, RawBuilder } from 'kysely';
import type { PoolClient } from 'pg';

export { sql };
export type Sql<Row = unknown> = RawBuilder<Row>;

/** One connection in one transaction (or one read-only connection). The phantom table set keeps builders out: SQL is text. */
export type Db = Kysely<Record<never, never>> & { readonly client: PoolClient };

/** All rows of a statement. */
export async function rows<Row>(db: Db, statement: Sql<Row>): Promise<Row[]> {
  return (await statement.execute(db)).rows;
}

/** The first row, or undefined. */
export async function one<Row>(db: Db, statement: Sql<Row>): Promise<Row | undefined> {
  return (await statement.execute(db)).rows[0];
}

/** The only row of a statement that always answers one; a fault otherwise. */
export async function exactlyOne<Row>(db: Db, statement: Sql<Row>): Promise<Row> {
  const found = (await statement.execute(db)).rows;
  const [row] = found;
  if (row === undefined || found.length !== 1) throw new Error(`expected one row, got ${found.length}`);
  return row;
}

/** Runs a statement and answers how many rows it touched. */
export async function run(db: Db, statement: Sql): Promise<number> {
  const result = await statement.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}

/** Wraps a checked-out connection. */
export function dbOf(client: PoolClient): Db {
  const kysely = new Kysely<Record<never, never>>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => singleConnectionDriver(client),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return Object.assign(kysely, { client });
}

function singleConnectionDriver(client: PoolClient): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
      const result = await client.query<Record<string, unknown>>(query.sql, [...query.parameters]);
      const found = result.rows as R[];
      return result.rowCount === null
        ? { rows: found }
        : { rows: found, numAffectedRows: BigInt(result.rowCount) };
    },
    streamQuery() {
      throw new Error('stream with COPY instead');
    },
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuseNested,
    commitTransaction: refuseNested,
    rollbackTransaction: refuseNested,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
}

async function refuseNested(): Promise<void> {
  throw new Error('a use case already runs in its transaction');
}
