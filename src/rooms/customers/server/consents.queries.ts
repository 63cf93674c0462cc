// Consents of a customer and its contact persons.

import { exactlyOne, one, rows, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { consentBases } from '../shared/words.ts';

export interface ConsentRow {
  readonly id: number;
  readonly contact_person_id: number | null;
  readonly basis: (typeof consentBases)[number];
  readonly purpose: string;
  readonly text_version: string | null;
  readonly given_on: string;
  readonly withdrawn_on: string | null;
  readonly version: number;
}

const columns = sql.raw(
  'id, contact_person_id, basis, purpose, text_version, given_on, withdrawn_on, version',
);

export async function listConsentRows(db: Db, customerId: number): Promise<ConsentRow[]> {
  return rows(
    db,
    sql<ConsentRow>`select ${columns} from customers.consent where customer_id = ${customerId} order by given_on desc, id desc`,
  );
}

export async function lockConsent(db: Db, customerId: number, id: number): Promise<ConsentRow | undefined> {
  return one(
    db,
    sql<ConsentRow>`select ${columns} from customers.consent where customer_id = ${customerId} and id = ${id} for no key update`,
  );
}

export async function isContactPersonOf(
  db: Db,
  customerId: number,
  contactPersonId: number,
): Promise<boolean> {
  return (
    (await one(
      db,
      sql`select 1 from customers.contact_person where customer_id = ${customerId} and id = ${contactPersonId}`,
    )) !== undefined
  );
}

export async function insertConsent(
  db: Db,
  customerId: number,
  consent: Omit<ConsentRow, 'id' | 'version' | 'withdrawn_on'>,
): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ id: number }>`
      insert into customers.consent (customer_id, contact_person_id, basis, purpose, text_version, given_on)
      values (${customerId}, ${consent.contact_person_id}, ${consent.basis}, ${consent.purpose}, ${consent.text_version}, ${consent.given_on}::date)
      returning id`,
  );
  return row.id;
}

export async function markWithdrawn(db: Db, customerId: number, id: number, on: string): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ version: number }>`
      update customers.consent set withdrawn_on = ${on}::date, version = version + 1 where customer_id = ${customerId} and id = ${id} returning version`,
  );
  return row.version;
}
