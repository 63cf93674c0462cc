// Use cases of consents (CL-7).

import type { Static } from 'typebox';
import { recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import type {
  addConsent as addContract,
  consent,
  withdrawConsent as withdrawContract,
} from '../shared/consent-contract.ts';
import { consentIds, contactPersonIds } from '../shared/ids.ts';
import {
  insertConsent,
  isContactPersonOf,
  listConsentRows,
  lockConsent,
  markWithdrawn,
} from './consents.queries.ts';
import { requireChangeable } from './contacts.ts';
import { requireCustomer } from './customers.ts';
import { refuse } from './errors.ts';
import { dayOf } from './fields.ts';

export async function listConsents(
  ctx: Ctx,
  customerId: number | undefined,
): Promise<{ consents: Static<typeof consent>[] }> {
  const customer = await requireCustomer(ctx, customerId);
  const found = await listConsentRows(ctx.db, customer.id);
  return {
    consents: found.map((row) => ({
      id: consentIds.write(row.id),
      contactPersonId:
        row.contact_person_id === null ? undefined : contactPersonIds.write(row.contact_person_id),
      basis: row.basis,
      purpose: row.purpose,
      textVersion: row.text_version ?? undefined,
      givenOn: row.given_on,
      withdrawnOn: row.withdrawn_on ?? undefined,
      version: row.version,
    })),
  };
}

/** Notes a consent of the customer or of one of its contact persons. */
export async function addConsent(
  ctx: Ctx,
  customerId: number | undefined,
  body: Static<typeof addContract.body>,
): Promise<{ id: string; version: number }> {
  const customer = await requireChangeable(ctx, customerId);
  const contactId =
    body.contactPersonId === undefined ? null : (contactPersonIds.read(body.contactPersonId) ?? 0);
  if (contactId !== null && !(await isContactPersonOf(ctx.db, customer.id, contactId)))
    throw refuse('not_found');
  const row = {
    contact_person_id: contactId,
    basis: body.basis,
    purpose: body.purpose.trim(),
    text_version: body.textVersion ?? null,
    given_on: dayOf(body.givenOn) ?? '',
  };
  const id = await insertConsent(ctx.db, customer.id, row);
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: customer.id,
    action: 'add_consent',
    after: { ...row, id },
  });
  return { id: consentIds.write(id), version: 1 };
}

/** Notes a withdrawal. Refuses a day before the consent was given, and a second withdrawal. */
export async function withdrawConsent(
  ctx: Ctx,
  customerId: number | undefined,
  id: number | undefined,
  body: Static<typeof withdrawContract.body>,
): Promise<{ id: string; version: number }> {
  const customer = await requireChangeable(ctx, customerId);
  const before = id === undefined ? undefined : await lockConsent(ctx.db, customer.id, id);
  if (!before) throw refuse('not_found');
  if (before.version !== body.version) throw refuse('changed_meanwhile', { version: before.version });
  if (before.withdrawn_on !== null) throw refuse('withdrawn_already');
  const on = dayOf(body.withdrawnOn) ?? '';
  if (on < before.given_on)
    throw refusePlatform('bad_request', { fields: [{ path: 'body.withdrawnOn', problem: 'too_small' }] });
  const version = await markWithdrawn(ctx.db, customer.id, before.id, on);
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: customer.id,
    action: 'withdraw_consent',
    before: { id: before.id },
    after: { withdrawn_on: on },
  });
  return { id: consentIds.write(before.id), version };
}
