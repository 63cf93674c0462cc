// Merging two customers and taking it back. Ids in facts are never rewritten: the loser points to the winner, published views resolve it.

import type { Static } from 'typebox';
import { recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { publishEvent } from '#platform/server/outbox.ts';
import { serviceKey } from '#platform/server/services.ts';
import { customerIds, mergeIds } from '../shared/ids.ts';
import type { ParameterValue } from '../shared/parameter.ts';
import type { mergeCustomers as mergeContract } from '../shared/quality-contract.ts';
import { lockFor, recordOf, requireCustomer } from './customers.ts';
import { updateFields } from './customers.queries.ts';
import type { CustomerRow, FieldValues } from './customers.queries.ts';
import { decidePair } from './duplicates.queries.ts';
import { refuse } from './errors.ts';
import {
  insertMerge,
  lockMerge,
  lockPair,
  markUndone,
  pointToWinner,
  takePointersBack,
} from './merge.queries.ts';
import { abilitiesOn } from './policy.ts';

/** A room that holds customer ids: it may refuse a merge, or do what its facts need, in the same transaction. */
export interface MergeHolder {
  readonly room: string;
  /** Called before the pointer is set. */
  onMerge(ctx: Ctx, merge: { readonly winnerId: number; readonly loserId: number }): Promise<void>;
  /** Called after the pointer is taken away. */
  onUndo(ctx: Ctx, merge: { readonly winnerId: number; readonly loserId: number }): Promise<void>;
}

/** The slot: rooms push themselves at their start. */
export const mergeHoldersKey = serviceKey<MergeHolder[]>('customers.merge_holders');

/** Fields that a merge may fill; name and kind are the winner's own. */
const fillable = [
  'tax_number',
  'email',
  'phone',
  'website',
  'address',
  'city',
  'region',
  'country',
  'source',
  'note',
  'first_contact_on',
] as const;

/** Makes the loser a part of the winner; the winner's filled fields stay, its empty ones are filled. */
export async function mergeCustomers(
  ctx: Ctx,
  id: number | undefined,
  body: Static<typeof mergeContract.body>,
): Promise<{ mergeId: string; id: string; version: number }> {
  const loserId = customerIds.read(body.loserId);
  if (id === undefined || loserId === undefined) throw refuse('not_found');
  if (id === loserId) throw refuse('merge_with_itself');
  await lockPair(ctx.db, [id, loserId]);
  const winner = await lockFor(ctx, id, body.version, 'merge');
  const loser = await lockFor(ctx, loserId, body.loserVersion, 'merge');
  const merge = { winnerId: winner.id, loserId: loser.id };
  for (const holder of holdersOf(ctx)) await holder.onMerge(ctx, merge);
  const filled = fillFrom(winner, loser);
  const version =
    Object.keys(filled).length === 0
      ? winner.version
      : await updateFields(ctx.db, winner.id, withFilled(winner, filled));
  const repointed = await pointToWinner(ctx.db, loser.id, winner.id);
  const mergeId = await insertMerge(
    ctx.db,
    { winner_id: winner.id, loser_id: loser.id, filled, repointed },
    ctx.actor.personId,
  );
  await decidePair(ctx.db, winner.id, loser.id, 'merged', ctx.actor.personId);
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: winner.id,
    action: 'merge',
    after: { ...filled, loser_id: loser.id, loser_name: loser.name },
  });
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: loser.id,
    action: 'merge_into',
    after: { winner_id: winner.id, winner_name: winner.name },
  });
  await publishEvent(ctx, 'customers.customer_merged', merge);
  return { mergeId: mergeIds.write(mergeId), id: customerIds.write(winner.id), version };
}

/** Takes a merge back. Refuses `merge_stands_below` while the winner itself is merged into another: that merge goes first. */
export async function undoMerge(ctx: Ctx, mergeId: number | undefined): Promise<{ id: string }> {
  const merge = mergeId === undefined ? undefined : await lockMerge(ctx.db, mergeId);
  if (!merge) throw refuse('merge_not_found');
  await lockPair(ctx.db, [merge.winner_id, merge.loser_id]);
  const winner = await requireCustomer(ctx, merge.winner_id);
  await requireCustomer(ctx, merge.loser_id);
  if (winner.merged_into_id !== null) throw refuse('merge_stands_below');
  if (!abilitiesOn(ctx.actor, recordOf(winner)).merge) throw refuse('not_allowed');
  const emptied = stillFilled(winner, merge.filled);
  if (Object.keys(emptied).length > 0) await updateFields(ctx.db, winner.id, withoutFilled(winner, emptied));
  await takePointersBack(ctx.db, merge);
  await markUndone(ctx.db, merge.id, ctx.actor.personId);
  const ids = { winnerId: merge.winner_id, loserId: merge.loser_id };
  for (const holder of holdersOf(ctx)) await holder.onUndo(ctx, ids);
  await decidePair(ctx.db, merge.winner_id, merge.loser_id, 'proposed', ctx.actor.personId);
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: merge.winner_id,
    action: 'undo_merge',
    before: emptied,
    after: { loser_id: merge.loser_id },
  });
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: merge.loser_id,
    action: 'undo_merge_into',
    after: { winner_id: merge.winner_id },
  });
  await publishEvent(ctx, 'customers.merge_undone', ids);
  return { id: customerIds.write(merge.loser_id) };
}

function holdersOf(ctx: Ctx): readonly MergeHolder[] {
  return ctx.services.has(mergeHoldersKey) ? ctx.services.get(mergeHoldersKey) : [];
}

/** What the winner lacks and the loser has; parameters under 'parameters.<key>'. */
export function fillFrom(winner: FieldValues, loser: FieldValues): Record<string, unknown> {
  const fields = fillable
    .filter((name) => winner[name] === null && loser[name] !== null)
    .map((name) => [name, loser[name]] as const);
  const parameters = Object.entries(loser.parameters)
    .filter(([key]) => winner.parameters[key] === undefined)
    .map(([key, value]) => [`parameters.${key}`, value] as const);
  return Object.fromEntries([...fields, ...parameters]);
}

/** Of the filled fields those that nobody changed since. */
export function stillFilled(
  winner: FieldValues,
  filled: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const current: Readonly<Record<string, unknown>> = { ...winner };
  return Object.fromEntries(
    Object.entries(filled).filter(
      ([name, value]) =>
        (name.startsWith('parameters.') ? winner.parameters[name.slice(11)] : current[name]) === value,
    ),
  );
}

function withFilled(winner: CustomerRow, filled: Readonly<Record<string, unknown>>): FieldValues {
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(filled)) {
    const isValue = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (name.startsWith('parameters.') && isValue) parameters[name.slice(11)] = value;
  }
  const fields = Object.fromEntries(
    Object.entries(filled).filter(([name]) => !name.startsWith('parameters.')),
  );
  return { ...winner, ...fields, parameters: { ...winner.parameters, ...parameters } };
}

function withoutFilled(winner: CustomerRow, emptied: Readonly<Record<string, unknown>>): FieldValues {
  const parameters = Object.fromEntries(
    Object.entries(winner.parameters).filter(([key]) => !(`parameters.${key}` in emptied)),
  );
  const fields = Object.fromEntries(fillable.filter((name) => name in emptied).map((name) => [name, null]));
  return { ...winner, ...fields, parameters };
}
