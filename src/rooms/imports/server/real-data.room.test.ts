// Every finished example of docs/import-examples on the real files, where they lie; says loudly what was left out where they do not.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importByMapping } from '#app/commands/import.ts';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import { rows, sql } from '#platform/server/db/db.ts';
import type { ImportCounts } from './runs.queries.ts';

const examples = resolve(import.meta.dirname, '../../../../docs/import-examples');
const names = (await readdir(examples)).filter((name) => name.endsWith('.json')).sort();
const missing: string[] = [];
for (const name of names) {
  const { files } = JSON.parse(await readFile(join(examples, name), 'utf8')) as {
    files: Record<string, { path: string }>;
  };
  if (!Object.values(files).every((file) => existsSync(resolve(dirname(join(examples, name)), file.path))))
    missing.push(name);
}
if (missing.length > 0)
  process.stderr.write(
    `LEFT OUT: ${missing.length} of ${names.length} import examples, their data do not lie beside the project: ${missing.join(', ')}\n`,
  );

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ currency: 'USD' });
});
afterAll(() => world.close());

function bring(name: string): Promise<{ counts: ImportCounts }> {
  return importByMapping(world.program, join(examples, name), { replaceChanged: false, overwrite: false });
}

function turnover(): Promise<{ source: string; amount: bigint }[]> {
  return world.transaction((ctx) =>
    rows(
      ctx.db,
      sql<{
        source: string;
        amount: bigint;
      }>`select o.key as source, sum(l.amount_minor)::bigint as amount from sales.line l join sales.settlement s on s.customer_id = l.customer_id and s.id = l.settlement_id join sales.source o on o.id = s.source_id group by o.key`,
    ),
  );
}

/** The sum of exact lines is 1,265,793.04, as the description says; lines rounded one by one, half away from zero (domain 00, section 4), give 25 cents more. */
const northwindByLines = 126_579_329n;

/** What the descriptions of the data sets say, and counts taken from the files by other means. */
const expected: Readonly<
  Record<string, { counts: Partial<ImportCounts>; source?: string; amount?: bigint }>
> = {
  'crm-accounts.json': { counts: { read: 85, imported: 85, rejected: 0, customers: 85 } },
  'crm-employees.json': { counts: { read: 35, imported: 35, rejected: 0 } },
  'crm-products.json': { counts: { read: 7, imported: 7, rejected: 0, products: 7 } },
  'crm-won-deals.json': {
    counts: {
      read: 8800,
      imported: 4238,
      skipped: 4562,
      rejected: 0,
      customers: 85,
      products: 7,
      settlements: 4238,
    },
    source: 'crm_sales_opportunities',
    amount: 1_000_553_400n,
  },
  'northwind-contacts.json': { counts: { read: 91, imported: 91, rejected: 0, customers: 91 } },
  'northwind-customers.json': { counts: { read: 91, rejected: 0, customers: 91 } },
  'northwind-employees.json': { counts: { read: 9, rejected: 0 } },
  'northwind-products.json': { counts: { read: 77, rejected: 0, products: 77 } },
  'northwind-settlements.json': {
    counts: { read: 2155, imported: 2155, rejected: 0, customers: 89, products: 77, settlements: 830 },
    source: 'northwind',
    amount: northwindByLines,
  },
  'online-retail.json': {
    counts: {
      read: 541_909,
      imported: 397_884,
      skipped: 144_025,
      rejected: 0,
      customers: 4338,
      settlements: 18_532,
    },
    source: 'online_retail',
    amount: 891_140_790n,
  },
  'pharmacy.json': {
    counts: { read: 1448, imported: 884, skipped: 564, rejected: 0, customers: 262, settlements: 385 },
    source: 'pharmacy_ru',
  },
};

test('every example has its expectation', () => {
  expect(Object.keys(expected).sort()).toEqual(names);
});

describe.skipIf(missing.length === names.length)(
  'the finished examples bring the real files as they are',
  () => {
    test.each(names.filter((name) => !missing.includes(name)))('%s', { timeout: 180_000 }, async (name) => {
      const wanted = expected[name];
      const { counts } = await bring(name);
      expect(counts).toMatchObject(wanted?.counts ?? {});
      if (wanted?.amount !== undefined)
        expect((await turnover()).find((row) => row.source === wanted.source)?.amount).toBe(wanted.amount);
    });

    test.skipIf(missing.length > 0)('bringing them again changes nothing', { timeout: 180_000 }, async () => {
      const before = await turnover();
      for (const name of [
        'northwind-settlements.json',
        'crm-won-deals.json',
        'pharmacy.json',
        'northwind-customers.json',
      ]) {
        const { counts } = await bring(name);
        expect(counts).toMatchObject({ imported: 0, changed: 0, rejected: 0 });
      }
      expect(await turnover()).toEqual(before);
    });
  },
);
