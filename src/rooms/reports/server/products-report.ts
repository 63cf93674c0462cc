// Report `products`: sales of a period by direction and product, with the customers who use them (KPI-5, KPI-6, second control loop).

import { mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import { saleLinesSql } from '#rooms/classes/server/index.ts';
import { mapped, money, type Report, type ReportQuestion } from './report.ts';
import { seenAmountSql } from './scope.ts';

interface Row {
  readonly direction_code: string | null;
  readonly direction_name: string | null;
  readonly product_code: string | null;
  readonly product_name: string | null;
  readonly amount_minor: string;
  readonly quantity: string | null;
  readonly settlements: number;
  readonly customers: number;
  readonly new_users: number;
}

export async function makeProductsReport(reader: MirrorReader, question: ReportQuestion): Promise<Report> {
  const { currency, scope, from, to } = question;
  await reader.rows(
    mirrorSql`create or replace temp table product_line as
      select line.*, min(case when line.is_trade and line.amount_minor > 0 then line.day end) over (partition by line.customer_id, line.product_id) as first_used_on
        from (${saleLinesSql(question.definitions, to)}) line
        join pub_customer customer on customer.id = line.customer_id
       where ${seenAmountSql(scope, mirrorSql`customer.responsible_id`, mirrorSql`line.direction_id`)}`,
  );
  const [totals] = await reader.rows<Row>(
    mirrorSql`select ${measures} from product_line where day >= ${from}`,
  );
  return {
    totals: {
      amount: money(totals?.amount_minor ?? 0, currency),
      quantity: plain(totals?.quantity ?? null),
      settlements: totals?.settlements ?? 0,
      customers: totals?.customers ?? 0,
    },
    columns: [
      { path: 'direction.name', type: 'text' },
      { path: 'product.code', type: 'text' },
      { path: 'product.name', type: 'text' },
      { path: 'amount', type: 'money' },
      { path: 'share', type: 'share' },
      { path: 'quantity', type: 'quantity' },
      { path: 'settlements', type: 'number' },
      { path: 'customers', type: 'number' },
      { path: 'newUsers', type: 'number' },
    ],
    rows: () =>
      mapped<Row>(
        reader,
        mirrorSql`
          select any_value(direction.code) as direction_code, any_value(direction.name) as direction_name, any_value(product.code) as product_code,
                 any_value(product.name) as product_name, ${measures}
            from product_line
            left join product on product.id = product_line.product_id
            left join direction on direction.id = product_line.direction_id
           where day >= ${from}
           group by product_line.direction_id, product_line.product_id
           order by amount_minor desc, product_code`,
        (row) => ({
          direction:
            row.direction_code === null ? null : { code: row.direction_code, name: row.direction_name },
          product: row.product_code === null ? null : { code: row.product_code, name: row.product_name },
          amount: money(row.amount_minor, currency),
          share: shareOf(row.amount_minor, totals?.amount_minor),
          quantity: plain(row.quantity),
          settlements: row.settlements,
          customers: row.customers,
          newUsers: row.new_users,
        }),
      ),
  };

  function shareOf(part: string, whole: string | undefined): number | null {
    const total = Number(whole ?? 0);
    return total === 0 ? null : Math.round((Number(part) / total) * 1_000_000) / 1_000_000;
  }
}

const measures = mirrorSql`
  coalesce(sum(amount_minor), 0)::bigint as amount_minor, sum(quantity)::varchar as quantity,
  count(distinct settlement_id) filter (where is_trade)::int as settlements,
  count(distinct customer_id) filter (where is_trade and amount_minor > 0)::int as customers,
  count(distinct customer_id) filter (where day = first_used_on)::int as new_users`;

/** '12.500000' -> '12.5' */
function plain(quantity: string | null): string | null {
  return quantity === null ? null : quantity.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}
