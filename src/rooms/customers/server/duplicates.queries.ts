// Pairs of customers that may be one: found set-based over the whole base, decided by people.

import { exactlyOne, one, rows, run, sql } from '#platform/server/db/db.ts';
import type { Db, Sql } from '#platform/server/db/db.ts';
import type { Reach } from './policy.ts';
import { withinReach } from './reach.queries.ts';

/** A key shared by more customers than this says nothing (a reception's phone, say). */
const largestGroup = 20;

const keys: readonly { readonly reason: string; readonly key: Sql; readonly where: Sql }[] = [
  { reason: 'tax_number', key: sql`tax_number`, where: sql`tax_number is not null` },
  { reason: 'email', key: sql`lower(email)`, where: sql`email is not null` },
  { reason: 'phone', key: sql`phone`, where: sql`phone is not null` },
  { reason: 'name', key: sql`name_key`, where: sql`name_key <> ''` },
];

export const duplicateReasons = keys.map((one) => one.reason);

/** Proposes the pairs of live customers that share a key. Units of one parent are no duplicates. Decided pairs stay decided. Answers how many are new. */
export async function insertPairs(db: Db, reason: string): Promise<number> {
  const by = keys.find((one) => one.reason === reason);
  if (!by) return 0;
  return run(
    db,
    sql`insert into customers.duplicate_pair (left_id, right_id, reasons)
        select l.id, r.id, array[${reason}::text]
          from (select array_agg(id order by id) as ids
                  from (select id, ${by.key} as key from customers.customer
                         where merged_into_id is null and state = 'active' and kind <> 'unit' and ${by.where}) live
                 group by key having count(*) between 2 and ${largestGroup}) same,
               unnest(same.ids) as l (id), unnest(same.ids) as r (id)
         where l.id < r.id
        on conflict (left_id, right_id) do update
           set reasons = array(select distinct reason from unnest(duplicate_pair.reasons || excluded.reasons) as reason order by reason)
         where not duplicate_pair.reasons @> excluded.reasons`,
  );
}

/** Forgets proposals whose customers no longer live or no longer share anything: they are found anew. */
export async function deleteProposals(db: Db): Promise<void> {
  await run(db, sql`delete from customers.duplicate_pair where state = 'proposed'`);
}

export interface PairSideRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly city: string | null;
  readonly tax_number: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly version: number;
}

export interface PairRow {
  readonly left: PairSideRow;
  readonly right: PairSideRow;
  readonly reasons: readonly ('tax_number' | 'email' | 'phone' | 'name')[];
  readonly found_at: Date;
}

const side = (alias: string): Sql => {
  const column = (name: string): Sql => sql.ref(`${alias}.${name}`);
  return sql`jsonb_build_object('id', ${column('id')}, 'code', ${column('code')}, 'name', ${column('name')}, 'city', ${column('city')},
    'tax_number', ${column('tax_number')}, 'phone', ${column('phone')}, 'email', ${column('email')}, 'version', ${column('version')})`;
};

const bothVisible = (reach: Reach): Sql<boolean> => sql`
  l.merged_into_id is null and r.merged_into_id is null
  and exists (select 1 from customers.customer c where c.id = l.id and ${withinReach(reach)})
  and exists (select 1 from customers.customer c where c.id = r.id and ${withinReach(reach)})`;

/** Proposed pairs of which the actor sees both sides, after a pair. */
export async function listPairs(
  db: Db,
  reach: Reach,
  after: { left: number; right: number } | undefined,
  limit: number,
): Promise<PairRow[]> {
  return rows(
    db,
    sql<PairRow>`
      select ${side('l')} as left, ${side('r')} as right, d.reasons, d.found_at
        from customers.duplicate_pair d
        join customers.customer l on l.id = d.left_id
        join customers.customer r on r.id = d.right_id
       where d.state = 'proposed' and ${bothVisible(reach)}
         ${after === undefined ? sql`` : sql`and (d.left_id, d.right_id) > (${after.left}::int, ${after.right}::int)`}
       order by d.left_id, d.right_id
       limit ${limit}`,
  );
}

export async function countPairs(db: Db, reach: Reach): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ pairs: number }>`
      select count(*)::int as pairs
        from customers.duplicate_pair d
        join customers.customer l on l.id = d.left_id
        join customers.customer r on r.id = d.right_id
       where d.state = 'proposed' and ${bothVisible(reach)}`,
  );
  return row.pairs;
}

/** Decides a pair. Answers false when there is no such proposal. */
export async function decidePair(
  db: Db,
  left: number,
  right: number,
  state: 'dismissed' | 'merged' | 'proposed',
  by: number | undefined,
): Promise<boolean> {
  const decided = await run(
    db,
    sql`update customers.duplicate_pair
           set state = ${state}, decided_at = case when ${state} = 'proposed' then null else now() end, decided_by = ${by ?? null}
         where left_id = ${Math.min(left, right)} and right_id = ${Math.max(left, right)}`,
  );
  return decided > 0;
}

export async function findRunningSearch(db: Db): Promise<number | undefined> {
  const row = await one(
    db,
    sql<{
      id: number;
    }>`select id from platform.job where name = 'customers.find_duplicates' and state in ('waiting', 'running') order by id limit 1`,
  );
  return row?.id;
}
