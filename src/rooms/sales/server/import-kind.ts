// Settlements out of foreign files: what is staged becomes settlements and lines in one transaction (issue 2, section 2; CL-3).

import type { Ctx } from '#platform/server/ctx.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import { createMissingEmployees, matchEmployees } from '#platform/server/access/employees.ts';
import {
  createMissingCustomers,
  findDuplicates,
  matchCustomers,
  nameNamelessCustomers,
} from '#rooms/customers/server/index.ts';
import { createMissingProducts, matchProducts } from '#rooms/catalog/server/index.ts';
import { listStagedProblems } from '#rooms/imports/server/index.ts';
import type { ImportKind, Published, PublishRun } from '#rooms/imports/server/index.ts';
import { settlementKindSpec } from '../shared/import-kind.ts';
import { listDifferences } from './import-differences.ts';
import { collectNames, markCurrencies, resolveRows } from './import-rows.ts';
import { addNewSettlements, compareKnown, gatherSettlements, replaceKnown } from './import-settlements.ts';
import { undoSettlements } from './import-undo.ts';

const staging = 'sales.staged_line';

export const settlementImportKind: ImportKind = {
  spec: settlementKindSpec,
  resource: 'customers',
  staging,
  clear: 'sales.clear_staging',
  analyze: 'sales.analyze_staging',
  publish: publishSettlements,
  undo: undoSettlements,
};

/**
 * A settlement is (source, year of its date, number, customer); a line is that plus product and ordinal among equals. What is known is left;
 * lines that differ are replaced on consent only; lines that a file no longer holds stay.
 */
async function publishSettlements(ctx: Ctx, order: PublishRun): Promise<Published> {
  await markCurrencies(ctx);
  await collectNames(ctx);
  await matchCustomers(ctx);
  await matchProducts(ctx);
  await matchEmployees(ctx);
  await markAmbiguous(ctx);
  const problems = await listStagedProblems(
    ctx.db,
    staging,
    `coalesce(case problem_column when 'employee.name' then employee_name when 'settlement.currency' then settlement_currency end, customer_name, customer_tax_number)`,
  );
  const customers = await createMissingCustomers(ctx, order.importId);
  await nameNamelessCustomers(ctx, order.importId);
  const products = await createMissingProducts(ctx, order.importId);
  const employees = await createMissingEmployees(ctx, order.importId);
  const sourceId = await ensureSource(ctx, order.source);
  await resolveRows(ctx);
  await gatherSettlements(ctx, sourceId);
  const settlements = await addNewSettlements(ctx, order.importId, sourceId);
  const known = await compareKnown(ctx);
  const differences = known.changed > 0 && !order.replaceChanged ? await listDifferences(ctx) : undefined;
  const replaced = known.settlements === 0 ? 0 : await replaceKnown(ctx, order);
  if (customers > 0) await findDuplicates(ctx);
  const totals = await countAll(ctx);
  const changed = order.replaceChanged ? 0 : known.changed;
  return {
    problems,
    counts: {
      imported: totals.rows - known.unchanged - changed,
      unchanged: known.unchanged,
      changed,
      customers: totals.customers,
      products: totals.products,
      settlements: totals.settlements,
      created: { customers, products, employees, settlements, replaced },
      firstDay: totals.first ?? undefined,
      lastDay: totals.last ?? undefined,
      differences,
    },
  };
}

/** Rows of ambiguous names leave the import; then customers, products and employees of no other row are not created either. */
async function markAmbiguous(ctx: Ctx): Promise<void> {
  await run(
    ctx.db,
    sql`update sales.staged_line s set problem = 'ambiguous', problem_column = 'customer.name' from import_customer t
         where t.ambiguous and s.problem is null and s.customer_code is null and
               (case when s.customer_tax_number is not null then 't' || s.customer_tax_number else 'n' || s.customer_name end) = t.key`,
  );
  await run(
    ctx.db,
    sql`update sales.staged_line s set problem = 'ambiguous', problem_column = 'employee.name' from import_employee t
         where t.ambiguous and s.problem is null and s.employee_code is null and 'n' || s.employee_name = t.key`,
  );
  await run(ctx.db, sql`delete from import_customer where ambiguous`);
  await run(ctx.db, sql`delete from import_employee where ambiguous`);
}

async function ensureSource(ctx: Ctx, key: string): Promise<number> {
  await run(
    ctx.db,
    sql`insert into sales.source (key, name) values (${key}, ${key}) on conflict (key) do nothing`,
  );
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`select id from sales.source where key = ${key}`,
  );
  return id;
}

async function countAll(ctx: Ctx): Promise<{
  rows: number;
  customers: number;
  products: number;
  settlements: number;
  first: string | null;
  last: string | null;
}> {
  return exactlyOne(
    ctx.db,
    sql<{
      rows: number;
      customers: number;
      products: number;
      settlements: number;
      first: string | null;
      last: string | null;
    }>`
      select (select count(*)::int from import_line) as rows,
             (select count(*)::int from import_customer) as customers,
             (select count(*)::int from import_product) as products,
             count(*)::int as settlements, min(day) as first, max(day) as last
        from import_settlement`,
  );
}
