// Divisions and branches: the tree along which the scope `division` reaches downwards.

import { difference, recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { exactlyOne, one, rows, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import { scopeOf } from './actor.ts';

export interface DivisionRow {
  readonly id: number;
  readonly parent_id: number | null;
  readonly kind: 'division' | 'branch';
  readonly name: string;
  readonly people: number;
  readonly archived: boolean;
  readonly version: number;
}

const columns = sql`d.id, d.parent_id, d.kind, d.name, d.archived_at is not null as archived, d.version,
  (select count(*)::int from platform.person p where p.division_id = d.id and p.status <> 'deactivated') as people`;

export function listDivisions(ctx: Ctx): Promise<DivisionRow[]> {
  return rows(
    ctx.db,
    sql<DivisionRow>`select ${columns} from platform.division d order by d.name collate "ru-x-icu", d.id limit 5000`,
  );
}

export interface DivisionFields {
  readonly name?: string | undefined;
  readonly kind?: 'division' | 'branch' | undefined;
  readonly parentId?: number | null | undefined;
  readonly archived?: boolean | undefined;
}

export async function addDivision(
  ctx: Ctx,
  fields: DivisionFields & { readonly name: string },
): Promise<DivisionRow> {
  refuseNarrowScope(ctx);
  if (fields.parentId) await getDivision(ctx, fields.parentId);
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.division (name, kind, parent_id)
      values (${fields.name.trim()}, ${fields.kind ?? 'division'}, ${fields.parentId ?? null}) returning id`,
  );
  await recordChange(ctx, {
    entity: 'platform.division',
    entityId: id,
    action: 'create',
    after: { ...fields },
  });
  return getDivision(ctx, id);
}

export async function changeDivision(
  ctx: Ctx,
  id: number,
  version: number,
  fields: DivisionFields,
): Promise<DivisionRow> {
  refuseNarrowScope(ctx);
  // Moves change the tree as a whole: two at once could close a ring that neither of them sees.
  await run(ctx.db, sql`select pg_advisory_xact_lock(hashtextextended('platform.divisions', 7))`);
  const before = await getDivision(ctx, id);
  if (before.version !== version) throw refuse('changed_meanwhile', { version: before.version });
  const next = {
    name: fields.name?.trim() ?? before.name,
    kind: fields.kind ?? before.kind,
    parent_id: fields.parentId === undefined ? before.parent_id : fields.parentId,
    archived: fields.archived ?? before.archived,
  };
  if (next.parent_id !== null && next.parent_id !== before.parent_id)
    await refuseRing(ctx, id, next.parent_id);
  if (next.archived && !before.archived) await refuseInUse(ctx, id);
  await run(
    ctx.db,
    sql`update platform.division
           set name = ${next.name}, kind = ${next.kind}, parent_id = ${next.parent_id}, version = version + 1,
               archived_at = case when ${next.archived} then coalesce(archived_at, now()) end
         where id = ${id}`,
  );
  await recordChange(ctx, {
    entity: 'platform.division',
    entityId: id,
    action: 'change',
    ...difference({ ...before }, next),
  });
  return getDivision(ctx, id);
}

async function getDivision(ctx: Ctx, id: number): Promise<DivisionRow> {
  const found = await one(
    ctx.db,
    sql<DivisionRow>`select ${columns} from platform.division d where d.id = ${id}`,
  );
  if (!found) throw refuse('not_found');
  return found;
}

/** The tree belongs to the whole company: only a right over all of it may change it. */
function refuseNarrowScope(ctx: Ctx): void {
  if (scopeOf(ctx.actor, 'people', 'write') !== 'all') throw refuse('not_found');
}

async function refuseRing(ctx: Ctx, id: number, parentId: number): Promise<void> {
  await getDivision(ctx, parentId);
  const ring = await one(
    ctx.db,
    sql`with recursive above as (
          select d.id, d.parent_id from platform.division d where d.id = ${parentId}
          union
          select d.id, d.parent_id from platform.division d join above on d.id = above.parent_id)
        select 1 from above where id = ${id}`,
  );
  if (ring) throw refuse('division_under_itself');
}

async function refuseInUse(ctx: Ctx, id: number): Promise<void> {
  const { people, divisions } = await exactlyOne(
    ctx.db,
    sql<{ people: number; divisions: number }>`
      select (select count(*)::int from platform.person where division_id = ${id} and status <> 'deactivated') as people,
             (select count(*)::int from platform.division where parent_id = ${id} and archived_at is null) as divisions`,
  );
  if (people + divisions > 0) throw refuse('division_in_use', { people, divisions });
}
