// Classes and life cycle on a real shop of half a million lines, checked by a few plain lines over the csv and not by the code under test.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { run, sql } from '#platform/server/db/db.ts';
import type { ReportName } from '../shared/names.ts';
import { writeReport } from './report-file.ts';
import { withReport } from './reports.ts';

const file = join(import.meta.dirname, '../../../../../shared/data/online_retail/online_retail.csv.gz');
const present = existsSync(file);
if (!present)
  console.warn('LEFT OUT: 3 tests of classes and life cycle on Online Retail, because its file is not there');

interface Invoice {
  readonly customer: string;
  readonly number: string;
  readonly day: string;
  readonly minor: number;
}

interface Answer {
  readonly definitions: { readonly asOf: string };
  readonly totals: Record<string, never>;
  readonly rows: readonly {
    readonly customer: { readonly code: string };
    readonly value: string;
    readonly shareBefore: number;
    readonly abc: string;
    readonly cv: number | null;
    readonly xyz: string | null;
    readonly category: string;
  }[];
}

/** Purchases by customer and invoice in pence; every line is rounded to a penny, a half up. */
function readInvoices(): Invoice[] {
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const made = new Map<string, Invoice>();
  for (const row of data) {
    const quantity = Number(row['Quantity']);
    const mils = Math.round(Number(row['UnitPrice']) * 1000);
    const [customer, number, day] = [
      row['CustomerID'] ?? '',
      row['InvoiceNo'] ?? '',
      (row['InvoiceDate'] ?? '').slice(0, 10),
    ];
    if (customer === '' || number.startsWith('C') || quantity <= 0 || mils <= 0) continue;
    const minor = Math.floor((quantity * mils + 5) / 10);
    const key = `${number}/${customer}/${day}`;
    made.set(key, { customer, number: key, day, minor: minor + (made.get(key)?.minor ?? 0) });
  }
  return [...made.values()];
}

let world: TestWorld;
let byCustomer = new Map<string, Invoice[]>();

beforeAll(async () => {
  if (!present) return;
  const invoices = readInvoices();
  byCustomer = Map.groupBy(invoices, (one) => one.customer);
  world = await createTestWorld({ currency: 'GBP' });
  await world.transaction(async ({ db }) => {
    const codes = JSON.stringify([...byCustomer.keys()]);
    await run(
      db,
      sql`insert into customers.customer (code, name) select code, 'Customer ' || code from jsonb_array_elements_text(${codes}::jsonb) code`,
    );
    await run(db, sql`insert into sales.source (key, name) values ('online_retail', 'Online Retail')`);
    await run(
      db,
      sql`with made as (
            insert into sales.settlement (customer_id, source_id, year, number, day, currency, amount_minor)
            select c.id, 1, extract(year from i.day), i.number, i.day, 'GBP', i.minor
              from jsonb_to_recordset(${JSON.stringify(invoices)}::jsonb) as i(customer text, number text, day date, minor bigint)
              join customers.customer c on c.code = i.customer returning customer_id, id, day, amount_minor)
          insert into sales.line (customer_id, settlement_id, line_no, ordinal, day, quantity, amount_minor)
          select customer_id, id, 1, 1, day, 1, amount_minor from made`,
    );
  });
}, 180_000);
afterAll(() => world?.close());

const report = (name: ReportName): Promise<Answer> =>
  world.transaction((ctx) =>
    withReport(ctx, name, {}, async (answer) => {
      let text = '';
      for await (const chunk of writeReport(answer, 'json', { name })) text += String(chunk);
      return JSON.parse(text) as Answer;
    }),
  );

const asOf = '2011-12-09';
const sum = (of: readonly Invoice[]) => of.reduce((total, one) => total + one.minor, 0);
const addMonths = (text: string, months: number) => {
  const [year, month, date] = text.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
};
const daysOf = (own: readonly Invoice[]) => [...new Set(own.map((one) => one.day))].sort();

/** Domain 00, section 3, said once more: three months without a settlement and the customer is lost; the next one recovers him. */
function categoryOf(days: readonly string[]): string {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const start = days.findLast((on, at) => at === 0 || on > addMonths(days[at - 1] ?? '', 3)) ?? '';
  if (addMonths(last, 3) < asOf) return 'lost';
  if (start > first && asOf <= addMonths(start, 3)) return 'recovered';
  return asOf <= addMonths(first, 3) ? 'new' : 'regular';
}

/** Turnover of the customer's full months among the last twelve. */
function seriesOf(own: readonly Invoice[]): number[] {
  const first = daysOf(own)[0] ?? '';
  const from = first.endsWith('-01') ? first : addMonths(`${first.slice(0, 7)}-01`, 1);
  const months = Array.from({ length: 12 }, (_, at) => addMonths('2010-12-01', at)).filter(
    (month) => month >= from,
  );
  return months.map((month) => sum(own.filter((one) => one.day.startsWith(month.slice(0, 7)))));
}

describe.runIf(present)('Online Retail', { timeout: 180_000 }, () => {
  test('every customer stands in the class of the share before him (CLS-2, CLS-4)', async () => {
    const { definitions, rows } = await report('classes');
    expect(definitions.asOf).toBe(asOf);
    const values = [...byCustomer]
      .map(([code, own]) => ({ code, minor: sum(own.filter((one) => one.day > '2010-12-09')) }))
      .filter(({ minor }) => minor > 0)
      .sort((a, b) => b.minor - a.minor);
    const total = values.reduce((all, one) => all + one.minor, 0);
    const expected = new Map(
      values.map(({ code, minor }) => {
        const before = values.reduce((all, one) => all + (one.minor > minor ? one.minor : 0), 0);
        const abc = before * 100 < total * 50 ? 'A' : before * 100 < total * 79 ? 'B' : 'C';
        return [code, [(minor / 100).toFixed(2), abc, Math.round((before / total) * 1e6) / 1e6]];
      }),
    );
    expect(expected.size).toBeGreaterThan(4000);
    expect(new Map(rows.map((row) => [row.customer.code, [row.value, row.abc, row.shareBefore]]))).toEqual(
      expected,
    );
  });

  test('the coefficient of variation is that of full months, and the new have no class by it (CLS-3, AMB-3)', async () => {
    const { rows } = await report('classes');
    for (const row of rows) {
      const own = byCustomer.get(row.customer.code) ?? [];
      const series = seriesOf(own);
      const mean = series.reduce((all, value) => all + value, 0) / series.length;
      const cv =
        Math.sqrt(series.reduce((all, value) => all + (value - mean) ** 2, 0) / series.length) / mean;
      const isMeasured = series.length >= 3 && mean > 0 && categoryOf(daysOf(own)) !== 'new';
      expect([row.customer.code, row.xyz]).toEqual([
        row.customer.code,
        isMeasured ? (cv <= 0.1 ? 'X' : cv <= 0.25 ? 'Y' : 'Z') : null,
      ]);
      if (isMeasured) expect(Math.abs((row.cv ?? 0) - cv)).toBeLessThan(1e-5);
    }
  });

  test('every customer stands in his category (LC-1..5)', async () => {
    const { totals, rows } = await report('lifecycle');
    const expected = new Map([...byCustomer].map(([code, own]) => [code, categoryOf(daysOf(own))]));
    expect(new Map(rows.map((row) => [row.customer.code, row.category]))).toEqual(expected);
    const count = (category: string) => [...expected.values()].filter((one) => one === category).length;
    expect(totals).toEqual({
      potential: 0,
      new: count('new'),
      regular: count('regular'),
      recovered: count('recovered'),
      lost: count('lost'),
    });
    expect(count('lost')).toBeGreaterThan(1000);
  });
});
