// One customer: its card in one statement, its row for a change, and the statements that write it.

import { exactlyOne, one, rows, sql } from '#platform/server/db/db.ts';
import type { Db, Sql } from '#platform/server/db/db.ts';
import type { ParameterType, ParameterValue } from '../shared/parameter.ts';
import type { Category, CustomerKind, CustomerState } from '../shared/words.ts';
import type { ContactPersonRow } from './contacts.queries.ts';
import type { Reach } from './policy.ts';
import { withinReach } from './reach.queries.ts';

export interface NamedRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

export interface CardRow extends FieldValues {
  readonly id: number;
  readonly code: string;
  readonly parent: NamedRow | null;
  readonly responsible_id: number | null;
  readonly responsible_name: string | null;
  readonly state: CustomerState;
  readonly merged_into: NamedRow | null;
  readonly merged: readonly { readonly merge_id: number; readonly customer: NamedRow }[] | null;
  readonly contacts: readonly ContactPersonRow[] | null;
  /** One more than is shown, to know that there are more. */
  readonly units: readonly NamedRow[] | null;
  readonly known_parameters:
    | readonly { readonly key: string; readonly name: string; readonly type: ParameterType }[]
    | null;
  readonly category: Category;
  readonly category_since: string | null;
  readonly abc: string | null;
  readonly xyz: string | null;
  readonly xyz_preliminary: boolean;
  readonly turnover_minor: bigint;
  readonly turnover_before_minor: bigint | null;
  readonly months: string;
  readonly first_settlement_on: string | null;
  readonly last_settlement_on: string | null;
  readonly created_at: Date;
  readonly version: number;
}

export const unitsShown = 50;

const named = (alias: string): Sql =>
  sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'code', ${sql.ref(`${alias}.code`)}, 'name', ${sql.ref(`${alias}.name`)})`;

/** The card of a customer within the reach: the row, its figures, contact persons (of the merged ones too) and units. By primary keys only. */
export async function findCard(db: Db, id: number, reach: Reach): Promise<CardRow | undefined> {
  return one(
    db,
    sql<CardRow>`
      select c.id, c.code, c.kind, c.name, c.parent_id, c.tax_number, c.email, c.phone, c.website, c.address, c.city, c.region, c.country,
             c.source, c.note, c.first_contact_on, c.parameters, c.responsible_id, c.state, c.created_at, c.version,
             p.name as responsible_name,
             b.category, b.category_since, b.abc, b.xyz, b.xyz_preliminary, b.turnover_minor, b.turnover_before_minor,
             b.month_minor::text as months, b.first_settlement_on, b.last_settlement_on,
             (select ${named('up')} from customers.customer up where up.id = c.parent_id) as parent,
             (select ${named('w')} from customers.customer w where w.id = c.merged_into_id) as merged_into,
             (select jsonb_agg(jsonb_build_object('merge_id', m.id, 'customer', ${named('l')}) order by m.id)
                from customers.merge m join customers.customer l on l.id = m.loser_id
               where m.winner_id = c.id and m.undone_at is null) as merged,
             (select jsonb_agg(to_jsonb(cp) - 'search_text' order by cp.name, cp.id)
                from customers.contact_person cp
               where cp.archived_at is null
                 and cp.customer_id in (select c.id union all select l.id from customers.customer l where l.merged_into_id = c.id)) as contacts,
             (select jsonb_agg(${named('u')})
                from (select u.id, u.code, u.name from customers.customer u
                       where u.parent_id = c.id and u.merged_into_id is null and u.state <> 'archived' order by u.name, u.id limit ${unitsShown + 1}) u) as units,
             case when c.parameters <> '{}' then
               (select jsonb_agg(jsonb_build_object('key', q.key, 'name', q.name, 'type', q.type) order by q.position, q.id)
                  from customers.parameter q where q.archived_at is null and c.parameters ? q.key) end as known_parameters
        from customers.customer c
        join customers.badge b on b.customer_id = c.id
        left join platform.pub_person p on p.id = c.responsible_id
       where c.id = ${id} and ${withinReach(reach)}`,
  );
}

/** What a person may write of a customer, as columns. */
export interface FieldValues {
  readonly kind: CustomerKind;
  readonly name: string;
  readonly parent_id: number | null;
  readonly tax_number: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly address: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly source: string | null;
  readonly note: string | null;
  readonly first_contact_on: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

export interface CustomerRow extends FieldValues {
  readonly id: number;
  readonly code: string;
  readonly responsible_id: number | null;
  readonly state: CustomerState;
  readonly merged_into_id: number | null;
  readonly version: number;
}

const columns = sql.raw(
  `c.id, c.code, c.kind, c.name, c.parent_id, c.tax_number, c.email, c.phone, c.website, c.address, c.city, c.region, c.country, c.source,
   c.note, c.first_contact_on, c.parameters, c.responsible_id, c.state, c.merged_into_id, c.version`,
);

/** A customer within the reach. */
export async function findCustomer(db: Db, id: number, reach: Reach): Promise<CustomerRow | undefined> {
  return one(
    db,
    sql<CustomerRow>`select ${columns} from customers.customer c where c.id = ${id} and ${withinReach(reach)}`,
  );
}

/** A customer within the reach, locked until the transaction ends. */
export async function lockCustomer(db: Db, id: number, reach: Reach): Promise<CustomerRow | undefined> {
  return one(
    db,
    sql<CustomerRow>`select ${columns} from customers.customer c where c.id = ${id} and ${withinReach(reach)} for no key update`,
  );
}

/** Undefined when the code is taken. Without a code the customer is named by its id. */
export async function insertCustomer(
  db: Db,
  fields: FieldValues,
  given: { readonly code: string | undefined; readonly responsibleId: number | null },
): Promise<{ id: number; code: string } | undefined> {
  return one(
    db,
    sql<{ id: number; code: string }>`
      with fresh as (select nextval('customers.customer_id_seq')::int as id)
      insert into customers.customer (id, code, kind, name, parent_id, tax_number, email, phone, website, address, city, region, country, source, note,
                                      first_contact_on, parameters, responsible_id)
      overriding system value
      select id, coalesce(${given.code ?? null}, 'K-' || id), ${fields.kind}, ${fields.name}, ${fields.parent_id}::int, ${fields.tax_number}, ${fields.email},
             ${fields.phone}, ${fields.website}, ${fields.address}, ${fields.city}, ${fields.region}, ${fields.country}, ${fields.source}, ${fields.note},
             ${fields.first_contact_on}::date, ${JSON.stringify(fields.parameters)}::jsonb, ${given.responsibleId}::int
        from fresh
      on conflict (code) do nothing
      returning id, code`,
  );
}

/** Writes every field that a person may write. Answers the new version. */
export async function updateFields(db: Db, id: number, fields: FieldValues): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ version: number }>`
      update customers.customer
         set kind = ${fields.kind}, name = ${fields.name}, parent_id = ${fields.parent_id}, tax_number = ${fields.tax_number}, email = ${fields.email},
             phone = ${fields.phone}, website = ${fields.website}, address = ${fields.address}, city = ${fields.city}, region = ${fields.region},
             country = ${fields.country}, source = ${fields.source}, note = ${fields.note}, first_contact_on = ${fields.first_contact_on}::date,
             parameters = ${JSON.stringify(fields.parameters)}::jsonb, updated_at = now(), version = version + 1
       where id = ${id}
      returning version`,
  );
  return row.version;
}

export async function updateState(db: Db, id: number, state: CustomerState): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ version: number }>`
      update customers.customer set state = ${state}, updated_at = now(), version = version + 1 where id = ${id} returning version`,
  );
  return row.version;
}

/** Whether `below` stands under `above` in the tree of units, or is it. */
export async function isBelow(db: Db, below: number, above: number): Promise<boolean> {
  const found = await one(
    db,
    sql`with recursive up as (
          select id, parent_id from customers.customer where id = ${below}
          union
          select c.id, c.parent_id from customers.customer c join up on up.parent_id = c.id)
        select 1 from up where id = ${above}`,
  );
  return found !== undefined;
}

export interface DuplicateRow extends NamedRow {
  readonly responsible_id: number | null;
  readonly reasons: readonly string[];
}

/** Live customers with the same tax number, e-mail, phone or name key, or with a contact person who has this e-mail or phone. Each branch leans on its index. */
export async function findPossibleDuplicates(
  db: Db,
  fields: Pick<FieldValues, 'name' | 'tax_number' | 'email' | 'phone'>,
): Promise<DuplicateRow[]> {
  const branches: Sql[] = [
    sql`select id, 'name' as reason from customers.customer where name_key = customers.name_key(${fields.name}) and name_key <> ''`,
  ];
  if (fields.tax_number !== null)
    branches.push(
      sql`select id, 'taxNumber' from customers.customer where tax_number = ${fields.tax_number}`,
    );
  if (fields.email !== null) {
    branches.push(sql`select id, 'email' from customers.customer where lower(email) = ${fields.email}`);
    branches.push(
      sql`select customer_id, 'contactEmail' from customers.contact_person where lower(email) = ${fields.email} and archived_at is null`,
    );
  }
  if (fields.phone !== null) {
    branches.push(sql`select id, 'phone' from customers.customer where phone = ${fields.phone}`);
    branches.push(
      sql`select customer_id, 'contactPhone' from customers.contact_person where phone = ${fields.phone} and archived_at is null`,
    );
  }
  return rows(
    db,
    sql<DuplicateRow>`
      select c.id, c.code, c.name, c.responsible_id, array_agg(distinct same.reason) as reasons
        from (${sql.join(branches, sql` union all `)}) same
        join customers.customer c on c.id = same.id
       where c.merged_into_id is null
       group by c.id
       order by count(distinct same.reason) desc, c.id
       limit 10`,
  );
}

export interface HistoryRow {
  readonly id: bigint;
  readonly at: Date;
  readonly person: string | null;
  readonly action: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** The audit trail of one customer, newest first. Leans on audit_entry_entity. */
export async function listHistoryRows(
  db: Db,
  id: number,
  beforeId: bigint | undefined,
  limit: number,
): Promise<HistoryRow[]> {
  return rows(
    db,
    sql<HistoryRow>`
      select e.id, e.at, p.name as person, e.action, e.before, e.after
        from platform.audit_entry e
        left join platform.pub_person p on p.id = e.person_id
       where e.entity = 'customers.customer' and e.entity_id = ${String(id)}
         ${beforeId === undefined ? sql`` : sql`and e.id < ${beforeId}`}
       order by e.id desc
       limit ${limit}`,
  );
}

/** The customer and those merged into it: whose facts count as its own. Leans on customer_merged_into. */
export async function listPartIds(db: Db, id: number): Promise<number[]> {
  const found = await rows(
    db,
    sql<{
      id: number;
    }>`select id from customers.customer where id = ${id} or merged_into_id = ${id} order by id`,
  );
  return found.map((row) => row.id);
}
