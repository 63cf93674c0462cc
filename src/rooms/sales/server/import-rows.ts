// Staged rows -> rows with ids: the names of the file are collected once each, then joined back.

import type { Ctx } from '#platform/server/ctx.ts';
import { employeeKey } from '#platform/server/access/employees.ts';
import { run, sql } from '#platform/server/db/db.ts';
import { customerKey } from '#rooms/customers/server/index.ts';
import { productKey } from '#rooms/catalog/server/index.ts';

/** Amounts of another currency are not added up with ours: such rows leave the import. */
export async function markCurrencies(ctx: Ctx): Promise<void> {
  const spellings: Readonly<Record<string, readonly string[]>> = {
    RUB: ['RUR', 'РУБ', 'РУБ.', '₽', '643'],
    USD: ['$', '840'],
    EUR: ['€', '978'],
    GBP: ['£', '826'],
  };
  const ours = [ctx.company.currency, ...(spellings[ctx.company.currency] ?? [])];
  await run(
    ctx.db,
    sql`update sales.staged_line set problem = 'currency_differs', problem_column = 'settlement.currency'
         where settlement_currency is not null and upper(settlement_currency) <> all(${ours}::text[])`,
  );
}

/** The temporary tables import_customer, import_product and import_employee: one row for each that the file names. */
export async function collectNames(ctx: Ctx): Promise<void> {
  await run(
    ctx.db,
    sql`create temp table import_customer on commit drop as
        select ${sql.raw(customerKey('s'))} as key, min(s.customer_code) as code, min(s.customer_name) as name, min(s.customer_tax_number) as tax_number,
               null::int as id, false as created, false as ambiguous
          from sales.staged_line s where s.problem is null group by 1`,
  );
  await run(
    ctx.db,
    sql`create temp table import_product on commit drop as
        select ${sql.raw(productKey('s'))} as key, min(s.product_code) as code, min(s.product_name) as name, min(s.direction_name) as direction_name,
               null::int as id, false as created
          from sales.staged_line s where s.problem is null and coalesce(s.product_code, s.product_name) is not null group by 1`,
  );
  await run(
    ctx.db,
    sql`create temp table import_employee on commit drop as
        select ${sql.raw(employeeKey('s'))} as key, min(s.employee_code) as code, min(s.employee_name) as name, null::int as id, false as created, false as ambiguous
          from sales.staged_line s where s.problem is null and coalesce(s.employee_code, s.employee_name) is not null group by 1`,
  );
}

/** The temporary table import_line: staged rows with ids instead of names. A document without a number is one of its day; what a return gives back lowers turnover. */
export async function resolveRows(ctx: Ctx): Promise<void> {
  for (const table of ['import_customer', 'import_product', 'import_employee'])
    await run(ctx.db, sql`analyze ${sql.table(table)}`);
  await run(
    ctx.db,
    sql`create temp table import_line on commit drop as
        select s.row_no, c.id as customer_id, p.id as product_id, e.id as employee_id, coalesce(s.settlement_number, s.settlement_date::text) as number,
               extract(year from s.settlement_date)::smallint as year, s.settlement_date as day, s.settlement_kind as kind,
               s.line_quantity::numeric(20, 6) as quantity, s.line_price::numeric(20, 6) as price, s.line_discount::numeric(20, 6) as discount, case when s.settlement_kind = 'return' and s.line_amount > 0 then -s.line_amount else s.line_amount end as amount_minor
          from sales.staged_line s
          join import_customer c on c.key = ${sql.raw(customerKey('s'))}
          left join import_product p on p.key = ${sql.raw(productKey('s'))}
          left join import_employee e on e.key = ${sql.raw(employeeKey('s'))}
         where s.problem is null`,
  );
  await run(ctx.db, sql`analyze import_line`);
}
