// Saved views: filters, sort and columns of a list under a name, for oneself or shared with everybody.

import { difference, recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { exactlyOne, one, rows, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';

export interface ViewRow {
  readonly id: number;
  readonly place: string;
  readonly name: string;
  readonly shared: boolean;
  readonly own: boolean;
  readonly state: Readonly<Record<string, unknown>>;
  readonly position: number;
  readonly version: number;
}

const columnsOf = (ctx: Ctx) =>
  sql`id, place, name, shared, person_id = ${ctx.actor.personId ?? 0} as own, state, position, version`;

export function listViews(ctx: Ctx, place: string): Promise<ViewRow[]> {
  return rows(
    ctx.db,
    sql<ViewRow>`
      select ${columnsOf(ctx)} from platform.saved_view
       where place = ${place} and (shared or person_id = ${ctx.actor.personId ?? 0})
       order by position, id limit 200`,
  );
}

export interface ViewFields {
  readonly name?: string | undefined;
  readonly shared?: boolean | undefined;
  readonly state?: Readonly<Record<string, unknown>> | undefined;
  readonly position?: number | undefined;
}

export async function addView(
  ctx: Ctx,
  place: string,
  fields: ViewFields & { readonly name: string },
): Promise<ViewRow> {
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.saved_view (place, name, person_id, shared, state, position)
      values (${place}, ${fields.name.trim()}, ${ctx.actor.personId ?? 0}, ${fields.shared ?? false}, ${JSON.stringify(fields.state ?? {})},
              (select coalesce(max(position), 0) + 1 from platform.saved_view where place = ${place}))
      returning id`,
  );
  await recordChange(ctx, {
    entity: 'platform.saved_view',
    entityId: id,
    action: 'create',
    after: { place, ...fields },
  });
  return getOwn(ctx, id);
}

export async function changeView(
  ctx: Ctx,
  id: number,
  version: number,
  fields: ViewFields,
): Promise<ViewRow> {
  const before = await getOwn(ctx, id);
  if (before.version !== version) throw refuse('changed_meanwhile', { version: before.version });
  const next = {
    name: fields.name?.trim() ?? before.name,
    shared: fields.shared ?? before.shared,
    state: fields.state ?? before.state,
    position: fields.position ?? before.position,
  };
  await run(
    ctx.db,
    sql`update platform.saved_view
           set name = ${next.name}, shared = ${next.shared}, state = ${JSON.stringify(next.state)}, position = ${next.position}, version = version + 1
         where id = ${id}`,
  );
  await recordChange(ctx, {
    entity: 'platform.saved_view',
    entityId: id,
    action: 'change',
    ...difference({ ...before }, next),
  });
  return getOwn(ctx, id);
}

export async function removeView(ctx: Ctx, id: number): Promise<void> {
  const before = await getOwn(ctx, id);
  await run(ctx.db, sql`delete from platform.saved_view where id = ${id}`);
  await recordChange(ctx, {
    entity: 'platform.saved_view',
    entityId: id,
    action: 'delete',
    before: { ...before },
  });
}

async function getOwn(ctx: Ctx, id: number): Promise<ViewRow> {
  const found = await one(
    ctx.db,
    sql<ViewRow>`
      select ${columnsOf(ctx)} from platform.saved_view where id = ${id} and person_id = ${ctx.actor.personId ?? 0} for update`,
  );
  if (!found) throw refuse('not_found');
  return found;
}
