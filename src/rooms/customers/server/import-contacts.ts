// Contact persons out of foreign files (CL-1, CL-6): a contact person of a known customer stays with that customer; a customer that is not known is made.

import type { Ctx } from '#platform/server/ctx.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import type { ImportKind, Published, PublishRun } from '#rooms/imports/server/index.ts';
import { listStagedProblems } from '#rooms/imports/server/index.ts';
import { contactKindSpec } from '../shared/import-kinds.ts';
import { findDuplicates } from './duplicates.ts';
import { customerImportKind } from './import-kinds.ts';
import {
  createMissingCustomers,
  customerKey,
  matchCustomers,
  nameNamelessCustomers,
} from './import-matching.ts';

export const contactImportKind: ImportKind = {
  spec: contactKindSpec,
  resource: 'customers',
  staging: 'customers.staged_contact',
  clear: 'customers.clear_staging',
  analyze: 'customers.analyze_staging',
  publish: publishContacts,
  undo: customerImportKind.undo,
};

/** A contact person is told by his customer and name; his empty fields are filled, filled ones are kept unless overwriting is chosen. */
async function publishContacts(ctx: Ctx, order: PublishRun): Promise<Published> {
  await run(
    ctx.db,
    sql`update customers.staged_contact s set problem = 'conflicts', problem_column = 'contact.name'
          from (select row_no, row_number() over (partition by ${sql.raw(customerKey('x'))}, contact_name order by row_no) as copy from customers.staged_contact x) twin
         where twin.row_no = s.row_no and twin.copy > 1`,
  );
  await run(
    ctx.db,
    sql`create temp table import_customer on commit drop as
        select ${sql.raw(customerKey('s'))} as key, min(s.customer_code) as code, min(s.customer_name) as name, min(s.customer_tax_number) as tax_number,
               null::int as id, false as created, false as ambiguous
          from customers.staged_contact s where s.problem is null group by 1`,
  );
  await matchCustomers(ctx);
  await run(
    ctx.db,
    sql`update customers.staged_contact s set problem = 'ambiguous', problem_column = 'customer.name' from import_customer t
         where t.ambiguous and s.problem is null and t.key = ${sql.raw(customerKey('s'))}`,
  );
  await run(ctx.db, sql`delete from import_customer where ambiguous`);
  const problems = await listStagedProblems(ctx.db, 'customers.staged_contact', 'contact_name');
  const customers = await createMissingCustomers(ctx, order.importId);
  await nameNamelessCustomers(ctx, order.importId);
  const contacts = await addContacts(ctx, order.importId);
  const written = await fillContacts(ctx, order);
  if (customers > 0) await findDuplicates(ctx);
  const totals = await exactlyOne(
    ctx.db,
    sql<{ rows: number; customers: number }>`
      select (select count(*)::int from customers.staged_contact where problem is null) as rows, (select count(*)::int from import_customer) as customers`,
  );
  return {
    problems,
    counts: {
      imported: contacts + written,
      unchanged: totals.rows - contacts - written,
      changed: 0,
      customers: totals.customers,
      products: 0,
      settlements: 0,
      created: { customers, contacts },
    },
  };
}

async function addContacts(ctx: Ctx, importId: number): Promise<number> {
  return run(
    ctx.db,
    sql`insert into customers.contact_person (customer_id, name, position, role, phone, email, messenger, birthday, note, import_id)
        select t.id, s.contact_name, s.contact_position, s.contact_role, s.contact_phone, s.contact_email, s.contact_messenger, s.contact_birthday, s.contact_note, ${importId}::int
          from customers.staged_contact s join import_customer t on t.key = ${sql.raw(customerKey('s'))}
         where s.problem is null and not exists (select 1 from customers.contact_person p where p.customer_id = t.id and p.name = s.contact_name)
         order by s.row_no`,
  );
}

async function fillContacts(ctx: Ctx, order: PublishRun): Promise<number> {
  const columns = ['position', 'role', 'phone', 'email', 'messenger', 'birthday', 'note'];
  const wanted = columns
    .map(
      (column) =>
        (order.overwrite
          ? `coalesce(s.contact_${column}, p.${column})`
          : `coalesce(p.${column}, s.contact_${column})`) + ` as ${column}`,
    )
    .join(', ');
  const differs = sql.raw(
    `(${columns.map((column) => `p.${column}`).join(', ')}) is distinct from (${columns.map((column) => `w.${column}`).join(', ')})`,
  );
  await run(
    ctx.db,
    sql`create temp table import_wanted on commit drop as
        select p.id, ${sql.raw(wanted)}
          from customers.staged_contact s join import_customer t on t.key = ${sql.raw(customerKey('s'))}
          join customers.contact_person p on p.customer_id = t.id and p.name = s.contact_name
         where s.problem is null and p.import_id is distinct from ${order.importId}`,
  );
  await run(
    ctx.db,
    sql`insert into customers.import_before (import_id, entity, record_id, before, version_after)
        select ${order.importId}, 'contact', p.id, to_jsonb(p), p.version + 1 from customers.contact_person p join import_wanted w on w.id = p.id where ${differs}
        on conflict do nothing`,
  );
  return run(
    ctx.db,
    sql`update customers.contact_person p set ${sql.raw(columns.map((column) => `${column} = w.${column}`).join(', '))}, version = p.version + 1
          from import_wanted w where w.id = p.id and ${differs}`,
  );
}
