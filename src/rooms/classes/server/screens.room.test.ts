import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { publishEvent } from '#platform/server/outbox.ts';
import { day } from '#platform/shared/days.ts';
import type { PlainSettlement } from '../shared/evaluate.ts';
import { insertCustomers, insertSettlements } from './testing.ts';

let world: TestWorld;
let director: number;
let ids: number[];

const sale = (customer: number, on: string, rubles: number): PlainSettlement => ({
  customerId: ids[customer] ?? 0,
  on: day(on),
  kind: 'document',
  number: `${customer}-${on}`,
  amountMinor: BigInt(rubles) * 100n,
  quantity: 1_000_000n,
});

beforeAll(async () => {
  world = await createTestWorld();
  director = await world.addPerson({ name: 'Директор' });
  await world.transaction(async (ctx) => {
    ids = await insertCustomers(ctx, 5);
    // The worked example of the life cycle; a steady one; one who came once; one who came weekly and fell silent; one who never came.
    const example = [
      '2024-01-15',
      '2024-03-10',
      '2024-05-20',
      '2024-11-05',
      '2024-12-20',
      '2025-03-20',
      '2025-06-21',
    ].map((on) => sale(0, on, 100));
    const months = Array.from({ length: 20 }, (_, index) =>
      sale(
        1,
        `${2024 + Math.floor((index + 2) / 12)}-${String(((index + 2) % 12) + 1).padStart(2, '0')}-01`,
        1000,
      ),
    );
    const weekly = ['2025-08-01', '2025-08-08', '2025-08-15', '2025-08-22'].map((on) => sale(3, on, 10));
    await insertSettlements(ctx, [...example, ...months, sale(2, '2025-09-15', 50), ...weekly]);
    await publishEvent(ctx, 'imports.import_published', {
      importId: 1,
      kind: 'settlements',
      firstDay: '2024-01-15',
      lastDay: '2025-10-01',
    });
  });
  await world.drain();
}, 120_000);
afterAll(() => world.close());

const get = async (url: string, personId = director) => {
  const response = await world.request(personId, 'GET', url);
  return { status: response.statusCode, body: response.json() };
};

test('every screen begins with the state of the figures: a finished history is read as of its end', async () => {
  const { status, body } = await get('/api/classes/state');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    defaultAsOf: '2025-10-01',
    firstSettlementOn: '2024-01-15',
    lastSettlementOn: '2025-10-01',
    customers: 5,
    settlements: 32,
    version: 1,
    job: null,
  });
});

test('the cells of the table add up to the ranked customers and to the whole turnover (CLS-5)', async () => {
  const { body } = await get('/api/classes/table');
  expect(body.customers).toBe(4);
  expect(body.notRanked).toBe(1);
  expect(body.value).toBe('12490.00');
  expect(body.cells.reduce((sum: number, cell: { customers: number }) => sum + cell.customers, 0)).toBe(4);
  expect(body.cells.reduce((sum: number, cell: { share: number }) => sum + cell.share, 0)).toBeCloseTo(1, 5);
  expect(body.withoutXyz).toEqual([{ reason: 'new_customer', customers: 2 }]);
  expect((await get('/api/classes/table?period=quarter&window=6m')).body.definitions).toMatchObject({
    abc: { windowMonths: 6 },
    xyz: { period: 'quarter', periods: 2 },
  });
});

test('a cell opens its customers page by page with the totals of the whole cell', async () => {
  const first = await get('/api/classes/customers?limit=3');
  expect(first.body.rows.map((row: { customer: { id: string } }) => row.customer.id)).toEqual([
    `cus_${ids[1]}`,
    `cus_${ids[0]}`,
    `cus_${ids[2]}`,
  ]);
  expect(first.body.totals).toMatchObject({ customers: 4, value: '12490.00', share: 1 });
  const second = await get(`/api/classes/customers?limit=3&cursor=${first.body.nextCursor}`);
  expect(second.body).toMatchObject({
    rows: [{ customer: { id: `cus_${ids[3]}` }, abc: 'C', xyz: null, xyzReason: 'new_customer' }],
    nextCursor: null,
  });
  expect((await get('/api/classes/customers?abc=A&xyz=X')).body.rows).toHaveLength(1);
  expect((await get('/api/classes/customers?key=true')).body.totals.customers).toBe(0);
});

test('tried borders name who would move, a flow names its customers', async () => {
  const moves = await get('/api/classes/borders/customers?borderA=98&borderB=99');
  expect(moves.body).toMatchObject({
    moving: 1,
    rows: [{ row: { customer: { id: `cus_${ids[0]}` }, abc: 'C' }, abcThen: 'A' }],
  });
  const flow = await get(
    '/api/classes/flows/customers?scheme=abc&from=2025-06-30&to=2025-10-01&was=none&is=C',
  );
  expect(flow.body.rows.map((row: { customer: { id: string } }) => row.customer.id)).toEqual([
    `cus_${ids[2]}`,
    `cus_${ids[3]}`,
  ]);
});

test('the months of the history count every customer once (CLS-8)', async () => {
  const { body } = await get('/api/classes/months');
  const last = body.months.at(-1);
  expect(last).toMatchObject({ asOf: '2025-10-01', A: 1, B: 0, C: 3, noXyz: 2 });
  expect(body.months[0]).toMatchObject({ asOf: '2024-02-01', A: 1, C: 0 });
});

test('active customers at the end are those at the start, new and recovered, less the lost (LC-5, LC-9)', async () => {
  const { body } = await get('/api/life-cycle?from=2025-03-01&to=2025-10-01');
  const active = (one: Record<string, number>) =>
    (one['new'] ?? 0) + (one['regular'] ?? 0) + (one['recovered'] ?? 0);
  const into = (is: string) =>
    body.moves
      .filter((move: { is: string }) => move.is === is)
      .reduce((sum: number, move: { changes: number }) => sum + move.changes, 0);
  expect([active(body.start), active(body.end)]).toEqual([2, 3]);
  expect(active(body.end)).toBe(active(body.start) + into('new') + into('recovered') - into('lost'));
  expect(body.months.at(-1)).toEqual({ on: '2025-10-01', structure: body.end });
  expect(body.end).toMatchObject({ potential: 1, lost: 1 });
  expect((await get('/api/life-cycle?from=2026-01-01&to=2025-01-01')).status).toBe(400);
});

test('lost and recovered are listed with day, silence and turnover of the year before (LC-4)', async () => {
  const lost = await get('/api/life-cycle/moved?is=lost&from=2025-01-01&to=2025-10-01');
  expect(lost.body.rows).toMatchObject([
    {
      customer: { id: `cus_${ids[0]}` },
      day: '2025-09-22',
      lastOn: '2025-06-21',
      days: 93,
      turnover: '400.00',
      was: 'recovered',
    },
    { customer: { id: `cus_${ids[0]}` }, day: '2025-06-21', lastOn: '2025-03-20' },
  ]);
  expect(lost.body.totals).toMatchObject({ changes: 2, customers: 1 });
  const file = await world.request(
    director,
    'GET',
    '/api/life-cycle/moved/export?is=lost&from=2025-01-01&to=2025-10-01&format=csv',
  );
  expect(file.statusCode).toBe(200);
  expect(file.body.trim().split('\n')).toHaveLength(3);
});

test('who is silent longer than usual is leaving, and stays so until lost', async () => {
  const { body } = await get('/api/life-cycle/leaving');
  expect(body).toMatchObject({
    customers: 1,
    rows: [
      { customer: { id: `cus_${ids[3]}` }, days: 40, usualDays: 7, lostOn: '2025-11-23', turnover: '40.00' },
    ],
  });
  expect(body.rows[0].months).toHaveLength(12);
});

test('a manager sees his customers, their amounts, and neither shares nor totals of the base (10-access)', async () => {
  const manager = await world.addPerson({
    cells: {
      classes: { read: 'all' },
      customers: { read: 'own' },
      unownedCustomers: { read: 'all' },
      amounts: { read: 'own' },
    },
  });
  const table = await get('/api/classes/table', manager);
  expect(table.body).toMatchObject({ customers: 4, value: null });
  expect(
    table.body.cells.every(
      (cell: { share: unknown; value: unknown }) => cell.share === null && cell.value === null,
    ),
  ).toBe(true);
  const list = await get('/api/classes/customers', manager);
  expect(
    list.body.rows.every(
      (row: { value: unknown; shareBefore: unknown }) => row.value === null && row.shareBefore === null,
    ),
  ).toBe(true);
  expect((await get('/api/classes/months', manager)).body.months).toEqual([]);
  const stranger = await world.addPerson({ cells: { classes: { read: 'all' }, customers: { read: 'own' } } });
  expect((await get('/api/life-cycle/leaving', stranger)).body).toMatchObject({ customers: 0, rows: [] });
});
