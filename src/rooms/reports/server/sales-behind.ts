// Drill-down of sales: the settlements behind a month, a product or a direction, from the same session table as the report.

import type { Ctx } from '#platform/server/ctx.ts';
import { idKind } from '#platform/shared/ids.ts';
import { mirrorSql, type MirrorSql } from '#rooms/facts/server/index.ts';
import { findDocumentNumbers } from './documents.queries.ts';
import { money } from './report.ts';
import { withReport } from './reports.ts';

export interface SalesQuestion {
  readonly from?: string;
  readonly to?: string;
  /** Code of a product; empty for lines without one. */
  readonly product?: string;
  /** Code of a direction; empty for lines without one. */
  readonly direction?: string;
  /** Id of a customer, as his card has it. */
  readonly customer?: string;
  readonly saleClass?: string;
  /** Only the lines by which customers became users of a product. */
  readonly newUsers?: boolean;
  readonly limit?: number;
}

interface Row {
  readonly customer_id: number;
  readonly code: string;
  readonly name: string;
  readonly on: string;
  readonly settlement_id: number;
  readonly products: string | null;
  readonly amount_minor: string;
}

const customerIds = idKind('cus');

/** Grain: a settlement, with what of it the question counts. The largest first; the totals are of all. */
export async function listSalesBehind(ctx: Ctx, question: SalesQuestion) {
  const limit = question.limit ?? 100;
  return withReport(
    ctx,
    'products',
    { from: question.from, to: question.to },
    async ({ question: asked }, reader) => {
      await reader.rows(mirrorSql`create or replace temp table sale_behind as
      select product_line.customer_id, product_line.day, product_line.settlement_id, sum(product_line.amount_minor)::bigint as amount_minor,
             string_agg(distinct product.name, ', ' order by product.name) as products
        from product_line
        left join product on product.id = product_line.product_id
        left join direction on direction.id = product_line.direction_id
       where product_line.day >= ${asked.from} and ${coded('product', question.product)} and ${coded('direction', question.direction)}
         and ${narrowed(question)}
       group by 1, 2, 3`);
      const rows = await reader.rows<Row>(mirrorSql`
      select sale.customer_id, customer.code, customer.name, sale.day as "on", sale.settlement_id, sale.products, sale.amount_minor
        from sale_behind sale join pub_customer customer on customer.id = sale.customer_id
       order by sale.amount_minor desc, sale.settlement_id limit ${limit + 1}`);
      const [totals] = await reader.rows<{
        settlements: number;
        customers: number;
        amount_minor: string;
      }>(mirrorSql`
      select count(*)::int as settlements, count(distinct customer_id)::int as customers, coalesce(sum(amount_minor), 0)::bigint as amount_minor from sale_behind`);
      const numbers = await findDocumentNumbers(
        ctx.db,
        rows.map((row) => row.settlement_id),
      );
      return {
        rows: rows.slice(0, limit).map((row) => ({
          customer: { id: customerIds.write(row.customer_id), code: row.code, name: row.name },
          on: row.on,
          document: numbers.get(row.settlement_id) ?? null,
          products: row.products,
          amount: money(row.amount_minor, asked.currency),
        })),
        hasMore: rows.length > limit,
        totals: {
          settlements: totals?.settlements ?? 0,
          customers: totals?.customers ?? 0,
          amount: money(totals?.amount_minor ?? 0, asked.currency),
        },
      };
    },
  );
}

function coded(table: 'product' | 'direction', code: string | undefined): MirrorSql {
  if (code === undefined) return mirrorSql`true`;
  const column: MirrorSql = { text: `${table}.code` };
  return code === '' ? mirrorSql`${column} is null` : mirrorSql`${column} = ${code}`;
}

function narrowed({ customer, saleClass, newUsers }: SalesQuestion): MirrorSql {
  const ofCustomer =
    customer === undefined
      ? mirrorSql`true`
      : mirrorSql`product_line.customer_id = ${customerIds.read(customer) ?? 0}`;
  const ofClass =
    saleClass === undefined
      ? mirrorSql`true`
      : saleClass === 'return'
        ? mirrorSql`product_line.sale_class is null`
        : mirrorSql`product_line.sale_class = ${saleClass}`;
  const isFirstUse =
    newUsers === true ? mirrorSql`product_line.day = product_line.first_used_on` : mirrorSql`true`;
  return mirrorSql`${ofCustomer} and ${ofClass} and ${isFirstUse}`;
}
