// Customers out of foreign files (CL-1, CL-2, CL-8): new ones are added; filled fields and hand edits of known ones are kept unless overwriting is chosen.

import type { Ctx } from '#platform/server/ctx.ts';
import { today } from '#platform/server/ctx.ts';
import { createMissingEmployees, employeeKey, matchEmployees } from '#platform/server/access/employees.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import type { ImportKind, Published, PublishRun, UndoBlocker } from '#rooms/imports/server/index.ts';
import { listStagedProblems } from '#rooms/imports/server/index.ts';
import { customerKindSpec } from '../shared/import-kinds.ts';
import { findDuplicates } from './duplicates.ts';
import { createMissingCustomers, customerKey, matchCustomers } from './import-matching.ts';
import { registerParameters } from './import-parameters.ts';
import { listCustomerBlockers, undoCustomers } from './import-undo.ts';

const staging = 'customers.staged_customer';
/** Plain text fields that are filled one by one. */
const plain = [
  'email',
  'phone',
  'website',
  'address',
  'city',
  'region',
  'country',
  'source',
  'note',
] as const;

export const customerImportKind: ImportKind = {
  spec: customerKindSpec,
  resource: 'customers',
  staging,
  clear: 'customers.clear_staging',
  analyze: 'customers.analyze_staging',
  publish: publishCustomers,
  undo: undoCustomerImport,
};

async function publishCustomers(ctx: Ctx, order: PublishRun): Promise<Published> {
  await markRepeated(ctx);
  await run(
    ctx.db,
    sql`create temp table import_customer on commit drop as
        select ${sql.raw(customerKey('s'))} as key, s.customer_code as code, s.customer_name as name, s.customer_tax_number as tax_number, null::int as id, false as created, false as ambiguous
          from customers.staged_customer s where s.problem is null`,
  );
  await matchCustomers(ctx);
  await run(
    ctx.db,
    sql`update customers.staged_customer s set problem = 'ambiguous', problem_column = 'customer.name' from import_customer t
         where t.ambiguous and s.problem is null and t.key = ${sql.raw(customerKey('s'))}`,
  );
  await run(ctx.db, sql`delete from import_customer where ambiguous`);
  const employees = await ensureManagers(ctx, order.importId);
  const problems = await listStagedProblems(
    ctx.db,
    staging,
    'coalesce(customer_code, customer_tax_number, customer_name)',
  );
  const created = await createMissingCustomers(ctx, order.importId);
  await registerParameters(ctx);
  const written = await fillCustomers(ctx, order);
  await openResponsible(ctx);
  if (created > 0) await findDuplicates(ctx);
  const { total } = await exactlyOne(
    ctx.db,
    sql<{ total: number }>`select count(*)::int as total from import_customer`,
  );
  const imported = created + written;
  return {
    problems,
    counts: {
      imported,
      unchanged: total - imported,
      changed: 0,
      customers: total,
      products: 0,
      settlements: 0,
      created: { customers: created, employees },
    },
  };
}

/** Two rows of one customer: the first is taken, the others are named. */
async function markRepeated(ctx: Ctx): Promise<void> {
  await run(
    ctx.db,
    sql`update customers.staged_customer s set problem = 'conflicts', problem_column = 'customer.code'
          from (select row_no, row_number() over (partition by ${sql.raw(customerKey('x'))} order by row_no) as copy from customers.staged_customer x) twin
         where twin.row_no = s.row_no and twin.copy > 1`,
  );
}

async function ensureManagers(ctx: Ctx, importId: number): Promise<number> {
  await run(
    ctx.db,
    sql`create temp table import_employee on commit drop as
        select ${sql.raw(employeeKey('s'))} as key, min(s.employee_code) as code, min(s.employee_name) as name, null::int as id, false as created, false as ambiguous
          from customers.staged_customer s where s.problem is null and coalesce(s.employee_code, s.employee_name) is not null group by 1`,
  );
  await matchEmployees(ctx);
  await run(ctx.db, sql`delete from import_employee where ambiguous`);
  return createMissingEmployees(ctx, importId);
}

async function fillCustomers(ctx: Ctx, order: PublishRun): Promise<number> {
  const keep = (column: string, staged: string): string =>
    order.overwrite ? `coalesce(s.${staged}, c.${column})` : `coalesce(c.${column}, s.${staged})`;
  const fields = plain.map((column) => `${keep(column, `customer_${column}`)} as ${column}`).join(', ');
  const named = order.overwrite
    ? 'coalesce(s.customer_name, c.name)'
    : 'case when c.name = c.code then coalesce(s.customer_name, c.name) else c.name end';
  const parameters = order.overwrite
    ? `c.parameters || coalesce(s.customer_parameter, '{}')`
    : `coalesce(s.customer_parameter, '{}') || c.parameters`;
  await run(
    ctx.db,
    sql`create temp table import_wanted on commit drop as
        select c.id, t.created, ${sql.raw(named)} as name, ${sql.raw(keep('tax_number', 'customer_tax_number'))} as tax_number,
               case when t.created or ${order.overwrite} then coalesce(s.customer_kind, c.kind) else c.kind end as kind,
               ${sql.raw(keep('first_contact_on', 'customer_first_contact'))} as first_contact_on, ${sql.raw(fields)}, ${sql.raw(parameters)} as parameters,
               case when ${order.overwrite} then coalesce(parent.id, c.parent_id) else coalesce(c.parent_id, parent.id) end as parent_id,
               case when ${order.overwrite} then coalesce(e.id, c.responsible_id) else coalesce(c.responsible_id, e.id) end as responsible_id
          from customers.staged_customer s
          join import_customer t on t.key = ${sql.raw(customerKey('s'))}
          join customers.customer c on c.id = t.id
          left join import_employee e on e.key = ${sql.raw(employeeKey('s'))}
          left join lateral (select p.id from customers.customer p where (p.code = s.customer_parent or p.name = s.customer_parent) and p.id <> c.id and p.merged_into_id is null
                              order by p.code <> s.customer_parent, p.id limit 1) parent on s.customer_parent is not null
         where s.problem is null`,
  );
  const columns = [
    'name',
    'tax_number',
    'kind',
    'first_contact_on',
    ...plain,
    'parameters',
    'parent_id',
    'responsible_id',
  ];
  const differs = sql.raw(
    `(${columns.map((column) => `c.${column}`).join(', ')}) is distinct from (${columns.map((column) => `w.${column}`).join(', ')})`,
  );
  await run(
    ctx.db,
    sql`insert into customers.import_before (import_id, entity, record_id, before, version_after)
        select ${order.importId}, 'customer', c.id, to_jsonb(c), c.version + 1 from customers.customer c join import_wanted w on w.id = c.id where not w.created and ${differs}`,
  );
  const assignments = sql.raw(columns.map((column) => `${column} = w.${column}`).join(', '));
  await run(
    ctx.db,
    sql`update customers.customer c set ${assignments} from import_wanted w where w.id = c.id and w.created and ${differs}`,
  );
  return run(
    ctx.db,
    sql`update customers.customer c set ${assignments}, version = c.version + 1, updated_at = now() from import_wanted w where w.id = c.id and not w.created and ${differs}`,
  );
}

/** Customers that got their responsible manager by the import: since their first contact, or since today. */
async function openResponsible(ctx: Ctx): Promise<void> {
  await run(
    ctx.db,
    sql`update customers.responsible_period r set until_on = greatest(r.from_on, ${today(ctx)}::date)
          from import_wanted w where w.id = r.customer_id and r.until_on is null and r.person_id is distinct from w.responsible_id and w.responsible_id is not null`,
  );
  await run(
    ctx.db,
    sql`insert into customers.responsible_period (customer_id, person_id, from_on)
        select w.id, w.responsible_id, least(coalesce(w.first_contact_on, ${today(ctx)}::date), ${today(ctx)}::date) from import_wanted w
         where w.responsible_id is not null and not exists (select 1 from customers.responsible_period r where r.customer_id = w.id and r.until_on is null)
        on conflict do nothing`,
  );
}

async function undoCustomerImport(ctx: Ctx, importId: number): Promise<readonly UndoBlocker[]> {
  const blockers = await listCustomerBlockers(ctx, importId);
  if (blockers.length === 0) await undoCustomers(ctx, importId);
  return blockers;
}
