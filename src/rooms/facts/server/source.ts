// What the mirror reads out of PostgreSQL: the rooms' published views, by COPY, inside one snapshot.

import type { pg } from '#platform/server/db/types.ts';
import type { MirrorTable } from './schema.ts';

/** The database's content as of one snapshot. */
export interface SourceIdentity {
  /** Cluster, timeline and epoch: another value means another past, and the mirror is made anew. */
  readonly identity: string;
  /** `pg_current_snapshot()` of the reading transaction. */
  readonly snapshot: string;
}

const selects: Readonly<Record<string, { columns: string; from: string; delta?: string }>> = {
  settlement: {
    columns: `customer_id, id, day, left(kind, 1), employee_id, amount_minor,
              case when kind in ('payment', 'shipment') then hashtextextended(number, year) end`,
    from: 'sales.pub_settlement s',
  },
  line: {
    columns: 'l.settlement_id, l.product_id, trim_scale(l.quantity), l.amount_minor',
    from: 'sales.pub_line l',
    delta:
      'sales.pub_line l join sales.pub_settlement s on s.customer_id = l.customer_id and s.id = l.settlement_id',
  },
  customer: {
    columns: 'id, code, name, resolved_id, responsible_id, first_contact_on, left(state, 1)',
    from: 'customers.pub_customer s',
  },
  responsible: {
    columns: 'r.customer_id, r.person_id, r.from_on, r.until_on',
    from: 'customers.pub_responsible r',
    delta: 'customers.pub_responsible r join customers.pub_customer s on s.id = r.customer_id',
  },
  direction: { columns: 'id, code, name, by_contract, window_months', from: 'catalog.pub_direction s' },
  product: { columns: 'id, code, name, direction_id', from: 'catalog.pub_product s' },
  person: { columns: 'id, code, name, division_id', from: 'platform.pub_person s' },
};

/** Begins the one transaction in which a rebuild or a refresh reads. */
export async function beginReading(client: pg.Client): Promise<SourceIdentity> {
  await client.query('set statement_timeout = 0');
  await client.query('begin isolation level repeatable read read only');
  const { rows } = await client.query<{ identity: string; snapshot: string }>(
    `select (select system_identifier::text from pg_control_system()) || '/' ||
            (select timeline_id::text from pg_control_checkpoint()) || '/' || current_database() || '/' ||
            (select epoch::text from facts.identity) as identity,
            pg_current_snapshot()::text as snapshot`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database did not tell its identity');
  return row;
}

/** COPY of a whole table in PostgreSQL's csv form. */
export function copyAllSql(table: MirrorTable): string {
  const { columns, from } = selectOf(table);
  return `copy (select ${columns} from ${from}) to stdout ${formOf(table)}`;
}

/**
 * COPY of the rows that a reader of `since` could not see: written by transactions that were running or had not begun then.
 * Nothing is skipped however late a commit comes, because visibility is asked for and not order.
 */
export function copyDeltaSql(table: MirrorTable, since: string): string {
  const { columns, from, delta } = selectOf(table);
  return `copy (select ${columns} from ${delta ?? from} where ${unseen('s', since)}) to stdout ${formOf(table)}`;
}

const goneIds = {
  settlement: 'select settlement_id from sales.pub_settlement_gone s',
  customer: 'select customer_id from customers.pub_customer_gone s',
} as const;

/** COPY of the ids that are no more. */
export function copyGoneSql(of: keyof typeof goneIds, since: string): string {
  return `copy (${goneIds[of]} where ${unseen('s', since)}) to stdout (format csv)`;
}

/** True when a small table has rows that `since` could not see or another number of rows than the mirror. */
export async function hasSmallTableChanged(
  client: pg.Client,
  table: MirrorTable,
  since: string,
  known: number,
): Promise<boolean> {
  const { from } = selectOf(table);
  const { rows } = await client.query<{ changed: boolean }>(
    `select count(*) <> ${known} or coalesce(bool_or(${unseen('s', since)}), false) as changed from ${from}`,
  );
  return rows[0]?.changed ?? true;
}

function unseen(alias: string, since: string): string {
  if (!/^\d+:\d+:[\d,]*$/.test(since)) throw new RangeError(`not a snapshot: ${since}`);
  return `${alias}.xid >= '${since.split(':')[0]}'::xid8 and not pg_visible_in_snapshot(${alias}.xid, '${since}'::pg_snapshot)`;
}

function formOf(table: MirrorTable): string {
  return table.isPlain ? '(format text)' : '(format csv)';
}

function selectOf(table: MirrorTable): { columns: string; from: string; delta?: string } {
  const select = selects[table.name];
  if (!select) throw new Error(`no source of the mirror table ${table.name}`);
  return select;
}
