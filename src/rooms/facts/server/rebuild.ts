// Makes the mirror anew from the truth, in one transaction of the mirror: a kill leaves the old one.

import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { pg } from '#platform/server/db/types.ts';
import { copyInto } from './copy.ts';
import { allTables, createTableSql, mergedSql, schemaVersion, stateSql, viewsSql } from './schema.ts';
import { beginReading, copyAllSql } from './source.ts';
import { writeState } from './state.ts';

export interface Rebuilt {
  readonly rows: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** Reads every published view in one snapshot. `onRows` is told the rows of every file as they come in. */
export async function rebuild(
  client: pg.Client,
  store: DuckDBConnection,
  folder: string,
  onRows: (rows: number) => void = () => {},
): Promise<Rebuilt> {
  const started = performance.now();
  const rows: Record<string, number> = {};
  const source = await beginReading(client);
  try {
    await store.run('begin');
    await store.run(stateSql);
    for (const table of allTables) {
      await store.run(createTableSql(table));
      rows[table.name] = await copyInto(client, copyAllSql(table), table, table.name, {
        store,
        folder,
        onRows,
      });
    }
    await store.run(mergedSql);
    for (const view of viewsSql) await store.run(view);
    await store.run('create or replace table touched (customer_id integer)');
    await writeState(store, {
      identity: source.identity,
      snapshot: source.snapshot,
      schema: schemaVersion,
      generation: randomUUID(),
    });
    await store.run('commit');
  } catch (error) {
    await store.run('rollback').catch(() => {});
    throw error;
  } finally {
    await client.query('rollback');
  }
  return { rows, seconds: (performance.now() - started) / 1000 };
}
