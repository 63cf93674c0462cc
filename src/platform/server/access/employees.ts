// Employees that foreign rows name: persons with a code, who need not have an account (domain 00, section 3). Set-based.

import type { Ctx } from '../ctx.ts';
import { run, sql } from '../db/db.ts';

/** SQL of the key of a row: one key is one employee of the file; null where the row names none. */
export const employeeKey = (alias: string): string =>
  `case when ${alias}.employee_code is not null then 'c' || ${alias}.employee_code when ${alias}.employee_name is not null then 'n' || ${alias}.employee_name end`;

/** Fills `id` of the temporary table import_employee (key, code, name, id, created, ambiguous): told by code, else by a name that one person alone bears. */
export async function matchEmployees(ctx: Ctx): Promise<void> {
  await run(ctx.db, sql`update import_employee t set id = p.id from platform.person p where p.code = t.code`);
  await run(
    ctx.db,
    sql`update import_employee t set id = found.id, ambiguous = found.several
          from (select lower(name) as name, min(id) as id, count(*) > 1 as several from platform.person where status <> 'deactivated' or code is not null group by lower(name)) found
         where t.code is null and lower(t.name) = found.name`,
  );
}

/** Creates those that were not found; without a code the name is the code. They have no account until an administrator gives one. */
export async function createMissingEmployees(ctx: Ctx, importId: number): Promise<number> {
  await run(
    ctx.db,
    sql`update import_employee set id = nextval('platform.person_id_seq')::int, created = true where id is null`,
  );
  return run(
    ctx.db,
    sql`insert into platform.person (id, code, name, language, import_id)
        overriding system value
        select t.id,
               coalesce(t.code, case when length(t.name) <= 64 and not exists (select 1 from platform.person p where p.code = t.name)
                                      and not exists (select 1 from import_employee o where o.code = t.name) then t.name
                                     else left(t.name, 55) || '~' || left(md5(t.name), 8) end),
               coalesce(t.name, t.code), ${ctx.company.language}, ${importId}
          from import_employee t where t.created order by t.id`,
  );
}

/** Takes back the persons that an import made, as far as they have no account, no role and no work of their own; `used` are those that must stay. */
export async function deleteUnusedEmployees(
  ctx: Ctx,
  importId: number,
  used: readonly number[],
): Promise<void> {
  await run(
    ctx.db,
    sql`delete from platform.person p
         where p.import_id = ${importId} and p.version = 1 and p.password_hash is null and p.id <> all(${used}::int[])
           and not exists (select 1 from platform.person_role r where r.person_id = p.id)
           and not exists (select 1 from platform.one_time_link o where o.person_id = p.id)
           and not exists (select 1 from platform.token t where t.person_id = p.id)
           and not exists (select 1 from platform.stand_in i where p.id in (i.person_id, i.for_person_id))
           and not exists (select 1 from platform.saved_view v where v.person_id = p.id)`,
  );
}
