// Contact persons of a customer.

import { exactlyOne, one, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { ContactRole } from '../shared/words.ts';

export interface ContactFields {
  readonly name: string;
  readonly position: string | null;
  readonly role: ContactRole | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly messenger: string | null;
  readonly birthday: string | null;
  readonly note: string | null;
}

export interface ContactPersonRow extends ContactFields {
  readonly customer_id: number;
  readonly id: number;
  readonly version: number;
}

/** A live contact person of this customer, locked. */
export async function lockContactPerson(
  db: Db,
  customerId: number,
  id: number,
): Promise<ContactPersonRow | undefined> {
  return one(
    db,
    sql<ContactPersonRow>`
      select customer_id, id, name, position, role, phone, email, messenger, birthday, note, version
        from customers.contact_person
       where id = ${id} and archived_at is null
         and customer_id in (select ${customerId}::int union all select l.id from customers.customer l where l.merged_into_id = ${customerId})
         for no key update`,
  );
}

export async function insertContactPerson(
  db: Db,
  customerId: number,
  fields: ContactFields,
): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ id: number }>`
      insert into customers.contact_person (customer_id, name, position, role, phone, email, messenger, birthday, note)
      values (${customerId}, ${fields.name}, ${fields.position}, ${fields.role}, ${fields.phone}, ${fields.email}, ${fields.messenger},
              ${fields.birthday}::date, ${fields.note})
      returning id`,
  );
  return row.id;
}

export async function updateContactPerson(
  db: Db,
  at: ContactPersonRow,
  fields: ContactFields,
): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ version: number }>`
      update customers.contact_person
         set name = ${fields.name}, position = ${fields.position}, role = ${fields.role}, phone = ${fields.phone}, email = ${fields.email},
             messenger = ${fields.messenger}, birthday = ${fields.birthday}::date, note = ${fields.note}, version = version + 1
       where customer_id = ${at.customer_id} and id = ${at.id}
      returning version`,
  );
  return row.version;
}

export async function archiveContactPersonRow(db: Db, at: ContactPersonRow): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ version: number }>`
      update customers.contact_person set archived_at = now(), version = version + 1
       where customer_id = ${at.customer_id} and id = ${at.id}
      returning version`,
  );
  return row.version;
}
