// One page of customers, read from the index of its order; the totals of a filter; and the ids that a search finds.

import type { Cursor } from '#platform/shared/paging.ts';
import { exactlyOne, one, rows, sql } from '#platform/server/db/db.ts';
import type { Db, Sql } from '#platform/server/db/db.ts';
import type { Sort, SortField } from '../shared/filter.ts';
import type { Category } from '../shared/words.ts';
import type { CustomerFilter, ListScope } from './filter.ts';
import { whereOfList, wordsIn } from './filter.queries.ts';
import type { Search } from './filter.queries.ts';
import { withinReach } from './reach.queries.ts';

export interface ListRow {
  readonly id: number;
  readonly code: string;
  readonly kind: 'organisation' | 'person' | 'unit';
  readonly name: string;
  readonly city: string | null;
  readonly state: 'active' | 'archived' | 'blocked';
  readonly responsible_id: number | null;
  readonly responsible_name: string | null;
  readonly category: Category;
  readonly category_since: string | null;
  readonly abc: string | null;
  readonly xyz: string | null;
  readonly xyz_preliminary: boolean;
  /** Amounts are null where the actor may not read them. */
  readonly turnover_minor: bigint | null;
  readonly turnover_before_minor: bigint | null;
  readonly months: string | null;
  readonly last_settlement_on: string | null;
  readonly sort_value: string;
  /** Totals of the whole filter, on every row, where they were asked for. */
  readonly total_customers?: number;
  readonly total_turnover?: bigint;
  readonly total_before?: bigint;
}

export interface PageRequest {
  readonly scope: ListScope;
  readonly filter: CustomerFilter;
  readonly search: Search | undefined;
  readonly sort: Sort;
  readonly after: Cursor | undefined;
  readonly limit: number;
  /** Counts the whole filter in the same pass: for few rows, as of a search. */
  readonly withTotals?: boolean;
}

/** Page of customers, one row each. Leans on the index of its order (customer_name, badge_turnover, ...), see list.plan.room.test.ts. */
export async function listPage(db: Db, page: PageRequest): Promise<ListRow[]> {
  const order = orderOf(page.scope, page.sort.field);
  const direction = sql.raw(page.sort.descending ? 'desc' : 'asc');
  const mayRead = withinReach(page.scope.amounts);
  return rows(
    db,
    sql<ListRow>`
      select c.id, c.code, c.kind, c.name, c.city, c.state, c.responsible_id, p.name as responsible_name,
             b.category, b.category_since, b.abc, b.xyz, b.xyz_preliminary,
             case when ${mayRead} then b.turnover_minor end as turnover_minor,
             case when ${mayRead} then b.turnover_before_minor end as turnover_before_minor,
             case when ${mayRead} then b.month_minor::text end as months,
             case when ${mayRead} then b.last_settlement_on end as last_settlement_on,
             (${order.value})::text as sort_value${page.withTotals ? totalsOver(mayRead) : sql``}
        from customers.customer c
        join customers.badge b on b.customer_id = c.id
        left join platform.pub_person p on p.id = c.responsible_id
       where ${whereOfList(page.scope, page.filter, page.search)}${afterCursor(order, page)}
       order by ${order.value} ${direction}, ${order.id} ${direction}
       limit ${page.limit}`,
  );
}

function totalsOver(mayRead: Sql<boolean>): Sql {
  return sql`, (count(*) over ())::int as total_customers,
    (coalesce(sum(b.turnover_minor) filter (where ${mayRead}) over (), 0))::bigint as total_turnover,
    (coalesce(sum(b.turnover_before_minor) filter (where ${mayRead}) over (), 0))::bigint as total_before`;
}

interface Order {
  readonly value: Sql;
  readonly id: Sql;
  readonly type: string;
  /** What a cursor's value must look like, since it comes from outside. */
  readonly shape: RegExp;
}

/** The order of a field, written exactly as its index is. Without the right to every amount the unreadable ones sort as the least. */
function orderOf(scope: ListScope, field: SortField): Order {
  const mayRead = withinReach(scope.amounts);
  switch (field) {
    case 'name':
      return {
        value: sql`c.name collate "ru-x-icu"`,
        id: sql`c.id`,
        type: 'text collate "ru-x-icu"',
        shape: /^[\s\S]{1,400}$/,
      };
    case 'created':
      return {
        value: sql`c.created_at`,
        id: sql`c.id`,
        type: 'timestamptz',
        shape: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/,
      };
    case 'category':
      return {
        value: sql`customers.category_rank(b.category)`,
        id: sql`b.customer_id`,
        type: 'smallint',
        shape: /^\d{1,2}$/,
      };
    case 'class':
      return {
        value: sql`customers.class_rank(b.abc, b.xyz)`,
        id: sql`b.customer_id`,
        type: 'smallint',
        shape: /^\d{1,2}$/,
      };
    case 'turnover': {
      const value = scope.amountsWhole
        ? sql`b.turnover_minor`
        : sql`case when ${mayRead} then b.turnover_minor else -9223372036854775807 end`;
      return { value, id: sql`b.customer_id`, type: 'bigint', shape: /^-?\d{1,18}$|^-9223372036854775807$/ };
    }
    case 'lastSettlement': {
      const plain = sql`coalesce(b.last_settlement_on, '0001-01-01'::date)`;
      const value = scope.amountsWhole
        ? plain
        : sql`case when ${mayRead} then ${plain} else '0001-01-01'::date end`;
      return { value, id: sql`b.customer_id`, type: 'date', shape: /^\d{4}-\d\d-\d\d$/ };
    }
  }
}

/** Whether the value of a cursor can stand in this order. */
export function isCursorOf(scope: ListScope, sort: Sort, cursor: Cursor): boolean {
  return cursor.value !== null && orderOf(scope, sort.field).shape.test(cursor.value);
}

function afterCursor(order: Order, page: PageRequest): Sql {
  if (!page.after) return sql``;
  const sign = sql.raw(page.sort.descending ? '<' : '>');
  return sql` and (${order.value}, ${order.id}) ${sign} (${page.after.value}::${sql.raw(order.type)}, ${page.after.id})`;
}

export interface Totals {
  readonly customers: number;
  /** Of the customers whose amounts the actor reads. */
  readonly turnoverMinor: bigint;
  readonly turnoverBeforeMinor: bigint;
}

/** Totals of a filter, at most `most` customers of it: how many, and their readable turnover of the trailing 12 months and of those before. */
export async function countTotals(
  db: Db,
  scope: ListScope,
  filter: CustomerFilter,
  search: Search | undefined,
  most?: number,
): Promise<Totals> {
  const mayRead = withinReach(scope.amounts);
  const row = await exactlyOne(
    db,
    sql<{ customers: number; turnover: bigint; before: bigint }>`
      select count(*)::int as customers,
             coalesce(sum(turnover_minor) filter (where readable), 0)::bigint as turnover,
             coalesce(sum(turnover_before_minor) filter (where readable), 0)::bigint as before
        from (select b.turnover_minor, b.turnover_before_minor, ${mayRead} as readable
                from customers.customer c
                join customers.badge b on b.customer_id = c.id
               where ${whereOfList(scope, filter, search)}
               ${most === undefined ? sql`` : sql`limit ${most}`}) found`,
  );
  return { customers: row.customers, turnoverMinor: row.turnover, turnoverBeforeMinor: row.before };
}

/** Ids of customers whose own text, or a contact person's, holds all the words; `most` at the most of each. A merged customer answers by its winner. Leans on the trigram indexes. */
export async function findIdsByWords(db: Db, words: readonly string[], most: number): Promise<number[]> {
  const found = await one(
    db,
    sql<{ ids: number[] }>`
      select array(
        (select coalesce(c.merged_into_id, c.id) from customers.customer c where ${wordsIn(sql`c.search_text`, words)} limit ${most})
        union
        (select coalesce(c.merged_into_id, c.id)
           from customers.contact_person cp join customers.customer c on c.id = cp.customer_id
          where cp.archived_at is null and ${wordsIn(sql`cp.search_text`, words)} limit ${most})
      ) as ids`,
  );
  return found?.ids ?? [];
}

/** Ids of the customers whose text resembles the wanted one most. */
export async function findSimilarIds(db: Db, wanted: string, most: number): Promise<number[]> {
  const found = await one(
    db,
    sql<{
      ids: number[];
    }>`select array(select * from customers.similar_customers(${wanted}, ${most})) as ids`,
  );
  return found?.ids ?? [];
}
