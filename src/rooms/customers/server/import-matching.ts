// Which customer a foreign row means, set-based. Used by every import that names customers: they are told by code, else by tax number, else by name.

import type { Ctx } from '#platform/server/ctx.ts';
import { run, sql } from '#platform/server/db/db.ts';

/** SQL of the key of a row: one key is one customer of the file. */
export const customerKey = (alias: string): string =>
  `case when ${alias}.customer_code is not null then 'c' || ${alias}.customer_code
        when ${alias}.customer_tax_number is not null then 't' || ${alias}.customer_tax_number
        else 'n' || ${alias}.customer_name end`;

/**
 * Fills `id` of the temporary table import_customer (key, code, name, tax_number, id, created, ambiguous, row_no) with known customers.
 * A tax number or a name that several customers bear is marked ambiguous: nobody is guessed (CL-5).
 */
export async function matchCustomers(ctx: Ctx): Promise<void> {
  await run(
    ctx.db,
    sql`update import_customer t set id = c.id from customers.customer c where c.code = t.code`,
  );
  await run(
    ctx.db,
    sql`update import_customer t set id = found.id, ambiguous = found.several
          from (select c.tax_number, min(c.id) as id, count(*) > 1 as several from customers.customer c
                 where c.merged_into_id is null and c.tax_number in (select tax_number from import_customer where code is null and tax_number is not null)
                 group by c.tax_number) found
         where t.code is null and t.tax_number = found.tax_number`,
  );
  await run(
    ctx.db,
    sql`update import_customer t set id = found.id, ambiguous = found.several
          from (select c.name, min(c.id) as id, count(*) > 1 as several from customers.customer c
                 where c.merged_into_id is null and c.name_key in (select customers.name_key(name) from import_customer where code is null and tax_number is null)
                 group by c.name) found
         where t.code is null and t.tax_number is null and t.name = found.name`,
  );
}

/** Creates those that were not found. A customer without a code takes his tax number or his name for one, so that the same file finds him again. */
export async function createMissingCustomers(ctx: Ctx, importId: number): Promise<number> {
  await run(
    ctx.db,
    sql`update import_customer set id = nextval('customers.customer_id_seq')::int, created = true where id is null`,
  );
  const created = await run(
    ctx.db,
    sql`insert into customers.customer (id, code, name, tax_number, import_id)
        overriding system value
        select t.id,
               coalesce(t.code, case when length(t.wanted) <= 64 and t.copy = 1 and not exists (select 1 from customers.customer c where c.code = t.wanted)
                                      and not exists (select 1 from import_customer o where o.code = t.wanted) then t.wanted
                                     else left(t.wanted, 55) || '~' || left(md5(t.key), 8) end),
               coalesce(t.name, t.code, t.tax_number), t.tax_number, ${importId}
          from (select *, coalesce(tax_number, name) as wanted, row_number() over (partition by coalesce(code, tax_number, name) order by key) as copy
                  from import_customer where created) t
         order by t.id`,
  );
  return created;
}

/** A customer known by his code alone takes the name and the tax number that a file brings. */
export async function nameNamelessCustomers(ctx: Ctx, importId: number): Promise<number> {
  await run(
    ctx.db,
    sql`insert into customers.import_before (import_id, entity, record_id, before, version_after)
        select ${importId}, 'customer', c.id, to_jsonb(c), c.version + 1
          from customers.customer c join import_customer t on t.id = c.id
         where not t.created and ((c.name = c.code and t.name <> c.name) or (c.tax_number is null and t.tax_number is not null))
        on conflict do nothing`,
  );
  return run(
    ctx.db,
    sql`update customers.customer c
           set name = case when c.name = c.code then coalesce(t.name, c.name) else c.name end,
               tax_number = coalesce(c.tax_number, t.tax_number), version = c.version + 1, updated_at = now()
          from import_customer t
         where t.id = c.id and not t.created and ((c.name = c.code and t.name <> c.name) or (c.tax_number is null and t.tax_number is not null))`,
  );
}
