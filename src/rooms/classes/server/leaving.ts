// Who is leaving: silent at least one and a half times longer than is usual for this customer, and not lost yet.

import type { Ctx } from '#platform/server/ctx.ts';
import { addDays, addMonths, firstOfMonth, type Day } from '#platform/shared/days.ts';
import { currencyDigits, minorToDecimal } from '#platform/shared/money.ts';
import { idKind } from '#platform/shared/ids.ts';
import { mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import { classedRowsSql, type ClassedRow } from './classed-rows.sql.ts';
import { countedSalesSql } from './facts.sql.ts';
import { cutPage, pageOf, withQuestion, type PageQuery } from './screen-question.ts';
import { seesAmounts } from './visible.ts';

/** A rhythm needs so many settlement days. */
const leastVisits = 3;
const longerThanUsual = 1.5;
const customerIds = idKind('cus');

interface Row extends ClassedRow {
  readonly days: number;
  readonly usual_days: number;
}

/** The dearest first: turnover of the window. Each row carries its last twelve months for the small picture. */
export async function listLeaving(ctx: Ctx, query: PageQuery & { readonly asOf?: string }) {
  const page = pageOf(query);
  return withQuestion(
    ctx,
    query.asOf === undefined ? {} : { asOf: query.asOf },
    async ({ reader, definitions, asOf }) => {
      await reader.rows(mirrorSql`create or replace temp table screen_leaving as
      with trade as (select customer_id, day from (${countedSalesSql(definitions, asOf)}) sale where is_trade group by 1, 2),
      gap as (select customer_id, day - lag(day) over (partition by customer_id order by day) as gap from trade),
      usual as (select customer_id, median(gap) as usual_days from gap where gap is not null group by customer_id having count(*) >= ${leastVisits - 1})
      select classed.*, (${asOf}::date - last_on::date)::int as days, usual.usual_days
        from (${classedRowsSql(ctx.actor, definitions, asOf)}) classed join usual on usual.customer_id = classed.customer_id
       where category <> 'lost' and (${asOf}::date - last_on::date) >= ${longerThanUsual} * usual.usual_days`);
      const rows = await reader.rows<Row>(
        mirrorSql`select * from screen_leaving order by value_minor desc, customer_id limit ${page.limit + 1} offset ${page.offset}`,
      );
      const [count] = await reader.rows<{ customers: number }>(
        mirrorSql`select count(*)::int as customers from screen_leaving`,
      );
      const cut = cutPage(rows, page);
      const months = await monthsOf(
        reader,
        definitions,
        asOf,
        cut.rows.map((row) => row.customer_id),
      );
      return {
        asOf,
        customers: count?.customers ?? 0,
        nextCursor: cut.nextCursor,
        rows: cut.rows.map((row) => present(ctx, row, definitions, months)),
      };
    },
  );
}

function present(
  ctx: Ctx,
  row: Row,
  definitions: Definitions,
  months: ReadonlyMap<number, readonly number[]>,
) {
  const isSeen = seesAmounts(ctx.actor, row.responsible_id);
  const scale = 10 ** currencyDigits(ctx.company.currency);
  return {
    customer: { id: customerIds.write(row.customer_id), code: row.code, name: row.name },
    manager: row.responsible_id === null ? null : { code: row.manager_code, name: row.manager_name },
    category: row.category as 'new',
    abc: row.abc as 'A' | null,
    xyz: row.xyz as 'X' | null,
    lastOn: row.last_on,
    days: row.days,
    usualDays: row.usual_days,
    lostOn: addDays(addMonths(row.last_on as Day, definitions.lifeCycle.windowMonths), 1),
    turnover: isSeen ? minorToDecimal(BigInt(row.value_minor), ctx.company.currency) : null,
    months: isSeen ? (months.get(row.customer_id) ?? []).map((minor) => minor / scale) : [],
  };
}

/** Turnover of the last twelve calendar months by customer, oldest first. */
async function monthsOf(
  reader: MirrorReader,
  definitions: Definitions,
  asOf: Day,
  ids: readonly number[],
): Promise<Map<number, number[]>> {
  const first = addMonths(firstOfMonth(asOf), -11);
  const names = Array.from({ length: 12 }, (_, index) => addMonths(first, index).slice(0, 7));
  const found = await reader.rows<{ customer_id: number; month: string; value: number }>(mirrorSql`
    select customer_id, strftime(day, '%Y-%m') as month, sum(amount_minor)::double as value from (${countedSalesSql(definitions, asOf)}) sale
     where day >= ${first} and customer_id in ${ids} group by 1, 2`);
  return new Map(
    ids.map((id) => [
      id,
      names.map((name) => found.find((row) => row.customer_id === id && row.month === name)?.value ?? 0),
    ]),
  );
}
