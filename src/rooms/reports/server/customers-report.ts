// Report `customers`: the table by customer for a period (KPI-9, AMB-15). Columns whose source does not exist yet come with their rooms.

import { addDays, addMonths } from '#platform/shared/days.ts';
import { idKind } from '#platform/shared/ids.ts';
import { mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import { classesSql, countedLinesSql, saleLinesSql, transitionsSql } from '#rooms/classes/server/index.ts';
import { mapped, money, type Report, type ReportQuestion } from './report.ts';
import { seenAmountSql, withinSql } from './scope.ts';

const customerIds = idKind('cus');

interface Row {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly category_start: string;
  readonly category_end: string;
  readonly abc_start: string | null;
  readonly abc_end: string | null;
  readonly xyz_start: string | null;
  readonly xyz_end: string | null;
  readonly first_minor: string;
  readonly repeat_minor: string;
  readonly new_direction_minor: string;
  readonly products: number;
  readonly lost_on: string | null;
  readonly recovered_on: string | null;
  readonly manager_code: string | null;
  readonly manager_name: string | null;
}

const columns: Report['columns'] = [
  { path: 'customer.code', type: 'text' },
  { path: 'customer.name', type: 'text' },
  { path: 'categoryStart', type: 'text' },
  { path: 'categoryEnd', type: 'text' },
  { path: 'abcStart', type: 'text' },
  { path: 'abcEnd', type: 'text' },
  { path: 'xyzStart', type: 'text' },
  { path: 'xyzEnd', type: 'text' },
  { path: 'firstSalesAmount', type: 'money' },
  { path: 'repeatSalesAmount', type: 'money' },
  { path: 'newDirectionSalesAmount', type: 'money' },
  { path: 'productsUsed', type: 'number' },
  { path: 'lostOn', type: 'day' },
  { path: 'recoveredOn', type: 'day' },
  { path: 'manager.name', type: 'text' },
];

export async function makeCustomersReport(reader: MirrorReader, question: ReportQuestion): Promise<Report> {
  const { currency } = question;
  const shown = (minor: string | null) => money(minor, currency);
  await prepare(reader, question);
  const [totals] = await reader.rows<{
    customers: number;
    first_minor: string;
    repeat_minor: string;
    new_direction_minor: string;
    lost: number;
    recovered: number;
  }>(
    mirrorSql`select count(*)::int as customers, coalesce(sum(first_minor), 0)::bigint as first_minor, coalesce(sum(repeat_minor), 0)::bigint as repeat_minor,
                     coalesce(sum(new_direction_minor), 0)::bigint as new_direction_minor, count(lost_on)::int as lost, count(recovered_on)::int as recovered
                from customer_row`,
  );
  return {
    definitions: { startOn: addDays(question.from, -1) },
    totals: {
      customers: totals?.customers ?? 0,
      firstSalesAmount: shown(totals?.first_minor ?? '0'),
      repeatSalesAmount: shown(totals?.repeat_minor ?? '0'),
      newDirectionSalesAmount: shown(totals?.new_direction_minor ?? '0'),
      lostCustomers: totals?.lost ?? 0,
      recoveredCustomers: totals?.recovered ?? 0,
    },
    columns,
    rows: () =>
      mapped<Row>(reader, mirrorSql`select * from customer_row order by value_minor desc, id`, (row) => ({
        customer: { id: customerIds.write(row.id), code: row.code, name: row.name },
        categoryStart: row.category_start,
        categoryEnd: row.category_end,
        abcStart: row.abc_start,
        abcEnd: row.abc_end,
        xyzStart: row.xyz_start,
        xyzEnd: row.xyz_end,
        firstSalesAmount: shown(row.first_minor),
        repeatSalesAmount: shown(row.repeat_minor),
        newDirectionSalesAmount: shown(row.new_direction_minor),
        productsUsed: row.products,
        lostOn: row.lost_on,
        recoveredOn: row.recovered_on,
        manager:
          row.manager_code === null && row.manager_name === null
            ? null
            : { code: row.manager_code, name: row.manager_name },
      })),
  };
}

/** The session's table `customer_row`: every seen customer with a settlement by the end of the period, start = the day before it. */
async function prepare(
  reader: MirrorReader,
  { definitions, from, to, scope }: ReportQuestion,
): Promise<void> {
  const start = addDays(from, -1);
  const manager = mirrorSql`customer.responsible_id`;
  const sum = (saleClass: string) =>
    mirrorSql`coalesce(sum(amount_minor) filter (where sale_class = ${saleClass} and ${seenAmountSql(scope, manager, mirrorSql`direction_id`)}), 0)::bigint`;
  await reader.rows(
    mirrorSql`create or replace temp table customer_row as
      with now as (${classesSql(definitions, to)}),
      before as (${classesSql(definitions, start)}),
      sale as (select line.customer_id, ${sum('first')} as first_minor, ${sum('repeat')} as repeat_minor, ${sum('newDirection')} as new_direction_minor
                 from (${saleLinesSql(definitions, to)}) line
                 join pub_customer customer on customer.id = line.customer_id where day >= ${from} and is_trade group by line.customer_id),
      used as (select customer_id, count(distinct product_id)::int as products from (${countedLinesSql(definitions, to)}) line
                where is_trade and amount_minor > 0 and day > ${addMonths(to, -definitions.usageMonths)} group by customer_id),
      move as (select customer_id, max(day) filter (where to_category = 'lost') as lost_on, max(day) filter (where to_category = 'recovered') as recovered_on
                 from (${transitionsSql(definitions, to)}) change where day >= ${from} group by customer_id)
      select customer.id, customer.code, customer.name, coalesce(before.category, 'potential') as category_start, now.category as category_end,
             before.abc as abc_start, now.abc as abc_end, before.xyz as xyz_start, now.xyz as xyz_end, now.value_minor,
             coalesce(sale.first_minor, 0) as first_minor, coalesce(sale.repeat_minor, 0) as repeat_minor,
             coalesce(sale.new_direction_minor, 0) as new_direction_minor, coalesce(used.products, 0) as products,
             move.lost_on, move.recovered_on, manager.code as manager_code, manager.name as manager_name
        from now
        join pub_customer customer on customer.id = now.customer_id
        left join before on before.customer_id = now.customer_id
        left join sale on sale.customer_id = now.customer_id
        left join used on used.customer_id = now.customer_id
        left join move on move.customer_id = now.customer_id
        left join person manager on manager.id = customer.responsible_id
       where ${withinSql(scope.customers, manager)}`,
  );
}
