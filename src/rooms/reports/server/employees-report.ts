// Report `employees`: the table by employee for a period, exactly its columns (KPI-2, KPI-3, KPI-5..8; domain 03, section 7).

import { mirrorSql, type MirrorReader, type MirrorSql } from '#rooms/facts/server/index.ts';
import { countedSalesSql, lifeSql, saleLinesSql, transitionsSql } from '#rooms/classes/server/index.ts';
import { money, ready, type Report, type ReportQuestion, type ReportRow } from './report.ts';
import { seenAmountSql, withinSql } from './scope.ts';

interface Row {
  readonly code: string | null;
  readonly name: string | null;
  readonly potential: number;
  readonly first_sales: number;
  readonly first_customers: number;
  readonly lost: number;
  readonly recovered: number;
  readonly first_minor: string;
  readonly repeat_minor: string;
  readonly new_direction_minor: string;
}

export async function makeEmployeesReport(reader: MirrorReader, question: ReportQuestion): Promise<Report> {
  for (const [name, statement] of Object.entries(parts(question))) {
    await reader.rows({ text: `create or replace temp table employee_${name} as ${statement.text}` });
  }
  const seen = question.scope.employees;
  const rows = await reader.rows<Row>(
    mirrorSql`
      with fact as (
        select employee_id, 1 as potential, 0 as first_sales, 0 as first_customers, 0 as lost, 0 as recovered, 0 as first_minor, 0 as repeat_minor, 0 as new_direction_minor from employee_potential
        union all select employee_id, 0, 0, 0, lost, recovered, 0, 0, 0 from employee_moves
        union all select employee_id, 0, first_sales, first_customers, 0, 0, first_minor, repeat_minor, new_direction_minor from employee_sales)
      select person.code, person.name, sum(potential)::int as potential, sum(first_sales)::int as first_sales, sum(first_customers)::int as first_customers,
             sum(lost)::int as lost, sum(recovered)::int as recovered, sum(first_minor)::bigint as first_minor, sum(repeat_minor)::bigint as repeat_minor,
             sum(new_direction_minor)::bigint as new_direction_minor
        from fact left join person on person.id = fact.employee_id
       where ${seen === undefined ? mirrorSql`true` : mirrorSql`coalesce(fact.employee_id in ${seen}, false)`}
       group by fact.employee_id, person.code, person.name
       order by fact.employee_id is null, person.name, fact.employee_id`,
  );
  return {
    definitions: { potential: question.definitions.potential },
    totals: { ...totalsOf(rows, question.currency), cohortBought: await countCohortBought(reader, question) },
    columns: [
      { path: 'employee.code', type: 'text' },
      { path: 'employee.name', type: 'text' },
      { path: 'potentialCustomers', type: 'number' },
      { path: 'firstSales', type: 'number' },
      { path: 'lostCustomers', type: 'number' },
      { path: 'recoveredCustomers', type: 'number' },
      { path: 'firstSalesAmount', type: 'money' },
      { path: 'repeatSalesAmount', type: 'money' },
      { path: 'newDirectionSalesAmount', type: 'money' },
    ],
    rows: () => ready(rows.map((row) => rowOf(row, question.currency))),
  };
}

/**
 * Of the potential customers that the period counts, those with a first sale up to its end: the cohort conversion (domain 03, section 7).
 * A stock of potential customers has none by its definition, so there it says nothing.
 */
async function countCohortBought(
  reader: MirrorReader,
  { definitions, to, scope }: ReportQuestion,
): Promise<number | null> {
  if (definitions.potential === 'stock') return null;
  const seen = scope.employees;
  const [row] = await reader.rows<{ bought: number }>(mirrorSql`
    select count(*)::int as bought from employee_potential
      join (${lifeSql(definitions, to)}) life on life.customer_id = employee_potential.customer_id
     where life.first_on >= employee_potential.day
       and ${seen === undefined ? mirrorSql`true` : mirrorSql`coalesce(employee_id in ${seen}, false)`}`);
  return row?.bought ?? 0;
}

/** The sources of the table, each fact with the employee it belongs to on its day; `sales` sums up `line`. */
function parts(question: ReportQuestion): Record<'potential' | 'moves' | 'line' | 'sales', MirrorSql> {
  const { definitions, from, to, scope } = question;
  const manager = mirrorSql`customer.responsible_id`;
  const seen = withinSql(scope.customers, manager);
  const responsible = mirrorSql`case when responsible.until_on is null or fact.day <= responsible.until_on then responsible.person_id end`;
  const held = mirrorSql`asof left join pub_responsible responsible on responsible.customer_id = fact.customer_id and fact.day >= responsible.from_on`;
  const potential =
    definitions.potential === 'stock'
      ? mirrorSql`select customer.id as customer_id, ${to}::date as day from pub_customer customer
                    left join (${lifeSql(definitions, to)}) life on life.customer_id = customer.id
                   where life.customer_id is null and customer.state = 'a' and ${seen}`
      : mirrorSql`select customer.id as customer_id, customer.first_contact_on as day from pub_customer customer
                    left join (${lifeSql(definitions, to)}) life on life.customer_id = customer.id
                   where customer.first_contact_on between ${from} and ${to}
                     and (life.first_on is null or life.first_on >= customer.first_contact_on) and ${seen}`;
  return {
    potential: mirrorSql`select ${responsible} as employee_id, fact.customer_id, fact.day from (${potential}) fact ${held}`,
    moves: mirrorSql`
      with move as (select change.customer_id, change.day, change.to_category from (${transitionsSql(definitions, to)}) change
                      join pub_customer customer on customer.id = change.customer_id
                     where change.day >= ${from} and change.to_category in ('lost', 'recovered') and ${seen}),
      document as (select customer_id, day, last(employee_id order by id) as employee_id
                     from (${countedSalesSql(definitions, to)}) sale where is_trade group by customer_id, day)
      select coalesce(${responsible}, document.employee_id) as employee_id, fact.customer_id, fact.day,
             (fact.to_category = 'lost')::int as lost, (fact.to_category = 'recovered')::int as recovered
        from move fact ${held}
        asof left join document on document.customer_id = fact.customer_id and fact.day >= document.day`,
    line: mirrorSql`
      select line.employee_id, line.customer_id, line.day, line.settlement_id, line.product_id, line.amount_minor, line.sale_class
        from (${saleLinesSql(definitions, to)}) line
        join pub_customer customer on customer.id = line.customer_id
       where line.day >= ${from} and line.is_trade and ${seenAmountSql(scope, manager, mirrorSql`line.direction_id`)}`,
    sales: mirrorSql`
      select employee_id, count(distinct settlement_id) filter (where sale_class = 'first') as first_sales,
             count(distinct customer_id) filter (where sale_class = 'first') as first_customers,
             coalesce(sum(amount_minor) filter (where sale_class = 'first'), 0) as first_minor,
             coalesce(sum(amount_minor) filter (where sale_class = 'repeat'), 0) as repeat_minor,
             coalesce(sum(amount_minor) filter (where sale_class = 'newDirection'), 0) as new_direction_minor
        from employee_line group by employee_id`,
  };
}

/** A row without code and name is «без сотрудника». */
function rowOf(row: Row, currency: string): ReportRow {
  return { employee: { code: row.code, name: row.name }, ...figuresOf(row, currency) };
}

function totalsOf(rows: readonly Row[], currency: string): ReportRow {
  const count = (key: 'potential' | 'first_sales' | 'first_customers' | 'lost' | 'recovered') =>
    rows.reduce((sum, row) => sum + row[key], 0);
  const minor = (key: 'first_minor' | 'repeat_minor' | 'new_direction_minor') =>
    rows.reduce((sum, row) => sum + BigInt(row[key]), 0n).toString();
  const sums = {
    first_minor: minor('first_minor'),
    repeat_minor: minor('repeat_minor'),
    new_direction_minor: minor('new_direction_minor'),
  };
  const counts = {
    potential: count('potential'),
    first_sales: count('first_sales'),
    first_customers: count('first_customers'),
    lost: count('lost'),
    recovered: count('recovered'),
  };
  return { employee: null, ...figuresOf({ code: null, name: null, ...counts, ...sums }, currency) };
}

function figuresOf(row: Row, currency: string): ReportRow {
  return {
    potentialCustomers: row.potential,
    firstSales: row.first_sales,
    firstSaleCustomers: row.first_customers,
    lostCustomers: row.lost,
    recoveredCustomers: row.recovered,
    firstSalesAmount: money(row.first_minor, currency),
    repeatSalesAmount: money(row.repeat_minor, currency),
    newDirectionSalesAmount: money(row.new_direction_minor, currency),
  };
}
