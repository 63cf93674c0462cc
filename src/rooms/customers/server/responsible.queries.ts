// The responsible manager of customers: his periods, and set-based assignment.

import { exactlyOne, one, rows, run, sql } from '#platform/server/db/db.ts';
import type { Db, Sql } from '#platform/server/db/db.ts';

export interface PeriodRow {
  readonly person_id: number;
  readonly person_name: string;
  readonly from_on: string;
  readonly until_on: string | null;
}

export async function listPeriods(db: Db, customerId: number): Promise<PeriodRow[]> {
  return rows(
    db,
    sql<PeriodRow>`
      select r.person_id, p.name as person_name, r.from_on, r.until_on
        from customers.responsible_period r join platform.pub_person p on p.id = r.person_id
       where r.customer_id = ${customerId}
       order by r.from_on desc`,
  );
}

/** Opens a period for customers that have none open: of new customers, from their first day. */
export async function startResponsible(
  db: Db,
  customerIds: readonly number[],
  personId: number,
  on: string,
): Promise<void> {
  await run(
    db,
    sql`insert into customers.responsible_period (customer_id, person_id, from_on)
        select id, ${personId}::int, ${on}::date from unnest(${customerIds}::int[]) as id
        on conflict (customer_id, from_on) do update set person_id = excluded.person_id, until_on = null`,
  );
}

export async function isActivePerson(db: Db, personId: number): Promise<boolean> {
  return (
    (await one(
      db,
      sql`select 1 from platform.pub_person where id = ${personId} and status <> 'deactivated'`,
    )) !== undefined
  );
}

/** Locks the customers of a selection in the order of their ids and answers them with their responsible persons. */
export async function lockSelected(
  db: Db,
  selection: Sql<boolean>,
  most: number,
): Promise<{ id: number; responsible_id: number | null; responsible_name: string | null }[]> {
  return rows(
    db,
    sql<{ id: number; responsible_id: number | null; responsible_name: string | null }>`
      select c.id, c.responsible_id, p.name as responsible_name
        from customers.customer c
        join customers.badge b on b.customer_id = c.id
        left join platform.pub_person p on p.id = c.responsible_id
       where ${selection}
       order by c.id
       limit ${most}
         for no key update of c`,
  );
}

/** Gives these customers to a person (null: to nobody) from a day on, in three statements whatever their number. Answers how many changed. */
export async function moveCustomers(
  db: Db,
  ids: readonly number[],
  personId: number | null,
  on: string,
): Promise<number> {
  const { moved } = await exactlyOne(
    db,
    sql<{ moved: number[] }>`
      with moved as (
        update customers.customer set responsible_id = ${personId}::int, updated_at = now(), version = version + 1
         where id = any(${ids}::int[]) and responsible_id is distinct from ${personId}::int
        returning id)
      select coalesce(array_agg(id), '{}') as moved from moved`,
  );
  await run(
    db,
    sql`delete from customers.responsible_period where customer_id = any(${moved}::int[]) and from_on >= ${on}::date`,
  );
  await run(
    db,
    sql`update customers.responsible_period set until_on = ${on}::date - 1
         where customer_id = any(${moved}::int[]) and (until_on is null or until_on >= ${on}::date)`,
  );
  if (personId !== null) await startResponsible(db, moved, personId, on);
  return moved.length;
}

/** One audit row a customer, in one statement, so that every card tells who moved it. */
export async function recordMoves(
  db: Db,
  by: { personId: number | undefined; kind: string; requestId: string },
  moves: readonly { id: number; from: number | null }[],
  to: number | null,
): Promise<void> {
  await run(
    db,
    sql`insert into platform.audit_entry (person_id, actor_kind, request_id, entity, entity_id, action, before, after)
        select ${by.personId ?? null}::int, ${by.kind}, ${by.requestId}, 'customers.customer', id::text, 'assign',
               jsonb_build_object('responsible_id', was), jsonb_build_object('responsible_id', ${to}::int)
          from unnest(${moves.map((move) => move.id)}::int[], ${moves.map((move) => move.from)}::int[]) as move (id, was)`,
  );
}
