// Settlements of one customer: of the ids that are parts of it.

import { exactlyOne, one, rows, sql } from '#platform/server/db/db.ts';
import type { Db, Sql } from '#platform/server/db/db.ts';
import type { settlementKinds } from '../shared/contract.ts';

export interface SettlementRow {
  readonly customer_id: number;
  readonly id: number;
  readonly number: string;
  readonly day: string;
  readonly kind: (typeof settlementKinds)[number];
  readonly employee_id: number | null;
  readonly employee_name: string | null;
  readonly currency: string;
  readonly amount_minor: bigint;
  readonly lines: number;
  readonly source: string;
}

/** Null: whole settlements; else only the lines of products of these directions. */
export type DirectionCut = readonly number[] | null;

const ofCustomers = (ids: readonly number[]): Sql<boolean> => sql`s.customer_id = any(${ids}::int[])`;

/** Lines of a settlement within the cut: how many, and their sum. */
const cutLines = (directions: DirectionCut): Sql =>
  directions === null
    ? sql`select count(*)::int as lines, s.amount_minor from sales.line l where l.customer_id = s.customer_id and l.settlement_id = s.id`
    : sql`select count(*)::int as lines, coalesce(sum(l.amount_minor), 0)::bigint as amount_minor
            from sales.line l join catalog.pub_product p on p.id = l.product_id
           where l.customer_id = s.customer_id and l.settlement_id = s.id and p.direction_id = any(${directions}::int[])`;

const columns = sql.raw(
  's.customer_id, s.id, s.number, s.day, s.kind, s.employee_id, p.name as employee_name, s.currency, cut.amount_minor, cut.lines, src.name as source',
);

const fromCut = (directions: DirectionCut): Sql => sql`
  from sales.settlement s
  join sales.source src on src.id = s.source_id
  left join platform.pub_person p on p.id = s.employee_id
  cross join lateral (${cutLines(directions)}) cut`;

/** Newest first. Leans on settlement_customer_day. */
export async function listSettlementRows(
  db: Db,
  customerIds: readonly number[],
  directions: DirectionCut,
  after: { readonly day: string; readonly id: number } | undefined,
  limit: number,
): Promise<SettlementRow[]> {
  return rows(
    db,
    sql<SettlementRow>`
      select ${columns} ${fromCut(directions)}
       where ${ofCustomers(customerIds)}
         ${directions === null ? sql`` : sql`and cut.lines > 0`}
         ${after === undefined ? sql`` : sql`and (s.day, s.id) < (${after.day}::date, ${after.id}::int)`}
       order by s.day desc, s.id desc
       limit ${limit}`,
  );
}

export async function sumSettlements(
  db: Db,
  customerIds: readonly number[],
  directions: DirectionCut,
): Promise<{ settlements: number; amount_minor: bigint }> {
  return exactlyOne(
    db,
    sql<{ settlements: number; amount_minor: bigint }>`
      select count(*)::int as settlements, coalesce(sum(cut.amount_minor), 0)::bigint as amount_minor
        from sales.settlement s ${directions === null ? sql`cross join lateral (select s.amount_minor, 1 as lines) cut` : sql`cross join lateral (${cutLines(directions)}) cut`}
       where ${ofCustomers(customerIds)} and s.kind <> 'internal' and cut.lines > 0`,
  );
}

export async function findSettlement(
  db: Db,
  customerIds: readonly number[],
  id: number,
  directions: DirectionCut,
): Promise<SettlementRow | undefined> {
  return one(
    db,
    sql<SettlementRow>`
      select ${columns} ${fromCut(directions)}
       where ${ofCustomers(customerIds)} and s.id = ${id} ${directions === null ? sql`` : sql`and cut.lines > 0`}`,
  );
}

export interface LineRow {
  readonly line_no: number;
  readonly product_code: string | null;
  readonly product_name: string | null;
  readonly direction_name: string | null;
  readonly quantity: string | null;
  readonly price: string | null;
  readonly discount: string | null;
  readonly amount_minor: bigint;
}

export async function listLines(
  db: Db,
  at: Pick<SettlementRow, 'customer_id' | 'id'>,
  directions: DirectionCut,
): Promise<LineRow[]> {
  return rows(
    db,
    sql<LineRow>`
      select l.line_no, p.code as product_code, p.name as product_name, d.name as direction_name,
             trim_scale(l.quantity)::text as quantity, trim_scale(l.price)::text as price, trim_scale(l.discount)::text as discount, l.amount_minor
        from sales.line l
        left join catalog.pub_product p on p.id = l.product_id
        left join catalog.pub_direction d on d.id = p.direction_id
       where l.customer_id = ${at.customer_id} and l.settlement_id = ${at.id}
         ${directions === null ? sql`` : sql`and p.direction_id = any(${directions}::int[])`}
       order by l.line_no`,
  );
}
