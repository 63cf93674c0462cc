// What later rooms computed of customers, written set-based, so that lists filter and sort by it (house.md, section 3).

import { run, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';

/** A row of the table that `writeBadges` reads; it has these columns by these names. */
export interface BadgeSource {
  readonly customer_id: number;
  readonly category: 'potential' | 'new' | 'regular' | 'recovered' | 'lost';
  readonly category_since: string | null;
  readonly abc: 'A' | 'B' | 'C' | null;
  readonly xyz: 'X' | 'Y' | 'Z' | null;
  readonly xyz_preliminary: boolean;
  /** Of the trailing 12 months, minor units. */
  readonly turnover_minor: bigint;
  /** Of the 12 months before those; null where the history does not reach back so far. */
  readonly turnover_before_minor: bigint | null;
  /** Of the last 12 full months, oldest first. */
  readonly month_minor: readonly bigint[];
  readonly first_settlement_on: string | null;
  readonly last_settlement_on: string | null;
  readonly products_used: number;
  readonly directions_used: number;
  readonly as_of: string;
}

const names = [
  'category',
  'category_since',
  'abc',
  'xyz',
  'xyz_preliminary',
  'turnover_minor',
  'turnover_before_minor',
  'month_minor',
  'first_settlement_on',
  'last_settlement_on',
  'products_used',
  'directions_used',
  'as_of',
] as const;

/**
 * Writes the badges of the customers in `table` (a temporary table with the columns of BadgeSource); rows that would not
 * change are left alone. One statement, whatever the number. Answers how many badges changed.
 */
export async function writeBadges(db: Db, table: string): Promise<number> {
  const list = sql.join(names.map((name) => sql.ref(name)));
  const current = sql.join(names.filter((name) => name !== 'as_of').map((name) => sql.ref(`badge.${name}`)));
  const fresh = sql.join(names.filter((name) => name !== 'as_of').map((name) => sql.ref(`excluded.${name}`)));
  const sets = sql.join(names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`));
  return run(
    db,
    sql`insert into customers.badge (customer_id, ${list})
        select customer_id, ${list} from ${sql.table(table)} fresh
        on conflict (customer_id) do update set ${sets}
         where (${current}) is distinct from (${fresh})`,
  );
}
