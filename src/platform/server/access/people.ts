// People: employees with or without an account. Their accounts, roles and status are changed by those who administer people.

import { difference, recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { exactlyOne, one, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import type { Action } from '../../shared/endpoint.ts';
import { reachedPersons, scopeOf } from './actor.ts';
import { keepingAnAdministrator } from './administrators.ts';
import { findPerson, lockPerson } from './people.queries.ts';
import type { PersonRow, Reach } from './people.queries.ts';
import { endCredentials } from './sessions.ts';

/** Whom the actor reaches with an action on people (domain page 10); undefined is everybody. */
export function reachOf(ctx: Ctx, action: Action): Reach {
  return reachedPersons(ctx.actor, scopeOf(ctx.actor, 'people', action));
}

export async function getPerson(ctx: Ctx, id: number): Promise<PersonRow> {
  const found = await findPerson(ctx.db, reachOf(ctx, 'read'), id);
  if (!found) throw refuse('not_found');
  return found;
}

export interface PersonFields {
  readonly name?: string | undefined;
  readonly code?: string | null | undefined;
  readonly language?: 'en' | 'ru' | undefined;
  readonly divisionId?: number | null | undefined;
}

export interface AccountFields {
  readonly email?: string | null | undefined;
  readonly roleIds?: readonly number[] | undefined;
  readonly status?: 'active' | 'deactivated' | undefined;
}

/** Adds a person. An e-mail or roles need the right to administer people. */
export async function addPerson(
  ctx: Ctx,
  person: PersonFields & AccountFields & { readonly name: string },
): Promise<PersonRow> {
  const gives = (person.email ?? null) !== null || (person.roleIds?.length ?? 0) > 0;
  if (gives && scopeOf(ctx.actor, 'people', 'approve') === 'none') throw refuse('forbidden');
  await refuseForeignDivision(ctx, person.divisionId);
  await refuseTaken(ctx, person, 0);
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.person (name, code, language, division_id, email)
      values (${person.name.trim()}, ${person.code ?? null}, ${person.language ?? ctx.company.language}, ${person.divisionId ?? null}, ${person.email ?? null})
      returning id`,
  );
  if (person.roleIds) await setRoles(ctx, id, person.roleIds);
  await recordChange(ctx, {
    entity: 'platform.person',
    entityId: id,
    action: 'create',
    after: { ...person },
  });
  return existing(ctx, id);
}

/** Changes what does not touch the account. */
export async function changePerson(
  ctx: Ctx,
  id: number,
  version: number,
  fields: PersonFields,
): Promise<PersonRow> {
  const before = await lockAt(ctx, 'write', id, version);
  await refuseForeignDivision(ctx, fields.divisionId);
  await refuseTaken(ctx, fields, id);
  const next = {
    name: fields.name?.trim() ?? before.name,
    code: fields.code === undefined ? before.code : fields.code,
    language: fields.language ?? before.language,
    division_id: fields.divisionId === undefined ? before.division_id : fields.divisionId,
  };
  await run(
    ctx.db,
    sql`update platform.person
           set name = ${next.name}, code = ${next.code}, language = ${next.language}, division_id = ${next.division_id}, version = version + 1
         where id = ${id}`,
  );
  await recordChange(ctx, {
    entity: 'platform.person',
    entityId: id,
    action: 'change',
    ...difference({ ...before }, next),
  });
  return existing(ctx, id);
}

/** Changes e-mail, roles or status. Every session, token and link of the person ends; the last administrator stays. */
export async function changeAccount(
  ctx: Ctx,
  id: number,
  version: number,
  fields: AccountFields,
): Promise<PersonRow> {
  return keepingAnAdministrator(ctx, async () => {
    const before = await lockAt(ctx, 'approve', id, version);
    await refuseTaken(ctx, fields, id);
    const email = fields.email === undefined ? before.email : fields.email;
    const status = fields.status ?? before.status;
    await run(
      ctx.db,
      sql`update platform.person set email = ${email}, status = ${status}, version = version + 1 where id = ${id}`,
    );
    const roleIds = before.roles.map((role) => role.id);
    if (fields.roleIds) await setRoles(ctx, id, fields.roleIds);
    await endCredentials(ctx, id);
    const after = { email, status, roleIds: fields.roleIds ? [...fields.roleIds].sort(byNumber) : roleIds };
    await recordChange(ctx, {
      entity: 'platform.person',
      entityId: id,
      action: status === before.status ? 'change_account' : status === 'active' ? 'activate' : 'deactivate',
      ...difference({ email: before.email, status: before.status, roleIds }, after),
    });
    return existing(ctx, id);
  });
}

/** The person for administration of his account: reached, active, with an e-mail to sign in by. */
export async function getInvitable(ctx: Ctx, id: number): Promise<PersonRow> {
  const found = await findPerson(ctx.db, reachOf(ctx, 'approve'), id);
  if (!found || found.status === 'deactivated') throw refuse('not_found');
  if (found.email === null) throw refuse('no_email');
  return found;
}

async function lockAt(ctx: Ctx, action: Action, id: number, version: number): Promise<PersonRow> {
  const reach = reachOf(ctx, action);
  const locked = await lockPerson(ctx.db, reach, id);
  if (!locked) throw refuse('not_found');
  if (locked.version !== version) throw refuse('changed_meanwhile', { version: locked.version });
  return existing(ctx, id);
}

async function existing(ctx: Ctx, id: number): Promise<PersonRow> {
  const found = await findPerson(ctx.db, undefined, id);
  if (!found) throw refuse('not_found');
  return found;
}

async function setRoles(ctx: Ctx, id: number, roleIds: readonly number[]): Promise<void> {
  const wanted = [...new Set(roleIds)];
  await run(
    ctx.db,
    sql`delete from platform.person_role where person_id = ${id} and role_id <> all(${wanted}::int[])`,
  );
  await run(
    ctx.db,
    sql`insert into platform.person_role (person_id, role_id)
        select ${id}, r.id from platform.role r where r.id = any(${wanted}::int[]) on conflict do nothing`,
  );
  const { count } = await exactlyOne(
    ctx.db,
    sql<{ count: number }>`select count(*)::int as count from platform.person_role where person_id = ${id}`,
  );
  if (count !== wanted.length) throw refuse('not_found');
}

/** A division outside the actor's own branch of the tree is none of his. */
async function refuseForeignDivision(ctx: Ctx, divisionId: number | null | undefined): Promise<void> {
  if (divisionId === undefined) return;
  const scope = scopeOf(ctx.actor, 'people', 'write');
  if (divisionId === null) {
    if (scope !== 'all') throw refuse('not_found');
    return;
  }
  const found = await one(
    ctx.db,
    sql`with recursive under as (
          select d.id from platform.division d
           where ${scope} = 'all' or d.id = (select division_id from platform.person where id = ${ctx.actor.personId ?? 0})
          union
          select d.id from platform.division d join under on d.parent_id = under.id)
        select 1 from under join platform.division d using (id) where under.id = ${divisionId} and d.archived_at is null`,
  );
  if (!found) throw refuse('not_found');
}

async function refuseTaken(ctx: Ctx, fields: PersonFields & AccountFields, id: number): Promise<void> {
  const taken = await one(
    ctx.db,
    sql<{ by_email: boolean }>`
      select coalesce(lower(email) = lower(${fields.email ?? null}), false) as by_email from platform.person
       where id <> ${id} and (lower(email) = lower(${fields.email ?? null}) or code = ${fields.code ?? null}) limit 1`,
  );
  if (taken) throw refuse(taken.by_email ? 'email_taken' : 'person_code_taken');
}

function byNumber(left: number, right: number): number {
  return left - right;
}
