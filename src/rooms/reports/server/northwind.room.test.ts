// The seven reports on a real history, checked by a few plain lines over the csv files and not by the code under test.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { run, sql } from '#platform/server/db/db.ts';
import { writeReport } from './report-file.ts';
import { withReport, type ReportRequest } from './reports.ts';
import type { ReportName } from '../shared/names.ts';

const folder = join(import.meta.dirname, '../../../../../shared/data/northwind');
const present = existsSync(folder);
if (!present) console.warn('LEFT OUT: 8 tests of reports on Northwind, because its folder is not there');

const table = (file: string) =>
  Papa.parse<Record<string, string>>(readFileSync(join(folder, file), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;

interface Line {
  readonly order: string;
  readonly customer: string;
  readonly employee: string;
  readonly category: string;
  readonly product: string;
  readonly day: string;
  readonly minor: number;
}

/** Amounts in cents by integers: price to 4 decimals, discount to 2. */
function readLines(): Line[] {
  const orders = new Map(table('orders.csv').map((row) => [row['order_id'], row]));
  const categories = new Map(
    table('products.csv').map((row) => [row['product_id'], row['category_id'] ?? '']),
  );
  return table('order_details.csv').map((row) => {
    const order = orders.get(row['order_id']) ?? {};
    const exact =
      BigInt(Math.round(Number(row['unit_price']) * 10_000)) *
      BigInt(row['quantity'] ?? 0) *
      BigInt(100 - Math.round(Number(row['discount']) * 100));
    return {
      order: row['order_id'] ?? '',
      customer: order['customer_id'] ?? '',
      employee: order['employee_id'] ?? '',
      category: categories.get(row['product_id']) ?? '',
      product: row['product_id'] ?? '',
      day: order['order_date'] ?? '',
      minor: Number((exact + 5000n) / 10_000n),
    };
  });
}

let world: TestWorld;
let lines: Line[] = [];

beforeAll(async () => {
  if (!present) return;
  lines = readLines();
  world = await createTestWorld({ currency: 'USD' });
  await world.transaction(async ({ db }) => {
    const json = JSON.stringify(lines);
    const staged = sql`jsonb_to_recordset(${json}::jsonb) as l("order" text, customer text, employee text, category text, product text, day date, minor bigint)`;
    await run(
      db,
      sql`insert into customers.customer (code, name) select code, name from jsonb_to_recordset(${JSON.stringify(
        table('customers.csv').map((row) => ({ code: row['customer_id'], name: row['company_name'] })),
      )}::jsonb) as c(code text, name text)`,
    );
    await run(
      db,
      sql`insert into platform.person (code, name) select distinct employee, 'Employee ' || employee from ${staged}`,
    );
    await run(
      db,
      sql`insert into catalog.direction (code, name) select distinct category, 'Category ' || category from ${staged}`,
    );
    await run(
      db,
      sql`insert into catalog.product (code, name, direction_id) select distinct product, 'Product ' || product, d.id from ${staged} join catalog.direction d on d.code = category`,
    );
    await run(db, sql`insert into sales.source (key, name) values ('northwind', 'Northwind')`);
    await run(
      db,
      sql`insert into sales.settlement (customer_id, source_id, year, number, day, employee_id, currency, amount_minor)
      select c.id, 1, extract(year from day), "order", day, p.id, 'USD', sum(minor) from ${staged} join customers.customer c on c.code = customer join platform.person p on p.code = employee
       group by c.id, day, "order", p.id`,
    );
    await run(
      db,
      sql`insert into sales.line (customer_id, settlement_id, line_no, product_id, ordinal, day, quantity, amount_minor)
      select s.customer_id, s.id, row_number() over (partition by s.id), p.id, 1, s.day, 1, minor from ${staged} join sales.settlement s on s.number = "order" join catalog.product p on p.code = product`,
    );
  });
});
afterAll(() => world?.close());

interface AnyRow {
  readonly customer: { readonly code: string };
  readonly employee: { readonly code: string };
  readonly abc: string;
  readonly xyz: string;
  readonly cv: number;
  readonly category: string;
  readonly value: string | null;
  readonly shareBefore: number | null;
  readonly [figure: string]: unknown;
}

interface AnyTotals {
  readonly abc: Record<'A' | 'B' | 'C', { readonly customers: number; readonly value: string }>;
  readonly xyz: Record<'X' | 'Y' | 'Z' | 'none', number>;
  readonly newCustomers: number;
  readonly recoveredCustomers: number;
  readonly lostCustomers: number;
  readonly turnover: string;
  readonly value: string;
  readonly amount: string;
  readonly potential: number;
  readonly lost: number;
  readonly firstSales: number;
  readonly [figure: string]: unknown;
}

interface Answer {
  readonly definitions: Record<string, unknown>;
  readonly totals: AnyTotals;
  readonly rows: readonly AnyRow[];
}

async function report(name: ReportName, request: ReportRequest = {}, personId?: number): Promise<Answer> {
  return world.transaction(
    (ctx) =>
      withReport(ctx, name, request, async (answer) => {
        let text = '';
        for await (const chunk of writeReport(answer, 'json', { name })) text += String(chunk);
        return JSON.parse(text) as Answer;
      }),
    personId,
  );
}

const decimal = (minor: number) => (minor / 100).toFixed(2);
const sum = (of: readonly Line[]) => of.reduce((total, line) => total + line.minor, 0);
const addMonths = (text: string, months: number) => {
  const [year, month, date] = text.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
};
/** Sale class of a line, straight from the words of domain page 03, section 7. */
const saleClass = (line: Line) => {
  const own = lines.filter((one) => one.customer === line.customer);
  if (!own.some((one) => one.day < line.day)) return 'first';
  return own.some((one) => one.day < line.day && one.category === line.category) ? 'repeat' : 'newDirection';
};

describe.runIf(present)('reports on Northwind', () => {
  test('the default date is the last settlement day of the finished history, and all money is there (KPI-5)', async () => {
    const { definitions, totals } = await report('dynamics', { from: '1996-07-01' });
    expect(definitions).toMatchObject({ asOf: '1998-05-06', to: '1998-05-06', version: 1, currency: 'USD' });
    // The published total is 1,265,793.04 before rounding; lines are rounded one by one.
    expect(totals.turnover).toBe(decimal(sum(lines)));
    expect(Math.abs(Number(totals.turnover) - 1_265_793.04)).toBeLessThan(1);
    expect(totals).toMatchObject({
      settlements: 830,
      customers: 89,
      newCustomers: 89,
      returnsAmount: '0.00',
    });
    expect(totals.newCustomers + totals.recoveredCustomers - totals.lostCustomers).toBe(
      (await activeBase()).length,
    );
  });

  test('classes: every customer of the last 12 months in the class of the share before him (CLS-2, CLS-4)', async () => {
    const { totals, rows } = await report('classes');
    const window = lines.filter((line) => line.day > '1997-05-06');
    const values = [...Map.groupBy(window, (line) => line.customer)]
      .map(([code, own]) => ({ code, minor: sum(own) }))
      .sort((a, b) => b.minor - a.minor);
    const total = sum(window);
    let before = 0;
    for (const [index, { code, minor }] of values.entries()) {
      const abc = before * 100 < total * 50 ? 'A' : before * 100 < total * 79 ? 'B' : 'C';
      expect(rows[index]).toMatchObject({
        customer: { code },
        value: decimal(minor),
        abc,
        shareBefore: Math.round((before / total) * 1e6) / 1e6,
      });
      before += minor;
    }
    expect(rows).toHaveLength(values.length);
    expect(totals.abc.A.customers + totals.abc.B.customers + totals.abc.C.customers).toBe(values.length);
    expect(totals.xyz.X + totals.xyz.Y + totals.xyz.Z + totals.xyz.none).toBe(values.length);
  });

  test('classes: the coefficient of variation is that of the full months May 1997 to April 1998 (CLS-3)', async () => {
    const { rows } = await report('classes');
    const row = rows.find((one) => one.customer.code === 'SAVEA');
    const months = Array.from({ length: 12 }, (_, index) => addMonths('1997-05-01', index).slice(0, 7));
    const series = months.map((month) =>
      sum(lines.filter((line) => line.customer === 'SAVEA' && line.day.startsWith(month))),
    );
    const mean = series.reduce((total, value) => total + value, 0) / 12;
    const cv = Math.sqrt(series.reduce((total, value) => total + (value - mean) ** 2, 0) / 12) / mean;
    expect(row?.cv).toBeCloseTo(cv, 6);
    expect(row?.xyz).toBe(cv <= 0.1 ? 'X' : cv <= 0.25 ? 'Y' : 'Z');
  });

  test('lifecycle: 91 customers, two of them potential, the rest by their last settlements (LC-1..5)', async () => {
    const { totals, rows } = await report('lifecycle');
    expect(rows).toHaveLength(91);
    expect(totals.potential).toBe(2);
    const lost = [...Map.groupBy(lines, (line) => line.customer)].filter(
      ([, own]) =>
        addMonths(
          own
            .map((line) => line.day)
            .sort()
            .at(-1) ?? '',
          3,
        ) < '1998-05-06',
    );
    expect(totals.lost).toBe(lost.length);
    expect(
      rows
        .filter((row) => row.category === 'lost')
        .map((row) => row.customer.code)
        .sort(),
    ).toEqual(lost.map(([code]) => code).sort());
  });

  test('employees: the sums by sale class and the number of first sales add up (KPI-8)', async () => {
    const { totals, rows } = await report('employees', { from: '1997-01-01', to: '1997-06-30' });
    const period = lines.filter((line) => line.day >= '1997-01-01' && line.day <= '1997-06-30');
    for (const [key, name] of [
      ['firstSalesAmount', 'first'],
      ['repeatSalesAmount', 'repeat'],
      ['newDirectionSalesAmount', 'newDirection'],
    ] as const) {
      expect(totals[key]).toBe(decimal(sum(period.filter((line) => saleClass(line) === name))));
      for (const row of rows) {
        expect(row[key]).toBe(
          decimal(
            sum(period.filter((line) => line.employee === row.employee.code && saleClass(line) === name)),
          ),
        );
      }
    }
    expect(totals.firstSales).toBe(
      new Set(period.filter((line) => saleClass(line) === 'first').map((line) => line.order)).size,
    );
    for (const key of ['lostCustomers', 'recoveredCustomers', 'firstSales'])
      expect(rows.reduce((total, row) => total + Number(row[key]), 0)).toBe(totals[key]);
    expect(totals.lostCustomers).toBeGreaterThan(0);
  });

  test('customers, products and abc-xyz tell the same money (KPI-6, KPI-9, CLS-7)', async () => {
    const period = lines.filter((line) => line.day >= '1998-01-01' && line.day <= '1998-03-31');
    const customers = await report('customers', { from: '1998-01-01', to: '1998-03-31' });
    const parts = ['firstSalesAmount', 'repeatSalesAmount', 'newDirectionSalesAmount'].map((key) =>
      Math.round(Number(customers.totals[key]) * 100),
    );
    expect(parts.reduce((total, part) => total + part, 0)).toBe(sum(period));
    expect(customers.rows).toHaveLength(
      new Set(lines.filter((line) => line.day <= '1998-03-31').map((line) => line.customer)).size,
    );
    const products = await report('products', { from: '1998-01-01', to: '1998-03-31' });
    expect(products.totals.amount).toBe(decimal(sum(period)));
    expect(products.rows).toHaveLength(new Set(period.map((line) => line.product)).size);
    const cells = await report('abc-xyz');
    expect(cells.totals.value).toBe(decimal(sum(lines.filter((line) => line.day > '1997-05-06'))));
  });

  test('a manager sees classes of his own and unowned customers, amounts of his own only, and neither shares nor totals of the base (10-access)', async () => {
    const personId = await world.addPerson({
      cells: {
        classes: { read: 'all' },
        customers: { read: 'own' },
        amounts: { read: 'own' },
        unownedCustomers: { read: 'all' },
      },
    });
    await world.transaction(({ db }) =>
      run(
        db,
        sql`update customers.customer set responsible_id = ${personId} where code in ('SAVEA', 'ERNSH')`,
      ),
    );
    await world.transaction(({ db }) =>
      run(
        db,
        sql`update customers.customer set responsible_id = 1 where responsible_id is null and code <> 'QUICK'`,
      ),
    );
    const { rows, totals } = await report('classes', {}, personId);
    const own = (code: string) =>
      decimal(sum(lines.filter((line) => line.customer === code && line.day > '1997-05-06')));
    expect(rows.map((row) => [row.customer.code, row.abc, row.shareBefore, row.value])).toEqual([
      ['SAVEA', 'A', null, own('SAVEA')],
      ['ERNSH', 'A', null, own('ERNSH')],
      ['QUICK', 'A', null, null],
    ]);
    expect(totals.abc.A).toEqual({
      customers: 3,
      value: decimal(
        sum(lines.filter((line) => ['SAVEA', 'ERNSH'].includes(line.customer) && line.day > '1997-05-06')),
      ),
    });
    expect((await report('lifecycle', {}, personId)).rows).toHaveLength(3);
    expect((await report('dynamics', { from: '1997-05-07' }, personId)).totals.turnover).toBe(
      totals.abc.A.value,
    );
  });

  test('the window may be the whole history, and days that are none are refused', async () => {
    const { rows } = await report('classes', { window: 'all' });
    expect(rows).toHaveLength(89);
    await expect(report('classes', { window: '12' })).rejects.toMatchObject({
      code: 'reports.window_invalid',
    });
    await expect(report('classes', { asOf: '1998-02-30' })).rejects.toMatchObject({
      code: 'reports.day_invalid',
    });
    await expect(report('employees', { from: '1998-02-03', to: '1998-02-02' })).rejects.toMatchObject({
      code: 'reports.period_reversed',
    });
  });
});

async function activeBase(): Promise<unknown[]> {
  return (await report('lifecycle')).rows.filter((row) =>
    ['new', 'regular', 'recovered'].includes(row.category),
  );
}
