// Report `abc-xyz`: the table of nine cells with count, turnover and key customers (CLS-5, CLS-7).

import { addMonths } from '#platform/shared/days.ts';
import { mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import { countedLinesSql } from '#rooms/classes/server/index.ts';
import { prepareClasses, seenValueSql } from './classes-report.ts';
import { money, ready, type Report, type ReportQuestion, type ReportRow } from './report.ts';

interface Cell {
  readonly abc: string | null;
  readonly xyz: string | null;
  readonly customers: number;
  readonly value_minor: string;
}

export async function makeAbcXyzReport(reader: MirrorReader, question: ReportQuestion): Promise<Report> {
  const { currency, definitions, scope } = question;
  await prepareClasses(reader, question);
  const cells = await reader.rows<Cell>(
    mirrorSql`select abc, xyz, count(*)::int as customers, ${seenValueSql(scope)} as value_minor from seen_class group by abc, xyz`,
  );
  const key = await keyCustomers(reader, question);
  const value = cells.reduce((sum, cell) => sum + BigInt(cell.value_minor), 0n);
  const rowOf = (abc: string | null, xyz: string | null): ReportRow => {
    const cell = cells.find((one) => one.abc === abc && one.xyz === xyz);
    return {
      abc,
      xyz,
      customers: cell?.customers ?? 0,
      value: scope.totals ? money(cell?.value_minor ?? 0, currency) : null,
    };
  };
  const named = ['A', 'B', 'C'].flatMap((abc) => ['X', 'Y', 'Z', null].map((xyz) => rowOf(abc, xyz)));
  const unclassed = cells.some((cell) => cell.abc === null) ? [rowOf(null, null)] : [];
  return {
    definitions: { keyCustomer: definitions.keyCustomer },
    totals: {
      customers: cells.reduce((sum, cell) => sum + cell.customers, 0),
      value: scope.totals ? money(value.toString(), currency) : null,
      keyCustomers: key.map((one) => ({
        customer: { code: one.code, name: one.name },
        products: one.products,
        value: one.sees_value ? money(one.value_minor, currency) : null,
      })),
    },
    columns: [
      { path: 'abc', type: 'text' },
      { path: 'xyz', type: 'text' },
      { path: 'customers', type: 'number' },
      { path: 'value', type: 'money' },
    ],
    rows: () => ready([...named, ...unclassed]),
  };
}

/** Class A and X and at least the set number of products in use within the usage window. */
function keyCustomers(reader: MirrorReader, { definitions, asOf }: ReportQuestion) {
  const since = addMonths(asOf, -definitions.usageMonths);
  return reader.rows<{
    code: string;
    name: string;
    value_minor: string;
    products: number;
    sees_value: boolean;
  }>(
    mirrorSql`select class.code, class.name, class.value_minor, class.sees_value, used.products
      from seen_class class
      join (select customer_id, count(distinct product_id)::int as products from (${countedLinesSql(definitions, asOf)}) line
             where is_trade and amount_minor > 0 and day > ${since} group by customer_id) used on used.customer_id = class.customer_id
     where class.abc = 'A' and class.xyz = 'X' and used.products >= ${definitions.keyCustomer.minProducts}
     order by class.value_minor desc, class.customer_id limit 1000`,
  );
}
