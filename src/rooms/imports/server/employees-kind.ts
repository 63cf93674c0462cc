// Employees out of foreign files: persons with a code, who need not have an account (domain 00, section 3). People are the platform's.

import type { Ctx } from '#platform/server/ctx.ts';
import {
  createMissingEmployees,
  deleteUnusedEmployees,
  employeeKey,
  matchEmployees,
} from '#platform/server/access/employees.ts';
import { exactlyOne, rows, run, sql } from '#platform/server/db/db.ts';
import { employeeKindSpec } from '../shared/employees-kind.ts';
import type { ImportKind, Published, PublishRun, UndoBlocker } from './kind.ts';
import { listStagedProblems } from './staged-problems.ts';

export const employeeImportKind: ImportKind = {
  spec: employeeKindSpec,
  resource: 'people',
  staging: 'imports.staged_employee',
  clear: 'imports.clear_staging',
  analyze: 'imports.analyze_staging',
  publish: publishEmployees,
  undo: undoEmployees,
};

/** New persons are added without an account; of known ones only an empty e-mail, division and a name equal to the code are filled. */
async function publishEmployees(ctx: Ctx, order: PublishRun): Promise<Published> {
  await run(
    ctx.db,
    sql`update imports.staged_employee s set problem = 'conflicts', problem_column = 'employee.code'
          from (select row_no, row_number() over (partition by ${sql.raw(employeeKey('x'))} order by row_no) as copy from imports.staged_employee x) twin
         where twin.row_no = s.row_no and twin.copy > 1`,
  );
  await run(
    ctx.db,
    sql`create temp table import_employee on commit drop as
        select ${sql.raw(employeeKey('s'))} as key, s.employee_code as code, s.employee_name as name, null::int as id, false as created, false as ambiguous
          from imports.staged_employee s where s.problem is null`,
  );
  await matchEmployees(ctx);
  await run(
    ctx.db,
    sql`update imports.staged_employee s set problem = 'ambiguous', problem_column = 'employee.name' from import_employee t
         where t.ambiguous and s.problem is null and t.key = ${sql.raw(employeeKey('s'))}`,
  );
  await run(ctx.db, sql`delete from import_employee where ambiguous`);
  const problems = await listStagedProblems(
    ctx.db,
    'imports.staged_employee',
    'coalesce(employee_code, employee_name)',
  );
  const created = await createMissingEmployees(ctx, order.importId);
  const written = await fillEmployees(ctx, order.overwrite);
  const { total } = await exactlyOne(
    ctx.db,
    sql<{ total: number }>`select count(*)::int as total from import_employee`,
  );
  return {
    problems,
    counts: {
      imported: created + written,
      unchanged: total - created - written,
      changed: 0,
      customers: 0,
      products: 0,
      settlements: 0,
      created: { employees: created },
    },
  };
}

async function fillEmployees(ctx: Ctx, overwrite: boolean): Promise<number> {
  await run(
    ctx.db,
    sql`insert into platform.division (name)
        select min(s.division_name) from imports.staged_employee s
         where s.problem is null and s.division_name is not null and not exists (select 1 from platform.division d where lower(d.name) = lower(s.division_name))
         group by lower(s.division_name)`,
  );
  const found = await rows(
    ctx.db,
    sql<{ created: boolean }>`
      with wanted as (
        select p.id, t.created,
               case when ${overwrite} or p.name = p.code then coalesce(s.employee_name, p.name) else p.name end as name,
               coalesce(p.email, case when exists (select 1 from platform.person o where lower(o.email) = lower(s.employee_email)) then null else s.employee_email end) as email,
               coalesce(p.division_id, (select min(d.id) from platform.division d where lower(d.name) = lower(s.division_name))) as division_id
          from imports.staged_employee s join import_employee t on t.key = ${sql.raw(employeeKey('s'))} join platform.person p on p.id = t.id
         where s.problem is null)
      update platform.person p set name = w.name, email = w.email, division_id = w.division_id, version = p.version + case when w.created then 0 else 1 end
        from wanted w where w.id = p.id and (p.name, p.email, p.division_id) is distinct from (w.name, w.email, w.division_id)
      returning w.created`,
  );
  return found.filter((row) => !row.created).length;
}

async function undoEmployees(ctx: Ctx, importId: number): Promise<readonly UndoBlocker[]> {
  const blockers = await rows(
    ctx.db,
    sql<{
      id: number;
      name: string;
    }>`select id, name from platform.person where import_id = ${importId} and (version > 1 or password_hash is not null) limit 200`,
  );
  if (blockers.length > 0)
    return blockers.map((row) => ({
      entity: 'employee',
      id: `per_${row.id}`,
      name: row.name,
      why: 'changed_later',
    }));
  await deleteUnusedEmployees(ctx, importId, []);
  return [];
}
