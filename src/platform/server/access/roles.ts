// Roles are data: an administrator adds one by choosing cells. The administrator's own role stays as it is.

import type { Action, Resource } from '../../shared/endpoint.ts';
import { resources } from '../../shared/endpoint.ts';
import { difference, recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { exactlyOne, one, rows, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import type { Cells, Scope } from './actor.ts';
import { keepingAnAdministrator } from './administrators.ts';

export const roleActions: readonly Action[] = ['read', 'write', 'delete', 'export', 'approve'];
export const roleScopes: readonly Scope[] = ['none', 'own', 'ownDirection', 'division', 'all'];

export interface RoleRow {
  readonly id: number;
  readonly key: string;
  readonly name_en: string;
  readonly name_ru: string;
  readonly cells: Cells;
  readonly built_in: boolean;
  readonly people: number;
  readonly version: number;
}

const columns = sql`r.id, r.key, r.name_en, r.name_ru, r.cells, r.built_in, r.version,
  (select count(*)::int from platform.person_role pr where pr.role_id = r.id) as people`;

export function listRoles(ctx: Ctx): Promise<RoleRow[]> {
  return rows(ctx.db, sql<RoleRow>`select ${columns} from platform.role r order by r.built_in desc, r.id`);
}

export interface RoleFields {
  readonly nameEn: string;
  readonly nameRu: string;
  readonly cells: unknown;
}

export async function addRole(ctx: Ctx, fields: RoleFields): Promise<RoleRow> {
  const cells = readCells(fields.cells);
  await refuseTakenName(ctx, fields, 0);
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.role (key, name_en, name_ru, cells)
      values ('role_' || nextval(pg_get_serial_sequence('platform.role', 'id')), ${fields.nameEn.trim()}, ${fields.nameRu.trim()}, ${JSON.stringify(cells)})
      returning id`,
  );
  await recordChange(ctx, {
    entity: 'platform.role',
    entityId: id,
    action: 'create',
    after: { ...fields, cells },
  });
  return getRole(ctx, id);
}

/** The new cells count from the next look at each person's rights, half a second later at most. */
export async function changeRole(
  ctx: Ctx,
  id: number,
  version: number,
  fields: Partial<RoleFields>,
): Promise<RoleRow> {
  return keepingAnAdministrator(ctx, async () => {
    const before = await getRole(ctx, id);
    if (before.key === 'administrator') throw refuse('role_unchangeable');
    const next = {
      name_en: fields.nameEn?.trim() ?? before.name_en,
      name_ru: fields.nameRu?.trim() ?? before.name_ru,
      cells: fields.cells === undefined ? before.cells : readCells(fields.cells),
    };
    await refuseTakenName(ctx, { nameEn: next.name_en, nameRu: next.name_ru }, id);
    const changed = await run(
      ctx.db,
      sql`update platform.role
             set name_en = ${next.name_en}, name_ru = ${next.name_ru}, cells = ${JSON.stringify(next.cells)}, version = version + 1
           where id = ${id} and version = ${version}`,
    );
    if (changed === 0) throw refuse('changed_meanwhile', { version: before.version });
    await recordChange(ctx, {
      entity: 'platform.role',
      entityId: id,
      action: 'change',
      ...difference({ ...before }, next),
    });
    return getRole(ctx, id);
  });
}

export async function removeRole(ctx: Ctx, id: number): Promise<void> {
  const role = await getRole(ctx, id);
  if (role.built_in) throw refuse('role_unchangeable');
  if (role.people > 0) throw refuse('role_in_use', { people: role.people });
  await run(ctx.db, sql`delete from platform.role where id = ${id}`);
  await recordChange(ctx, { entity: 'platform.role', entityId: id, action: 'delete', before: { ...role } });
}

async function getRole(ctx: Ctx, id: number): Promise<RoleRow> {
  const found = await one(ctx.db, sql<RoleRow>`select ${columns} from platform.role r where r.id = ${id}`);
  if (!found) throw refuse('not_found');
  return found;
}

async function refuseTakenName(
  ctx: Ctx,
  names: Pick<RoleFields, 'nameEn' | 'nameRu'>,
  id: number,
): Promise<void> {
  const taken = await one(
    ctx.db,
    sql`select 1 from platform.role
         where id <> ${id} and (lower(name_en) = lower(${names.nameEn.trim()}) or lower(name_ru) = lower(${names.nameRu.trim()}))`,
  );
  if (taken) throw refuse('name_taken');
}

/** Keeps known resources, actions and scopes; an unknown one is refused. Every resource gets an entry, so that none comes back by itself. */
export function readCells(given: unknown): Cells {
  const cells: Partial<Record<Resource, Partial<Record<Action, Scope>>>> = {};
  for (const resource of resources) cells[resource] = {};
  for (const [resource, actions] of Object.entries(
    given as Readonly<Record<string, Readonly<Record<string, string>>>>,
  )) {
    const into = Object.hasOwn(cells, resource) ? cells[resource as Resource] : undefined;
    if (!into) throw unknownCell(resource);
    for (const [action, scope] of Object.entries(actions)) {
      if (!isAction(action) || !isScope(scope)) throw unknownCell(`${resource}.${action}`);
      if (scope !== 'none') into[action] = scope;
    }
  }
  return cells;
}

function unknownCell(path: string) {
  return refuse('bad_request', { fields: [{ path: `body.cells.${path}`, problem: 'not_in_list' }] });
}

function isAction(text: string): text is Action {
  return roleActions.some((action) => action === text);
}

function isScope(text: string): text is Scope {
  return roleScopes.some((scope) => scope === text);
}
