// Drill-down of the table by employee: the same session tables that made the figure, row by row.

import type { Ctx } from '#platform/server/ctx.ts';
import { idKind } from '#platform/shared/ids.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import { findDocumentNumbers } from './documents.queries.ts';
import { money } from './report.ts';
import { withReport } from './reports.ts';

export interface FactsQuestion {
  readonly figure: string;
  readonly employee?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
}

const customerIds = idKind('cus');

interface FactRow {
  readonly customer_id: number;
  readonly code: string;
  readonly name: string;
  readonly on: string;
  readonly settlement_id: number | null;
  readonly product: string | null;
  readonly amount_minor: string | null;
}

const saleClassOf: Readonly<Record<string, string>> = {
  firstSales: 'first',
  firstSalesAmount: 'first',
  repeatSalesAmount: 'repeat',
  newDirectionSalesAmount: 'newDirection',
};

/** The facts that one figure counts, newest first. The report is made first, so that the same scope and definitions hold. */
export async function listFactsBehind(ctx: Ctx, question: FactsQuestion) {
  const limit = question.limit ?? 200;
  return withReport(
    ctx,
    'employees',
    { from: question.from, to: question.to },
    async ({ question: asked }, reader) => {
      const rows = await reader.rows<FactRow>(mirrorSql`
      select customer.id as customer_id, customer.code, customer.name, fact.day as "on", fact.settlement_id, product.name as product, fact.amount_minor
        from (${factsSql(question.figure)}) fact
        join pub_customer customer on customer.id = fact.customer_id
        left join product on product.id = fact.product_id
        left join person on person.id = fact.employee_id
       where ${employeeSql(question.employee)} and ${seenEmployeesSql(asked.scope.employees)}
       order by fact.day desc, fact.customer_id, fact.settlement_id limit ${limit + 1}`);
      const numbers = await findDocumentNumbers(
        ctx.db,
        rows.flatMap((row) => row.settlement_id ?? []),
      );
      return {
        rows: rows.slice(0, limit).map((row) => ({
          customer: { id: customerIds.write(row.customer_id), code: row.code, name: row.name },
          on: row.on,
          document: numbers.get(row.settlement_id ?? 0) ?? null,
          product: row.product,
          amount: money(row.amount_minor, asked.currency),
        })),
        hasMore: rows.length > limit,
      };
    },
  );
}

function factsSql(figure: string): MirrorSql {
  const none = verbatim(
    'null::integer as settlement_id, null::integer as product_id, null::bigint as amount_minor',
  );
  if (figure === 'potentialCustomers')
    return mirrorSql`select employee_id, customer_id, day, ${none} from employee_potential`;
  if (figure === 'lostCustomers' || figure === 'recoveredCustomers') {
    const moved = verbatim(figure === 'lostCustomers' ? 'lost = 1' : 'recovered = 1');
    return mirrorSql`select employee_id, customer_id, day, ${none} from employee_moves where ${moved}`;
  }
  if (figure === 'firstSales') {
    return mirrorSql`select employee_id, customer_id, day, settlement_id, null::integer as product_id, sum(amount_minor)::bigint as amount_minor
                       from employee_line where sale_class = 'first' group by employee_id, customer_id, day, settlement_id`;
  }
  return mirrorSql`select employee_id, customer_id, day, settlement_id, product_id, amount_minor from employee_line where sale_class = ${saleClassOf[figure] ?? ''}`;
}

function employeeSql(code: string | undefined): MirrorSql {
  if (code === undefined) return mirrorSql`true`;
  return code === '' ? mirrorSql`fact.employee_id is null` : mirrorSql`person.code = ${code}`;
}

function seenEmployeesSql(seen: readonly number[] | undefined): MirrorSql {
  return seen === undefined ? mirrorSql`true` : mirrorSql`coalesce(fact.employee_id in ${seen}, false)`;
}
