import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import { actionsOfAll } from '#platform/shared/all-rights.ts';
import iconv from 'iconv-lite';

let world: TestWorld;
let admin: number;

beforeAll(async () => {
  world = await createTestWorld();
  admin = await world.addPerson();
});
afterAll(() => world.close());

const report = [
  'Выгрузка продаж;;;;',
  'Дата;Контрагент;Номенклатура;Кол-во;Сумма',
  '03.10.2026;Лакомка;Касса;4;11 200,00',
  '31.10.2026;Вита, ООО;Сервер;2;1 148 000,50',
  '32.10.2026;Вита, ООО;Кабель;1;12,00',
  'Итого;;;7;1 159 212,50',
].join('\r\n');

async function upload(person: number, name: string, bytes: Buffer): Promise<string> {
  const boundary = 'x-klientela-test';
  const body = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const response = await world.request(person, 'POST', '/api/imports/uploads', body, {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  });
  expect(response.statusCode).toBe(200);
  return response.json<{ upload: string }>().upload;
}

test('the wizard finds how a file is written, checks, imports in the background, remembers the mapping and takes it back', async () => {
  const file = await upload(admin, 'Продажи.csv', iconv.encode(report, 'win1251'));
  const look = (await world.request(admin, 'POST', '/api/imports/looks', { upload: file })).json<{
    kind: string;
    shape: string;
    saved: unknown[];
    encoding: { value: string };
    delimiter: { value: string };
    decimal: { value: string };
    dates: { value: string };
    headerRow: { value: number };
    columns: { header: string; field?: string }[];
    rows: { totals: boolean }[];
  }>();
  expect(look).toMatchObject({
    kind: 'settlements',
    encoding: { value: 'windows-1251' },
    delimiter: { value: ';' },
    decimal: { value: ',' },
    dates: { value: 'dmy' },
    headerRow: { value: 2 },
    saved: [],
  });
  expect(look.columns.map((column) => column.field)).toEqual([
    'settlement.date',
    'customer.name',
    'product.name',
    'line.quantity',
    'line.amount',
  ]);
  expect(look.rows.map((row) => row.totals)).toEqual([false, false, false, true]);

  const mapping = {
    kind: 'settlements',
    files: { lines: { path: 'Продажи.csv' } },
    columns: Object.fromEntries(look.columns.map((column) => [column.field ?? '', `[${column.header}]`])),
  };
  const uploads = [{ name: 'lines', upload: file }];
  const check = (await world.request(admin, 'POST', '/api/imports/checks', { mapping, uploads })).json();
  expect(check).toMatchObject({
    complete: true,
    counts: { read: 4, taken: 2, totals: 1, rejected: 1 },
    reasons: [{ reason: 'not_a_day', column: '[Дата]', count: 1, line: 5, value: '32.10.2026' }],
  });

  const started = await world.request(admin, 'POST', '/api/imports', {
    mapping,
    uploads,
    saveAs: 'Продажи из 1С',
    shape: look.shape,
  });
  expect(started.statusCode).toBe(202);
  const { id } = started.json<{ id: string }>();
  await world.drain();
  const shown = (await world.request(admin, 'GET', `/api/imports/${id}`)).json();
  expect(shown).toMatchObject({
    state: 'published',
    title: 'Продажи.csv',
    hasRejects: true,
    counts: { read: 4, imported: 2, rejected: 1, customers: 2 },
    may: { undo: true, cancel: false },
  });
  const rejects = await world.request(admin, 'GET', `/api/imports/${id}/rejects`);
  expect(rejects.body).toContain('32.10.2026');
  expect(rejects.headers['content-disposition']).toContain('attachment');

  const again = (await world.request(admin, 'POST', '/api/imports/looks', { upload: file })).json<{
    saved: { name: string }[];
  }>();
  expect(again.saved.map((saved) => saved.name)).toEqual(['Продажи из 1С']);
  const undone = await world.request(admin, 'POST', `/api/imports/${id}/undo`);
  expect(undone.json()).toMatchObject({ state: 'undone', may: { undo: false } });
  expect((await world.request(admin, 'POST', `/api/imports/${id}/undo`)).statusCode).toBe(409);
});

test('a foreign upload is not found, and without the right to customers nobody brings sales', async () => {
  const cells = actionsOfAll();
  const narrow = await world.addPerson({
    name: 'Кузьмин',
    cells: { imports: cells.imports, customers: { read: 'all', write: 'own' } },
  });
  const file = await upload(admin, 'a.csv', Buffer.from('date,name,amount\n2026-01-01,A,5\n'));
  expect((await world.request(narrow, 'POST', '/api/imports/looks', { upload: file })).statusCode).toBe(404);
  const own = await upload(narrow, 'a.csv', Buffer.from('date,name,amount\n2026-01-01,A,5\n'));
  const mapping = {
    kind: 'settlements',
    files: { lines: { path: 'a.csv' } },
    columns: { 'settlement.date': 'date', 'customer.name': 'name', 'line.amount': 'amount' },
  };
  const refused = await world.request(narrow, 'POST', '/api/imports', {
    mapping,
    uploads: [{ name: 'lines', upload: own }],
  });
  expect(refused.statusCode).toBe(403);
  expect((await world.request(narrow, 'GET', '/api/imports/kinds')).json()).toEqual({ kinds: [] });
});
