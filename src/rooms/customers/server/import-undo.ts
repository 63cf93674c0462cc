// Taking back the customers and contact persons of an import, unless later work stands on them.

import type { Ctx } from '#platform/server/ctx.ts';
import { rows, run, sql } from '#platform/server/db/db.ts';
import type { UndoBlocker } from '#rooms/imports/server/index.ts';

/**
 * The temporary table import_undo_customer lists the customers that the import made. Answers what stands on them: hand edits, contact persons,
 * merges, subordinate units and customers given to a manager by hand.
 */
export async function listCustomerBlockers(ctx: Ctx, importId: number): Promise<UndoBlocker[]> {
  await run(
    ctx.db,
    sql`create temp table import_undo_customer on commit drop as select id, code, name from customers.customer where import_id = ${importId}`,
  );
  const found = await rows(
    ctx.db,
    sql<{ id: number; name: string; why: string }>`
      with made as (select c.* from customers.customer c join import_undo_customer t on t.id = c.id)
      select id, name, 'changed_later' as why from made where version > 1
       union all
      select c.id, c.name, 'changed_later' from customers.customer c join customers.import_before b on b.entity = 'customer' and b.record_id = c.id
       where b.import_id = ${importId} and c.version > b.version_after
       union all
      select m.id, m.name, 'contact_person' from made m where exists (select 1 from customers.contact_person p where p.customer_id = m.id and p.import_id is distinct from ${importId})
       union all
      select m.id, m.name, 'merged' from made m where m.merged_into_id is not null or exists (select 1 from customers.customer o where o.merged_into_id = m.id)
       union all
      select m.id, m.name, 'unit' from made m where exists (select 1 from customers.customer o where o.parent_id = m.id and o.import_id is distinct from ${importId})
       union all
      select m.id, m.name, 'consent' from made m where exists (select 1 from customers.consent o where o.customer_id = m.id)
       limit 200`,
  );
  return found.map((row) => ({ entity: 'customer', id: `cus_${row.id}`, name: row.name, why: row.why }));
}

/** After the blockers were found to be none: former fields come back, what was made goes. */
export async function undoCustomers(ctx: Ctx, importId: number): Promise<void> {
  await run(ctx.db, sql`delete from customers.contact_person where import_id = ${importId}`);
  await run(
    ctx.db,
    sql`update customers.contact_person p
           set position = old.position, role = old.role, phone = old.phone, email = old.email, messenger = old.messenger, birthday = old.birthday, note = old.note, version = p.version + 1
          from customers.import_before b, jsonb_populate_record(null::customers.contact_person, b.before) old
         where b.import_id = ${importId} and b.entity = 'contact' and p.id = b.record_id`,
  );
  await run(
    ctx.db,
    sql`update customers.customer c
           set name = old.name, kind = old.kind, parent_id = old.parent_id, tax_number = old.tax_number, email = old.email, phone = old.phone, website = old.website,
               address = old.address, city = old.city, region = old.region, country = old.country, source = old.source, note = old.note,
               parameters = old.parameters, responsible_id = old.responsible_id, first_contact_on = old.first_contact_on, version = c.version + 1, updated_at = now()
          from customers.import_before b, jsonb_populate_record(null::customers.customer, b.before) old
         where b.import_id = ${importId} and b.entity = 'customer' and c.id = b.record_id and c.version = b.version_after`,
  );
  await run(
    ctx.db,
    sql`delete from customers.responsible_period r using customers.import_before b
         where b.import_id = ${importId} and b.entity = 'customer' and r.customer_id = b.record_id and (b.before ->> 'responsible_id') is null`,
  );
  await run(ctx.db, sql`delete from customers.import_before where import_id = ${importId}`);
  await run(
    ctx.db,
    sql`delete from customers.duplicate_pair d using import_undo_customer t where t.id in (d.left_id, d.right_id)`,
  );
  await run(
    ctx.db,
    sql`delete from customers.responsible_period r using import_undo_customer t where t.id = r.customer_id`,
  );
  await run(
    ctx.db,
    sql`delete from customers.badge b using import_undo_customer t where t.id = b.customer_id`,
  );
  await run(
    ctx.db,
    sql`update customers.customer c set parent_id = null from import_undo_customer t where t.id = c.id and c.parent_id is not null`,
  );
  await run(ctx.db, sql`delete from customers.customer c using import_undo_customer t where t.id = c.id`);
}
