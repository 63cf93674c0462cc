// Use cases of the responsible manager: preview, assignment, taking one, history.

import type { Static } from 'typebox';
import type { Ctx } from '#platform/server/ctx.ts';
import { today } from '#platform/server/ctx.ts';
import { sql } from '#platform/server/db/db.ts';
import type { Sql } from '#platform/server/db/db.ts';
import type {
  listResponsiblePeriods as periodsContract,
  previewAssignment as previewContract,
} from '../shared/assign-contract.ts';
import { personIds } from '#platform/shared/contracts/common.ts';
import { customerIds } from '../shared/ids.ts';
import { lockFor, requireCustomer } from './customers.ts';
import { refuse } from './errors.ts';
import { whereOfList } from './filter.queries.ts';
import { select } from './list.ts';
import { customerReach, mayMoveFrom, mayMoveTo } from './policy.ts';
import { presentPerson } from './present.ts';
import { withinReach } from './reach.queries.ts';
import {
  isActivePerson,
  listPeriods,
  lockSelected,
  moveCustomers,
  recordMoves,
} from './responsible.queries.ts';

type Asked = Static<typeof previewContract.body>;

/** At most so many customers move in one request. */
const mostMoved = 10_000;

/** What an assignment would change, counted over the same rows that it would move. */
export async function previewAssignment(
  ctx: Ctx,
  asked: Asked,
): Promise<Static<typeof previewContract.reply>> {
  const { all, movable, to } = await plan(ctx, asked);
  const moving = movable.filter((row) => row.responsible_id !== to);
  const groups = new Map<number | null, { name: string | null; customers: number }>();
  for (const row of moving) {
    const group = groups.get(row.responsible_id) ?? { name: row.responsible_name, customers: 0 };
    groups.set(row.responsible_id, { ...group, customers: group.customers + 1 });
  }
  return {
    customers: all.length,
    changing: moving.length,
    outOfReach: all.length - movable.length,
    from: [...groups]
      .map(([id, group]) => ({ person: presentPerson(id, group.name), customers: group.customers }))
      .toSorted((a, b) => b.customers - a.customers),
  };
}

/** Gives the customers of the selection to a person from today on. Customers that the actor may not move stay. */
export async function assignCustomers(ctx: Ctx, asked: Asked): Promise<{ changed: number }> {
  const { movable, to } = await plan(ctx, asked);
  const moving = movable.filter((row) => row.responsible_id !== to);
  return {
    changed: await move(
      ctx,
      moving.map((row) => ({ id: row.id, from: row.responsible_id })),
      to,
    ),
  };
}

/** Takes a customer that has nobody. Refuses `not_unowned` when another was faster. */
export async function takeCustomer(
  ctx: Ctx,
  id: number | undefined,
  version: number,
): Promise<{ id: string; version: number }> {
  const found = await requireCustomer(ctx, id);
  if (found.responsible_id !== null) throw refuse('not_unowned');
  const locked = await lockFor(ctx, id, version, 'take');
  await move(ctx, [{ id: locked.id, from: null }], ctx.actor.personId ?? null);
  return { id: customerIds.write(locked.id), version: version + 1 };
}

export async function listResponsiblePeriods(
  ctx: Ctx,
  id: number | undefined,
): Promise<Static<typeof periodsContract.reply>> {
  const customer = await requireCustomer(ctx, id);
  const periods = await listPeriods(ctx.db, customer.id);
  return {
    periods: periods.map((row) => ({
      person: { id: personIds.write(row.person_id), name: row.person_name },
      from: row.from_on,
      until: row.until_on ?? undefined,
    })),
  };
}

async function plan(ctx: Ctx, asked: Asked) {
  const to = asked.responsibleId === null ? null : personIds.read(asked.responsibleId);
  if (to === undefined || (to !== null && !(await isActivePerson(ctx.db, to))))
    throw refuse('responsible_unknown');
  if (!mayMoveTo(ctx.actor, to)) throw refuse('responsible_out_of_reach');
  const all = await lockSelected(ctx.db, await selectionOf(ctx, asked.selection), mostMoved + 1);
  if (all.length > mostMoved) throw refuse('selection_too_large', { most: mostMoved });
  return { all, movable: all.filter((row) => mayMoveFrom(ctx.actor, row.responsible_id)), to };
}

async function selectionOf(ctx: Ctx, selection: Asked['selection']): Promise<Sql<boolean>> {
  if ('filter' in selection) {
    const { scope, filter, search } = await select(ctx, selection.filter);
    return whereOfList(scope, filter, search);
  }
  const ids = selection.ids.map((id) => customerIds.read(id) ?? 0);
  return sql`c.id = any(${ids}::int[]) and c.merged_into_id is null and ${withinReach(customerReach(ctx.actor, 'read'))}`;
}

async function move(
  ctx: Ctx,
  moves: readonly { id: number; from: number | null }[],
  to: number | null,
): Promise<number> {
  const moved = await moveCustomers(
    ctx.db,
    moves.map((one) => one.id),
    to,
    today(ctx),
  );
  await recordMoves(
    ctx.db,
    { personId: ctx.actor.personId, kind: ctx.actor.kind, requestId: ctx.requestId },
    moves,
    to,
  );
  return moved;
}
