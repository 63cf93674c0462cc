// A reach as SQL over an alias of customers.customer. Every query of every room that shows customers goes through it.

import { sql } from '#platform/server/db/db.ts';
import type { Sql } from '#platform/server/db/db.ts';
import type { Reach } from './policy.ts';

/** The condition that a customer is within the reach; `c` is the alias of customers.customer. */
export function withinReach(reach: Reach): Sql<boolean> {
  const { persons, unowned } = reach;
  if (persons === undefined) return unowned ? sql`true` : sql`c.responsible_id is not null`;
  if (persons.length === 0) return unowned ? sql`c.responsible_id is null` : sql`false`;
  const own = sql<boolean>`c.responsible_id = any(${persons}::int[])`;
  return unowned ? sql`(${own} or c.responsible_id is null)` : own;
}
