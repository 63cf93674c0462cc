// Brings the mirror to the latest commit: rows that the last snapshot could not see, and settlements that are no more.

import type { DuckDBConnection } from '@duckdb/node-api';
import type { pg } from '#platform/server/db/types.ts';
import { copyInto } from './copy.ts';
import {
  createTableSql,
  customerTable,
  lineTable,
  responsibleTable,
  schemaVersion,
  settlementTable,
  smallTables,
  type MirrorTable,
} from './schema.ts';
import {
  beginReading,
  copyAllSql,
  copyDeltaSql,
  copyGoneSql,
  hasSmallTableChanged,
  type SourceIdentity,
} from './source.ts';
import { readState, writeState } from './state.ts';

/** Rooms that keep results per customer find here whom to reckon again; they empty it when they have. */
const touchedSql = 'create table if not exists touched (customer_id integer)';

const goneTable: MirrorTable = { name: 'gone', columns: [['id', 'INTEGER']] };
const goneCustomerTable: MirrorTable = { name: 'gone_customer', columns: [['id', 'INTEGER']] };

export interface Refreshed {
  /** Settlements and customers read anew, settlements taken away. */
  readonly settlements: number;
  readonly customers: number;
  readonly gone: number;
}

/** Undefined when the mirror belongs to another past and has to be rebuilt. */
export async function refresh(
  client: pg.Client,
  store: DuckDBConnection,
  folder: string,
): Promise<Refreshed | undefined> {
  const state = await readState(store);
  const source = await beginReading(client);
  try {
    if (
      !state ||
      state.schema !== schemaVersion ||
      state.identity !== source.identity ||
      isEarlier(source.snapshot, state.snapshot)
    )
      return undefined;
    if (state.snapshot === source.snapshot) return { settlements: 0, customers: 0, gone: 0 };
    await store.run('begin');
    try {
      const done = await apply(client, store, folder, state.snapshot, source);
      await store.run('commit');
      return done;
    } catch (error) {
      await store.run('rollback').catch(() => {});
      throw error;
    }
  } finally {
    await client.query('rollback');
  }
}

async function apply(
  client: pg.Client,
  store: DuckDBConnection,
  folder: string,
  since: string,
  source: SourceIdentity,
): Promise<Refreshed> {
  const target = { store, folder };
  const stage = async (table: MirrorTable, statement: string) => {
    await store.run(
      createTableSql(table, `delta_${table.name}`).replace(
        'create or replace table',
        'create or replace temp table',
      ),
    );
    return copyInto(client, statement, table, `delta_${table.name}`, target);
  };
  await store.run(touchedSql);
  const settlements = await stage(settlementTable, copyDeltaSql(settlementTable, since));
  const gone = await stage(goneTable, copyGoneSql('settlement', since));
  if (settlements > 0) await stage(lineTable, copyDeltaSql(lineTable, since));
  if (settlements + gone > 0) await replaceSettlements(store, settlements > 0);
  const customers = await stage(customerTable, copyDeltaSql(customerTable, since));
  const goneCustomers = await stage(goneCustomerTable, copyGoneSql('customer', since));
  if (customers > 0) {
    await stage(responsibleTable, copyDeltaSql(responsibleTable, since));
    await replaceCustomers(store);
  }
  if (goneCustomers > 0) await dropGoneCustomers(store);
  for (const table of smallTables) await refreshSmall(client, store, folder, table, since);
  await writeState(store, { identity: source.identity, snapshot: source.snapshot, schema: schemaVersion });
  return { settlements, customers, gone };
}

async function replaceSettlements(store: DuckDBConnection, withLines: boolean): Promise<void> {
  const known = await number(store, 'select coalesce(max(id), 0) from settlement');
  const old = `select id from delta_settlement where id <= ${known} union all select id from delta_gone`;
  if ((await number(store, `select count(*) from (${old})`)) > 0) {
    await store.run(`insert into touched select distinct customer_id from settlement where id in (${old})`);
    await store.run(`delete from line where settlement_id in (${old})`);
    await store.run(`delete from settlement where id in (${old})`);
  }
  await store.run('insert into touched select distinct customer_id from delta_settlement');
  await store.run('insert into settlement select * from delta_settlement');
  if (withLines) await store.run('insert into line select * from delta_line');
}

/** A merge or its undoing changes whose settlements these are: both sides count as touched. */
async function replaceCustomers(store: DuckDBConnection): Promise<void> {
  await store.run(
    `insert into touched
       select unnest([now.id, now.resolved_id, before.resolved_id])
         from delta_customer now left join customer before on before.id = now.id
        where now.resolved_id <> coalesce(before.resolved_id, now.id)`,
  );
  await store.run('delete from customer where id in (select id from delta_customer)');
  await store.run('insert into customer select * from delta_customer');
  await store.run('delete from responsible where customer_id in (select id from delta_customer)');
  await store.run('insert into responsible select * from delta_responsible');
  await refreshMerged(store);
}

async function refreshMerged(store: DuckDBConnection): Promise<void> {
  await store.run('delete from merged');
  await store.run('insert into merged select id, resolved_id from customer where resolved_id <> id');
}

async function dropGoneCustomers(store: DuckDBConnection): Promise<void> {
  const gone = 'select id from delta_gone_customer';
  await store.run(`delete from customer where id in (${gone})`);
  await store.run(`delete from responsible where customer_id in (${gone})`);
  await refreshMerged(store);
}

async function refreshSmall(
  client: pg.Client,
  store: DuckDBConnection,
  folder: string,
  table: MirrorTable,
  since: string,
): Promise<void> {
  const known = await number(store, `select count(*) from ${table.name}`);
  if (await hasSmallTableChanged(client, table, since, known)) await reload(client, store, folder, table);
}

async function reload(
  client: pg.Client,
  store: DuckDBConnection,
  folder: string,
  table: MirrorTable,
): Promise<void> {
  await store.run(`delete from ${table.name}`);
  await copyInto(client, copyAllSql(table), table, table.name, { store, folder });
}

async function number(store: DuckDBConnection, statement: string): Promise<number> {
  const reader = await store.runAndReadAll(statement);
  return Number(reader.getRowsJson()[0]?.[0] ?? 0);
}

/** A database that went back in time (a restored copy of the cluster) knows fewer transactions than the mirror has seen. */
function isEarlier(source: string, mirror: string): boolean {
  return BigInt(source.split(':')[1] ?? '0') < BigInt(mirror.split(':')[1] ?? '0');
}
