// How complete the base is: one pass over the visible active customers.

import { exactlyOne, one, sql } from '#platform/server/db/db.ts';
import type { Db, Sql } from '#platform/server/db/db.ts';
import { basicNeeds } from '../shared/completeness.ts';
import { missingSome } from './filter.queries.ts';
import type { Reach } from './policy.ts';
import { withinReach } from './reach.queries.ts';

export interface NeedCounts {
  readonly customers: number;
  readonly complete: number;
  readonly organisations: number;
  readonly persons: number;
  /** By need. */
  readonly missing: Readonly<Record<string, number>>;
}

/** Question: of the active customers within the reach, how many lack each need? One row. Scans the base once; the caller remembers the answer. */
export async function countMissing(
  db: Db,
  reach: Reach,
  requiredKeys: readonly string[],
): Promise<NeedCounts> {
  const needs = [...basicNeeds, ...requiredKeys.map((key) => `parameter.${key}`)];
  const lacking = needs.map(missingSome);
  const counts: Sql[] = needs.flatMap((need, index) => [
    sql`${need}::text`,
    sql`count(*) filter (where ${sql.ref(`lack_${index}`)})::int`,
  ]);
  const flags = lacking.map((condition, index) => sql`${condition} as ${sql.ref(`lack_${index}`)}`);
  const none = sql.join(
    needs.map((_need, index) => sql`not ${sql.ref(`lack_${index}`)}`),
    sql` and `,
  );
  return exactlyOne(
    db,
    sql<NeedCounts>`
      select count(*)::int as customers,
             count(*) filter (where kind = 'organisation')::int as organisations,
             count(*) filter (where kind = 'person')::int as persons,
             count(*) filter (where ${none})::int as complete,
             jsonb_build_object(${sql.join(counts)}) as missing
        from (select c.kind, ${sql.join(flags)}
                from customers.customer c
               where c.merged_into_id is null and c.state = 'active' and ${withinReach(reach)}) looked`,
  );
}

export async function hasContactPerson(db: Db, customerId: number): Promise<boolean> {
  const found = await one(
    db,
    sql`select 1 from customers.contact_person
         where archived_at is null
           and customer_id in (select ${customerId}::int union all select l.id from customers.customer l where l.merged_into_id = ${customerId}) limit 1`,
  );
  return found !== undefined;
}
