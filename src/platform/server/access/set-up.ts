// Set-up of an empty installation: the company, the roles it starts with, and the first administrator by a link that is good once.

import type { Language } from '../../shared/texts.ts';
import { recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import type { Db } from '../db/db.ts';
import { exactlyOne, one, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import type { ApartCtx } from '../room.ts';
import type { Account } from './accounts.ts';
import { actingAs, lockAccount } from './accounts.ts';
import { countAdministrators } from './administrators.ts';
import { defaultRoles } from './default-roles.ts';
import { hashPassword } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { insertCompany } from '../settings/company.ts';
import type { NewCompany } from '../settings/company.ts';

/** Puts in the roles of domain page 10; those that exist are left, built-in ones get the cells of resources new to them. */
export async function installDefaultRoles(db: Db): Promise<void> {
  for (const role of defaultRoles) {
    const cells = JSON.stringify(role.cells);
    await run(
      db,
      sql`insert into platform.role as kept (key, name_en, name_ru, cells, built_in)
          values (${role.key}, ${role.nameEn}, ${role.nameRu}, ${cells}, true)
          on conflict (key) do update
             set cells = case when kept.key = 'administrator' then kept.cells || excluded.cells else excluded.cells || kept.cells end,
                 version = kept.version + 1
           where kept.built_in and (not kept.cells ?& array(select jsonb_object_keys(excluded.cells))
                                    or kept.key = 'administrator' and not kept.cells @> excluded.cells)`,
    );
  }
}

/** After an upgrade the built-in roles get the cells of resources that are new. An installation that is not set up has none yet. */
export async function refreshDefaultRoles(db: Db): Promise<void> {
  const some = await one(db, sql`select 1 from platform.role where built_in limit 1`);
  if (some) await installDefaultRoles(db);
}

/** Makes the link of the first administrator, or answers nothing when there is one already. The last link made is the good one. */
export async function createFirstAdministratorLink(ctx: Ctx): Promise<string | undefined> {
  if ((await countAdministrators(ctx.db)) > 0) return undefined;
  await run(ctx.db, sql`delete from platform.one_time_link where purpose = 'first_administrator'`);
  const secret = newSecret();
  await run(
    ctx.db,
    sql`insert into platform.one_time_link (token_hash, purpose, expires_at)
        values (${secret.hash}, 'first_administrator', now() + interval '7 days')`,
  );
  return `/welcome?code=${secret.text}`;
}

/** The company that `init` has made already, if any. Refuses (404) with a wrong code and once there is an administrator. */
export async function checkSetUp(ctx: Ctx, code: string): Promise<{ name: string } | undefined> {
  const link = await one(
    ctx.db,
    sql`select 1 from platform.one_time_link
         where token_hash = ${hashSecret(code)} and purpose = 'first_administrator' and used_at is null and expires_at > now()`,
  );
  if (!link || (await countAdministrators(ctx.db)) > 0) throw refuse('not_found');
  return one(ctx.db, sql<{ name: string }>`select name from platform.company`);
}

export interface SetUp {
  readonly code: string;
  readonly person: {
    readonly name: string;
    readonly email: string;
    readonly password: string;
    readonly language: Language;
  };
  readonly company?: NewCompany | undefined;
}

/** Sets the company up and makes its first administrator. After it the set-up does not exist any more. */
export async function setUp(apart: ApartCtx, given: SetUp): Promise<Account> {
  await apart.read((ctx) => checkSetUp(ctx, given.code));
  const hash = await hashPassword(given.person.password, [
    given.person.name,
    given.person.email,
    given.company?.name ?? apart.company.name,
  ]);
  return apart.transaction(async (ctx) => {
    await run(ctx.db, sql`select pg_advisory_xact_lock(hashtextextended('platform.set_up', 7))`);
    const company = await checkSetUp(ctx, given.code);
    await run(
      ctx.db,
      sql`update platform.one_time_link set used_at = now() where token_hash = ${hashSecret(given.code)}`,
    );
    await installDefaultRoles(ctx.db);
    const id = await insertAdministrator(ctx, { ...given.person, hash });
    const acting = actingAs(ctx, { id, name: given.person.name, language: given.person.language });
    if (!company) {
      if (!given.company)
        throw refuse('bad_request', { fields: [{ path: 'body.company', problem: 'required' }] });
      await insertCompany(acting, given.company);
    }
    await recordChange(acting, {
      entity: 'platform.person',
      entityId: id,
      action: 'create',
      after: { name: given.person.name, email: given.person.email, roles: ['administrator'] },
    });
    return lockAccount(acting, id);
  });
}

interface NewAdministrator {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly hash: string;
}

/** An account with the administrator's role; an employee who has the e-mail already becomes it. */
async function insertAdministrator(ctx: Ctx, person: NewAdministrator): Promise<number> {
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.person (name, email, language, password_hash)
      values (${person.name}, ${person.email}, ${person.language}, ${person.hash})
      on conflict (lower(email)) do update
         set name = excluded.name, language = excluded.language, password_hash = excluded.password_hash, status = 'active'
      returning id`,
  );
  await run(
    ctx.db,
    sql`insert into platform.person_role (person_id, role_id)
        select ${id}, id from platform.role where key = 'administrator' on conflict do nothing`,
  );
  return id;
}
