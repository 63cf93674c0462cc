// Use cases of one customer: card, create with duplicate check, change, archive. One transaction each.

import type { Static } from 'typebox';
import { difference, recordChange } from '#platform/server/audit/audit.ts';
import { recordRead } from '#platform/server/audit/reads.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { today } from '#platform/server/ctx.ts';
import { publishEvent } from '#platform/server/outbox.ts';
import { scopeOf } from '#platform/server/access/actor.ts';
import type {
  changeCustomer as changeContract,
  createCustomer as createContract,
  customerCard,
} from '../shared/contract.ts';
import { personIds } from '#platform/shared/contracts/common.ts';
import { customerIds } from '../shared/ids.ts';
import {
  findCard,
  findCustomer,
  findPossibleDuplicates,
  insertCustomer,
  isBelow,
  lockCustomer,
  updateFields,
  updateState,
} from './customers.queries.ts';
import type { CustomerRow, FieldValues } from './customers.queries.ts';
import { refuse } from './errors.ts';
import { fieldsAfter, noFields } from './fields.ts';
import { abilitiesOn, customerReach, isWithin, mayCreateFor } from './policy.ts';
import type { Abilities } from './policy.ts';
import { presentCard } from './present.ts';
import { isActivePerson, startResponsible } from './responsible.queries.ts';

type Saved = { id: string; version: number };

/** The card of a customer that the actor sees. The read is logged. */
export async function getCustomer(ctx: Ctx, id: number | undefined): Promise<Static<typeof customerCard>> {
  const card = id === undefined ? undefined : await findCard(ctx.db, id, customerReach(ctx.actor, 'read'));
  if (!card) throw refuse('not_found');
  recordRead(ctx, 'customers.card', 'customers.customer', [card.id]);
  return presentCard(ctx, card);
}

/** A customer that the actor sees, or the refusal `not_found`: for rooms that hang something on a customer. */
export async function requireCustomer(ctx: Ctx, id: number | undefined): Promise<CustomerRow> {
  const found =
    id === undefined ? undefined : await findCustomer(ctx.db, id, customerReach(ctx.actor, 'read'));
  if (!found) throw refuse('not_found');
  return found;
}

/**
 * Creates a customer. Same tax number, e-mail, phone or name key refuse with `possible_duplicates` unless `createAnyway`
 * (issue 2, section 2: proposed, never merged silently). Who works with customers of his own gets it himself.
 */
export async function createCustomer(ctx: Ctx, body: Static<typeof createContract.body>): Promise<Saved> {
  const responsibleId = await responsibleOfNew(ctx, body.responsibleId);
  const fields = {
    ...(await fieldsAfter(ctx, noFields, body)),
    parent_id: await parentOf(ctx, body.kind ?? 'organisation', body.parentId),
  };
  if (!body.createAnyway) await refuseDuplicates(ctx, fields);
  const inserted = await insertCustomer(ctx.db, fields, { code: body.code?.trim(), responsibleId });
  if (!inserted) throw refuse('code_taken', { code: body.code ?? '' });
  if (responsibleId !== null) await startResponsible(ctx.db, [inserted.id], responsibleId, today(ctx));
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: inserted.id,
    action: 'create',
    after: filled({ ...fields, code: inserted.code, responsible_id: responsibleId }),
  });
  await publishEvent(ctx, 'customers.customer_created', { customerId: inserted.id });
  return { id: customerIds.write(inserted.id), version: 1 };
}

/** Changes the fields given. Refuses `changed_meanwhile` with the current version. */
export async function changeCustomer(
  ctx: Ctx,
  id: number | undefined,
  body: Static<typeof changeContract.body>,
): Promise<Saved> {
  const before = await lockFor(ctx, id, body.version, 'change');
  const { version: _given, parentId, ...typed } = body;
  const fields = await fieldsAfter(ctx, before, typed);
  const parent_id =
    parentId === undefined && fields.kind === before.kind
      ? before.parent_id
      : await parentOf(
          ctx,
          fields.kind,
          parentId === undefined ? undefined : (parentId ?? undefined),
          before,
        );
  const after: FieldValues = { ...fields, parent_id };
  const changed = difference({ ...before }, { ...after });
  if (Object.keys(changed.after).length === 0)
    return { id: customerIds.write(before.id), version: before.version };
  const version = await updateFields(ctx.db, before.id, after);
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: before.id,
    action: 'change',
    ...changed,
  });
  return { id: customerIds.write(before.id), version };
}

/** Puts a customer away. Its history stays, lists no longer show it. */
export async function archiveCustomer(ctx: Ctx, id: number | undefined, version: number): Promise<Saved> {
  return moveTo(ctx, await lockFor(ctx, id, version, 'archive'), 'archived');
}

export async function restoreCustomer(ctx: Ctx, id: number | undefined, version: number): Promise<Saved> {
  return moveTo(ctx, await lockFor(ctx, id, version, 'restore'), 'active');
}

async function moveTo(ctx: Ctx, before: CustomerRow, state: 'active' | 'archived'): Promise<Saved> {
  const version = await updateState(ctx.db, before.id, state);
  const action = state === 'active' ? 'restore' : 'archive';
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: before.id,
    action,
    before: { state: before.state },
    after: { state },
  });
  return { id: customerIds.write(before.id), version };
}

/** Locks a customer for what the actor wants to do with it: foreign is missing, seen but not allowed is refused, an old version loses the race. */
export async function lockFor(
  ctx: Ctx,
  id: number | undefined,
  version: number,
  wish: keyof Abilities,
): Promise<CustomerRow> {
  const found =
    id === undefined ? undefined : await lockCustomer(ctx.db, id, customerReach(ctx.actor, 'read'));
  if (!found) throw refuse('not_found');
  if (found.version !== version) throw refuse('changed_meanwhile', { version: found.version });
  if (abilitiesOn(ctx.actor, recordOf(found))[wish]) return found;
  const reaches = isWithin(
    customerReach(ctx.actor, wish === 'archive' || wish === 'restore' ? 'delete' : 'write'),
    found.responsible_id,
  );
  if (!reaches) throw refuse('not_allowed');
  throw refuse(
    wish === 'restore' ? 'not_archived' : found.merged_into_id === null ? 'not_active' : 'merged_already',
  );
}

export function recordOf(row: Pick<CustomerRow, 'responsible_id' | 'state' | 'merged_into_id'>) {
  return { responsibleId: row.responsible_id, state: row.state, mergedIntoId: row.merged_into_id };
}

async function responsibleOfNew(ctx: Ctx, given: string | null | undefined): Promise<number | null> {
  const wanted = given === undefined ? ownOf(ctx) : given === null ? null : await activePersonOf(ctx, given);
  if (!mayCreateFor(ctx.actor, wanted)) throw refuse('responsible_out_of_reach');
  return wanted;
}

function ownOf(ctx: Ctx): number | null {
  return scopeOf(ctx.actor, 'customers', 'write') === 'own' ? (ctx.actor.personId ?? null) : null;
}

async function activePersonOf(ctx: Ctx, given: string): Promise<number> {
  const id = personIds.read(given);
  if (id === undefined || !(await isActivePerson(ctx.db, id))) throw refuse('responsible_unknown');
  return id;
}

/** A unit stands under a customer that the actor sees, never under itself (CL-6); others stand under nobody. */
async function parentOf(
  ctx: Ctx,
  kind: FieldValues['kind'],
  given: string | undefined,
  self?: CustomerRow,
): Promise<number | null> {
  if (kind !== 'unit') {
    if (given !== undefined) throw refuse('parent_unknown');
    return null;
  }
  if (given === undefined) {
    if (self?.parent_id) return self.parent_id;
    throw refuse('parent_needed');
  }
  const id = customerIds.read(given);
  const parent =
    id === undefined ? undefined : await findCustomer(ctx.db, id, customerReach(ctx.actor, 'read'));
  if (!parent || parent.merged_into_id !== null) throw refuse('parent_unknown');
  if (self && (await isBelow(ctx.db, parent.id, self.id))) throw refuse('parent_is_below');
  return parent.id;
}

/** Those out of the actor's sight are counted, not named. */
async function refuseDuplicates(ctx: Ctx, fields: FieldValues): Promise<void> {
  const found = await findPossibleDuplicates(ctx.db, fields);
  if (found.length === 0) return;
  const reach = customerReach(ctx.actor, 'read');
  const seen = found.filter((row) => isWithin(reach, row.responsible_id));
  throw refuse('possible_duplicates', {
    count: found.length,
    hidden: found.length - seen.length,
    possibleDuplicates: seen.map((row) => ({
      id: customerIds.write(row.id),
      code: row.code,
      name: row.name,
      reasons: row.reasons,
    })),
  });
}

function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}
