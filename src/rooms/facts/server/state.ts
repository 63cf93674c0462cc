// What the mirror remembers of its source: whose it is and up to which snapshot it has read.

import type { DuckDBConnection } from '@duckdb/node-api';
import { stateSql } from './schema.ts';

export interface MirrorState {
  readonly identity: string;
  readonly snapshot: string;
  readonly schema: string;
  /** Another one after every rebuild: results kept from an earlier one are of no use. */
  readonly generation?: string;
}

/** Undefined while the mirror was never built. */
export async function readState(store: DuckDBConnection): Promise<MirrorState | undefined> {
  await store.run(stateSql);
  const reader = await store.runAndReadAll('select key, value from mirror_state');
  const found = new Map(reader.getRowsJson().map(([key, value]) => [String(key), String(value)]));
  const [identity, snapshot, schema] = [found.get('identity'), found.get('snapshot'), found.get('schema')];
  return identity === undefined || snapshot === undefined || schema === undefined
    ? undefined
    : { identity, snapshot, schema };
}

/** Written in the same transaction as the rows it speaks of. */
export async function writeState(store: DuckDBConnection, state: MirrorState): Promise<void> {
  for (const [key, value] of Object.entries(state)) {
    await store.run(
      `insert or replace into mirror_state values ('${key}', '${String(value).replaceAll("'", "''")}')`,
    );
  }
}
