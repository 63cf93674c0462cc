// Use cases of contact persons. What happens to them stands in the audit trail of their customer.

import type { Static } from 'typebox';
import { difference, recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import type {
  addContactPerson as addContract,
  changeContactPerson as changeContract,
} from '../shared/contact-contract.ts';
import { contactPersonIds } from '../shared/ids.ts';
import { cleanText, normaliseEmail, normalisePhone } from './contact-data.ts';
import {
  archiveContactPersonRow,
  insertContactPerson,
  lockContactPerson,
  updateContactPerson,
} from './contacts.queries.ts';
import type { ContactFields, ContactPersonRow } from './contacts.queries.ts';
import { recordOf, requireCustomer } from './customers.ts';
import type { CustomerRow } from './customers.queries.ts';
import { refuse } from './errors.ts';
import { dayOf } from './fields.ts';
import { abilitiesOn } from './policy.ts';

type Saved = { id: string; version: number };
const nobody: ContactFields = {
  name: '',
  position: null,
  role: null,
  phone: null,
  email: null,
  messenger: null,
  birthday: null,
  note: null,
};

/** Adds a contact person: he belongs to this customer and stays with it (CL-6). */
export async function addContactPerson(
  ctx: Ctx,
  customerId: number | undefined,
  body: Static<typeof addContract.body>,
): Promise<Saved> {
  const customer = await requireChangeable(ctx, customerId);
  const fields = fieldsAfter(ctx, nobody, body);
  const id = await insertContactPerson(ctx.db, customer.id, fields);
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: customer.id,
    action: 'add_contact_person',
    after: { ...fields, id },
  });
  return { id: contactPersonIds.write(id), version: 1 };
}

/** Changes the fields given. */
export async function changeContactPerson(
  ctx: Ctx,
  customerId: number | undefined,
  id: number | undefined,
  body: Static<typeof changeContract.body>,
): Promise<Saved> {
  const { customer, before } = await lockFor(ctx, customerId, id, body.version);
  const { version: _given, ...typed } = body;
  const after = fieldsAfter(ctx, before, typed);
  const changed = difference({ ...before }, { ...after });
  if (Object.keys(changed.after).length === 0)
    return { id: contactPersonIds.write(before.id), version: before.version };
  const version = await updateContactPerson(ctx.db, before, after);
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: customer.id,
    action: 'change_contact_person',
    before: { ...changed.before, id: before.id },
    after: changed.after,
  });
  return { id: contactPersonIds.write(before.id), version };
}

/** Puts a contact person away. */
export async function archiveContactPerson(
  ctx: Ctx,
  customerId: number | undefined,
  id: number | undefined,
  version: number,
): Promise<Saved> {
  const { customer, before } = await lockFor(ctx, customerId, id, version);
  const next = await archiveContactPersonRow(ctx.db, before);
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: customer.id,
    action: 'archive_contact_person',
    before: { id: before.id, name: before.name },
  });
  return { id: contactPersonIds.write(before.id), version: next };
}

async function lockFor(
  ctx: Ctx,
  customerId: number | undefined,
  id: number | undefined,
  version: number,
): Promise<{ customer: CustomerRow; before: ContactPersonRow }> {
  const customer = await requireChangeable(ctx, customerId);
  const before = id === undefined ? undefined : await lockContactPerson(ctx.db, customer.id, id);
  if (!before) throw refuse('not_found');
  if (before.version !== version) throw refuse('changed_meanwhile', { version: before.version });
  return { customer, before };
}

/** A customer that the actor may change: what belongs to it follows its rights. */
export async function requireChangeable(ctx: Ctx, customerId: number | undefined): Promise<CustomerRow> {
  const customer = await requireCustomer(ctx, customerId);
  if (abilitiesOn(ctx.actor, recordOf(customer)).change) return customer;
  if (customer.merged_into_id !== null) throw refuse('merged_already');
  throw refuse(customer.state === 'archived' ? 'not_active' : 'not_allowed');
}

type Typed = Partial<Static<typeof addContract.body>>;

function fieldsAfter(ctx: Ctx, before: ContactFields, typed: Typed): ContactFields {
  const text = (value: string | null | undefined, was: string | null): string | null =>
    value === undefined ? was : (cleanText(value ?? '') ?? null);
  const phone = text(typed.phone, before.phone);
  const email = text(typed.email, before.email);
  return {
    name: cleanText(typed.name ?? '') ?? before.name,
    position: text(typed.position, before.position),
    role: typed.role === undefined ? before.role : typed.role,
    phone: phone === null ? null : normalisePhone(phone, ctx.company.language),
    email: email === null ? null : normaliseEmail(email),
    messenger: text(typed.messenger, before.messenger),
    birthday: typed.birthday === undefined ? before.birthday : dayOf(typed.birthday),
    note: text(typed.note, before.note),
  };
}
