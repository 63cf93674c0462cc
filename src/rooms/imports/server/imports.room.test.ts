import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importByMapping } from '#app/commands/import.ts';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import { rows, sql } from '#platform/server/db/db.ts';
import { undoImport } from './imports.ts';
import { createWorkbench } from './testing.ts';
import type { Workbench } from './testing.ts';

let world: TestWorld;
let bench: Workbench;

beforeAll(async () => {
  [world, bench] = [await createTestWorld(), await createWorkbench()];
});
afterAll(async () => {
  await world.close();
  await bench.remove();
});

const plain = { replaceChanged: false, overwrite: false };
const columns = {
  'settlement.number': 'number',
  'settlement.date': 'date',
  'customer.code': 'customer',
  'product.code': 'product',
  'line.quantity': 'quantity',
  'line.amount': 'amount',
  'employee.name': 'manager',
};
const head = 'number,date,customer,product,quantity,amount,manager\n';

async function load(
  csv: string,
  options = plain,
  source = 'test',
  more: object = {},
): Promise<Awaited<ReturnType<typeof importByMapping>>> {
  return importByMapping(
    world.program,
    await bench.prepare({ 'lines.csv': csv }, { kind: 'settlements', source, columns, ...more }),
    options,
  );
}

interface LineRow {
  readonly code: string;
  readonly number: string;
  readonly product: string;
  readonly ordinal: number;
  readonly amount: bigint;
}

function listLines(source = 'test'): Promise<LineRow[]> {
  return world.transaction((ctx) =>
    rows(
      ctx.db,
      sql<LineRow>`select c.code, s.number, p.code as product, l.ordinal, l.amount_minor as amount
                     from sales.line l join sales.settlement s on s.customer_id = l.customer_id and s.id = l.settlement_id join sales.source o on o.id = s.source_id and o.key = ${source}
                     join customers.customer c on c.id = l.customer_id join catalog.product p on p.id = l.product_id
                    order by c.code, s.number, p.code, l.ordinal, l.amount_minor`,
    ),
  );
}

function totals(): Promise<{ name: string; count: number }[]> {
  return world.transaction((ctx) =>
    rows(
      ctx.db,
      sql<{ name: string; count: number }>`
        select 'customers' as name, count(*)::int as count from customers.customer union all select 'products', count(*)::int from catalog.product
        union all select 'settlements', count(*)::int from sales.settlement union all select 'lines', count(*)::int from sales.line
        union all select 'people', count(*)::int from platform.person union all select 'before', count(*)::int from sales.import_before`,
    ),
  );
}

describe('a Russian report with a title, totals and mistakes (issue 2, section 2)', () => {
  const report = [
    'Продажи за октябрь 2026;;;;;',
    ';;;;;',
    'Период;Контрагент;ИНН;Номенклатура;Кол-во;Сумма с НДС',
    '03.10.2026;Лакомка, сеть кафе;1655098761;Касса;4;11 200,00',
    '05.13.2026;Промтехмаш, ООО;1832077001;Антивирус;60;74 400,00',
    '08.10.2026;«Вита», ООО;5904118290;Сервер;2;1 148 000,50',
    '14.10.2026;Стройальянс;5262331908;Место;6;146 тыс.',
    ';Итого за неделю;;;;1 233 600,50',
    '12.10.2026;«Вита», ООО;5904118290;Кабель;-40;-9 600,00',
    'Всего;;;;;1 224 000,50',
  ].join('\r\n');

  test('good rows come in, bad ones are named with row, column, value and reason in both languages', async () => {
    const mapping = await bench.prepare(
      { 'report.csv': iconv.encode(report, 'win1251') },
      {
        kind: 'settlements',
        source: 'report',
        columns: {
          'settlement.date': 'Период',
          'customer.name': 'Контрагент',
          'customer.taxNumber': 'ИНН',
          'product.name': 'Номенклатура',
          'line.quantity': 'Кол-во',
          'line.amount': 'Сумма с НДС',
        },
      },
    );
    const { counts, rejectsFile } = await importByMapping(world.program, mapping, plain);
    expect(counts).toMatchObject({
      read: 7,
      imported: 3,
      skipped: 2,
      rejected: 2,
      customers: 2,
      products: 3,
      settlements: 3,
    });
    const rejects = await readFile(rejectsFile ?? '', 'utf8');
    expect(rejects).toMatch(/^5,Период,05\.13\.2026,[^,]*dat[^,]*,[^,]*дат/im);
    expect(rejects).toMatch(/^7,Сумма с НДС,146 тыс\.,[^,]*number[^,]*,[^,]*число/im);
    const found = await world.transaction((ctx) =>
      rows(
        ctx.db,
        sql<{
          day: string;
          kind: string;
          amount: bigint;
        }>`select s.day, s.kind, s.amount_minor as amount from sales.settlement s join sales.source o on o.id = s.source_id and o.key = 'report' order by s.day`,
      ),
    );
    expect(found).toEqual([
      { day: '2026-10-03', kind: 'document', amount: 1_120_000n },
      { day: '2026-10-08', kind: 'document', amount: 114_800_050n },
      { day: '2026-10-12', kind: 'return', amount: -960_000n },
    ]);
  });
});

describe('the identity of a settlement and of a line (issue 2, section 2)', () => {
  const first = `${head}A1,2026-01-05,C1,P1,1,10.00,Иванова\nA1,2026-01-05,C1,P1,1,10.00,Иванова\nA1,2026-01-05,C1,P2,2,30.00,Иванова\nA1,2025-12-30,C1,P1,1,5.00,Иванова\nA1,2026-01-06,C2,P1,1,7.00,Петров\n`;

  test('equal lines stay apart by their ordinal, and a number is of its year and customer', async () => {
    const { counts } = await load(first);
    expect(counts).toMatchObject({
      imported: 5,
      settlements: 3,
      customers: 2,
      products: 2,
      created: { settlements: 3, employees: 2 },
    });
    expect(
      (await listLines()).map((line) => [line.code, line.product, line.ordinal, Number(line.amount)]),
    ).toEqual([
      ['C1', 'P1', 1, 500],
      ['C1', 'P1', 1, 1000],
      ['C1', 'P1', 2, 1000],
      ['C1', 'P2', 1, 3000],
      ['C2', 'P1', 1, 700],
    ]);
  });

  test('the same file again changes nothing, and neither does another order of its rows', async () => {
    const before = [await totals(), await listLines()];
    expect((await load(first)).counts).toMatchObject({
      read: 5,
      imported: 0,
      unchanged: 5,
      changed: 0,
      rejected: 0,
    });
    const [title, ...lines] = first.trim().split('\n');
    expect((await load([title, ...lines.toReversed()].join('\n'))).counts).toMatchObject({
      imported: 0,
      unchanged: 5,
      changed: 0,
    });
    expect([await totals(), await listLines()]).toEqual(before);
  });

  test('a changed line is counted and left; on consent it is replaced, and undoing brings the old one back', async () => {
    const before = await listLines();
    const changed = first.replace('A1,2026-01-05,C1,P2,2,30.00', 'A1,2026-01-05,C1,P2,2,33.00');
    expect((await load(changed)).counts).toMatchObject({ imported: 0, unchanged: 4, changed: 1 });
    expect(await listLines()).toEqual(before);
    const replaced = await load(changed, { replaceChanged: true, overwrite: false });
    expect(replaced.counts).toMatchObject({ imported: 1, unchanged: 4, changed: 0 });
    expect((await listLines()).find((line) => line.product === 'P2')?.amount).toBe(3300n);
    await world.transaction((ctx) => undoImport(ctx, replaced.importId));
    expect(await listLines()).toEqual(before);
  });

  test('lines that a later file adds to a known settlement come in, and undoing takes them out again', async () => {
    const before = await listLines();
    const more = await load(`${first}A1,2026-01-05,C1,P1,3,33.00,Иванова\n`);
    expect(more.counts).toMatchObject({ imported: 1, unchanged: 5 });
    expect(
      (await listLines())
        .filter((line) => line.product === 'P1' && line.code === 'C1')
        .map((line) => line.ordinal)
        .sort(),
    ).toEqual([1, 1, 2, 3]);
    await world.transaction((ctx) => undoImport(ctx, more.importId));
    expect(await listLines()).toEqual(before);
  });
});

describe('undoing an import whole (issue 2, section 2)', () => {
  test('everything that it made goes: settlements, customers, products and employees', async () => {
    const before = await totals();
    const { importId } = await load(
      `${head}U1,2026-02-01,UC1,UP1,1,1.00,Новиков\nU2,2026-02-01,UC2,UP1,1,1.00,Новиков\n`,
      plain,
      'undo',
    );
    expect(await totals()).not.toEqual(before);
    await world.transaction((ctx) => undoImport(ctx, importId));
    expect(await totals()).toEqual(before);
    await expect(world.transaction((ctx) => undoImport(ctx, importId))).rejects.toMatchObject({
      code: 'imports.undo_done',
    });
  });

  test('later work on its customers stops it, with a list and nothing undone', async () => {
    const made = await load(`${head}L1,2026-02-01,LC1,LP1,1,1.00,\n`, plain, 'later');
    const later = await load(`${head}L2,2026-02-02,LC1,LP1,1,2.00,\n`, plain, 'later');
    const before = await totals();
    await expect(world.transaction((ctx) => undoImport(ctx, made.importId))).rejects.toMatchObject({
      code: 'imports.undo_blocked',
      data: { count: 1, blockers: [expect.stringContaining('later_settlement L2')] },
    });
    expect(await totals()).toEqual(before);
    await world.transaction((ctx) => undoImport(ctx, later.importId));
    await world.transaction((ctx) => undoImport(ctx, made.importId));
  });
});

describe('customers: filled fields and hand edits are kept (CL-5)', () => {
  const mapping = {
    kind: 'customers',
    columns: {
      'customer.code': 'code',
      'customer.name': 'name',
      'customer.city': 'city',
      'customer.phone': 'phone',
      'customer.parameter.sector': 'sector',
      'employee.name': 'manager',
    },
  };
  const read = (): Promise<unknown[]> =>
    world.transaction((ctx) =>
      rows(
        ctx.db,
        sql`select c.name, c.city, c.phone, c.parameters, p.name as manager from customers.customer c left join platform.person p on p.id = c.responsible_id where c.code = 'K1'`,
      ),
    );
  const bring = async (csv: string, options = plain): ReturnType<typeof importByMapping> =>
    importByMapping(world.program, await bench.prepare({ 'customers.csv': csv }, mapping), options);

  test('empty fields are filled, filled ones only on consent, and undoing brings the former ones back', async () => {
    await bring('code,name,city,phone,sector,manager\nK1,Камский завод,Казань,,металл,Сафина\n');
    await world.transaction((ctx) =>
      rows(
        ctx.db,
        sql`update customers.customer set city = 'Набережные Челны', version = version + 1 where code = 'K1'`,
      ),
    );
    const second = await bring(
      'code,name,city,phone,sector,manager\nK1,Другое имя,Москва,+7 843 000,торговля,Кузьмин\n',
    );
    expect(second.counts).toMatchObject({ imported: 1, created: { customers: 0 } });
    const kept = {
      name: 'Камский завод',
      city: 'Набережные Челны',
      phone: '+7 843 000',
      parameters: { sector: 'металл' },
      manager: 'Сафина',
    };
    expect(await read()).toEqual([kept]);
    const third = await bring(
      'code,name,city,phone,sector,manager\nK1,Другое имя,Москва,,торговля,Кузьмин\n',
      { replaceChanged: false, overwrite: true },
    );
    expect(await read()).toEqual([
      {
        name: 'Другое имя',
        city: 'Москва',
        phone: '+7 843 000',
        parameters: { sector: 'торговля' },
        manager: 'Кузьмин',
      },
    ]);
    await world.transaction((ctx) => undoImport(ctx, third.importId));
    expect(await read()).toEqual([kept]);
  });

  test('a name that two customers bear is not guessed', async () => {
    await bring('code,name,city,phone,sector,manager\nT1,Близнец,,,,\nT2,Близнец,,,,\n');
    const path = await bench.prepare(
      { 'lines.csv': 'date,name,amount\n2026-03-01,Близнец,5\n2026-03-01,Новый клиент,6\n' },
      {
        kind: 'settlements',
        columns: { 'settlement.date': 'date', 'customer.name': 'name', 'line.amount': 'amount' },
      },
    );
    const { counts, rejectsFile } = await importByMapping(world.program, path, plain);
    expect(counts).toMatchObject({ imported: 1, rejected: 1, customers: 1 });
    expect(await readFile(rejectsFile ?? '', 'utf8')).toMatch(/2,customer\.name,Близнец,"?Several records/);
  });
});

describe('files and mappings that do not fit are refused with a clear reason', () => {
  test.each([
    [
      'a key that repeats on the right of a join',
      { 'lines.csv': 'order,amount\n1,5\n', 'orders.csv': 'order,day,who\n1,2026-01-01,A\n1,2026-01-02,B\n' },
      'imports.file_join_repeats',
    ],
    [
      'a web page',
      {
        'lines.csv': '<!DOCTYPE html><table><tr><td>1</td></tr></table>',
        'orders.csv': 'order,day,who\n1,2026-01-01,A\n',
      },
      'imports.file_html',
    ],
    [
      'a quote that is never closed',
      { 'lines.csv': 'order,amount\n1,"5\n2,3\n', 'orders.csv': 'order,day,who\n1,2026-01-01,A\n' },
      'imports.file_quote_not_closed',
    ],
    [
      'a column that is not there',
      { 'lines.csv': 'order,sum\n1,5\n', 'orders.csv': 'order,day,who\n1,2026-01-01,A\n' },
      'imports.mapping_invalid',
    ],
    [
      'an empty file',
      { 'lines.csv': '', 'orders.csv': 'order,day,who\n1,2026-01-01,A\n' },
      'imports.file_empty',
    ],
  ])('%s', async (_what, files, code) => {
    const before = await totals();
    const path = await bench.prepare(files, {
      kind: 'settlements',
      join: [{ left: 'lines.order', right: 'orders.order' }],
      columns: {
        'settlement.number': 'lines.order',
        'settlement.date': 'orders.day',
        'customer.name': 'orders.who',
        'line.amount': 'lines.amount',
      },
    });
    await expect(importByMapping(world.program, path, plain)).rejects.toMatchObject({ code });
    expect(await totals()).toEqual(before);
  });
});
