// Report `dynamics`: sales and the movement of the base month by month, beside the same months a year before (KPI-3, KPI-7).

import { addMonths, day, firstOfMonth, lastOfMonth, monthOf, type Day } from '#platform/shared/days.ts';
import { mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import { historyStartSql, saleLinesSql, transitionsSql } from '#rooms/classes/server/index.ts';
import { money, ready, type Report, type ReportQuestion, type ReportRow } from './report.ts';
import { seenAmountSql, withinSql } from './scope.ts';

interface SalesRow {
  readonly month: string;
  readonly turnover: string;
  readonly year_before: string | null;
  readonly first_minor: string;
  readonly repeat_minor: string;
  readonly new_direction_minor: string;
  readonly returns: string;
  readonly settlements: number;
  readonly customers: number;
}

interface MoveRow {
  readonly month: string;
  readonly to_category: string;
  readonly moves: number;
}

export async function makeDynamicsReport(reader: MirrorReader, question: ReportQuestion): Promise<Report> {
  await prepareDynamics(reader, question);
  const { from, to, currency } = question;
  const sales = await reader.rows<SalesRow>(
    mirrorSql`select strftime(day, '%Y-%m') as month, '0' as year_before, ${measures} from dynamics_line where day >= ${from} group by 1`,
  );
  const before = await reader.rows<{ month: string; turnover: string }>(
    mirrorSql`select strftime(day + interval 1 year, '%Y-%m') as month, sum(amount_minor)::bigint as turnover
                from dynamics_line where day between ${addMonths(from, -12)} and ${sameDayYearBefore(to)} group by 1`,
  );
  const [total] = await reader.rows<SalesRow>(
    mirrorSql`select 'total' as month, '0' as year_before, ${measures} from dynamics_line where day >= ${from}`,
  );
  const moves = await reader.rows<MoveRow>(
    mirrorSql`select strftime(day, '%Y-%m') as month, to_category, count(*)::int as moves from dynamics_move where day >= ${from} group by 1, 2`,
  );
  const [base] = await reader.rows<{ first_on: string | null }>(historyStartSql(question.definitions, to));
  /** Whether the base's history reaches back to the day a year before: else there is nothing to compare with. */
  const isCovered = (since: Day): boolean =>
    typeof base?.first_on === 'string' && base.first_on <= addMonths(since, -12);
  const months = monthsBetween(from, to).map((month): ReportRow => {
    const found = sales.find((row) => row.month === month) ?? empty(month);
    const first = `${month}-01`;
    const yearBefore = isCovered(first < from ? from : day(first))
      ? (before.find((row) => row.month === month)?.turnover ?? '0')
      : null;
    return { month, ...figures({ ...found, year_before: yearBefore }, currency), ...movesOf(moves, month) };
  });
  const yearBefore = isCovered(from)
    ? before.reduce((sum, row) => sum + BigInt(row.turnover), 0n).toString()
    : null;
  return {
    totals: {
      ...figures({ ...(total ?? empty('total')), year_before: yearBefore }, currency),
      ...movesOf(moves, undefined),
    },
    columns: [
      { path: 'month', type: 'text' },
      { path: 'turnover', type: 'money' },
      { path: 'turnoverYearBefore', type: 'money' },
      { path: 'firstSalesAmount', type: 'money' },
      { path: 'repeatSalesAmount', type: 'money' },
      { path: 'newDirectionSalesAmount', type: 'money' },
      { path: 'returnsAmount', type: 'money' },
      { path: 'settlements', type: 'number' },
      { path: 'customers', type: 'number' },
      { path: 'newCustomers', type: 'number' },
      { path: 'lostCustomers', type: 'number' },
      { path: 'recoveredCustomers', type: 'number' },
    ],
    rows: () => ready(months),
  };
}

/** The session's tables `dynamics_line` and `dynamics_move`: what the actor sees up to the end of the period. */
export async function prepareDynamics(
  reader: MirrorReader,
  { definitions, to, scope }: ReportQuestion,
): Promise<void> {
  const responsible = mirrorSql`customer.responsible_id`;
  await reader.rows(
    mirrorSql`create or replace temp table dynamics_line as
      select line.* from (${saleLinesSql(definitions, to)}) line join pub_customer customer on customer.id = line.customer_id
       where ${seenAmountSql(scope, responsible, mirrorSql`line.direction_id`)}`,
  );
  await reader.rows(
    mirrorSql`create or replace temp table dynamics_move as
      select change.* from (${transitionsSql(definitions, to)}) change join pub_customer customer on customer.id = change.customer_id where ${withinSql(scope.customers, responsible)}`,
  );
}

const measures = mirrorSql`
  coalesce(sum(amount_minor), 0)::bigint as turnover,
  coalesce(sum(amount_minor) filter (where sale_class = 'first'), 0)::bigint as first_minor,
  coalesce(sum(amount_minor) filter (where sale_class = 'repeat'), 0)::bigint as repeat_minor,
  coalesce(sum(amount_minor) filter (where sale_class = 'newDirection'), 0)::bigint as new_direction_minor,
  coalesce(sum(amount_minor) filter (where sale_class is null), 0)::bigint as returns,
  count(distinct settlement_id) filter (where is_trade)::int as settlements, count(distinct customer_id) filter (where is_trade)::int as customers`;

function figures(row: SalesRow, currency: string): ReportRow {
  return {
    turnover: money(row.turnover, currency),
    turnoverYearBefore: row.year_before === null ? null : money(row.year_before, currency),
    firstSalesAmount: money(row.first_minor, currency),
    repeatSalesAmount: money(row.repeat_minor, currency),
    newDirectionSalesAmount: money(row.new_direction_minor, currency),
    returnsAmount: money(row.returns, currency),
    settlements: row.settlements,
    customers: row.customers,
  };
}

/** Moves of one month, or of all. */
function movesOf(moves: readonly MoveRow[], month: string | undefined): ReportRow {
  const count = (to: string) =>
    moves
      .filter((row) => row.to_category === to && (month === undefined || row.month === month))
      .reduce((sum, row) => sum + row.moves, 0);
  return { newCustomers: count('new'), lostCustomers: count('lost'), recoveredCustomers: count('recovered') };
}

function empty(month: string): SalesRow {
  return {
    month,
    turnover: '0',
    year_before: '0',
    first_minor: '0',
    repeat_minor: '0',
    new_direction_minor: '0',
    returns: '0',
    settlements: 0,
    customers: 0,
  };
}

function monthsBetween(from: Day, to: Day): string[] {
  const months: string[] = [];
  for (let month = firstOfMonth(from); month <= to; month = addMonths(month, 1)) months.push(monthOf(month));
  return months;
}

/** The same day a year before; the end of a month answers the end of that month, so that 29 February is not left out. */
function sameDayYearBefore(to: Day): Day {
  const before = addMonths(to, -12);
  return to === lastOfMonth(to) ? lastOfMonth(before) : before;
}
