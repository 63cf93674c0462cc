import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { run, sql } from '#platform/server/db/db.ts';
import { day } from '#platform/shared/days.ts';
import { insertCustomers, insertSettlements } from '#rooms/classes/server/testing.ts';

let world: TestWorld;
let director: number;

beforeAll(async () => {
  world = await createTestWorld();
  director = await world.addPerson({ name: 'Директор', code: 'DIR' });
  await world.transaction(async (ctx) => {
    const ids = await insertCustomers(ctx, 3);
    const sale = (
      customer: number,
      on: string,
      rubles: number,
      kind: 'document' | 'return' = 'document',
    ) => ({
      customerId: ids[customer] ?? 0,
      on: day(on),
      kind,
      number: `${customer}/${on}`,
      amountMinor: BigInt(rubles) * 100n,
      quantity: 1_000_000n,
    });
    await insertSettlements(ctx, [
      sale(0, '2026-09-10', 300),
      sale(0, '2026-10-10', 200),
      sale(0, '2026-10-20', -50, 'return'),
      sale(1, '2026-02-01', 100),
    ]);
    await run(ctx.db, sql`update customers.customer set name = '=HYPERLINK("x")' where id = ${ids[0]}`);
    await run(
      ctx.db,
      sql`insert into customers.responsible_period (customer_id, person_id, from_on) values (${ids[1]}, ${director}, '2026-01-01')`,
    );
    await run(
      ctx.db,
      sql`update customers.customer set responsible_id = ${director}, first_contact_on = '2026-01-15' where id = ${ids[1]}`,
    );
  });
});
afterAll(() => world.close());

const get = (url: string, personId = director) => world.request(personId, 'GET', url);

test('every report answers definitions, totals and rows in the shape of its contract', async () => {
  for (const name of ['classes', 'lifecycle', 'abc-xyz', 'employees', 'customers', 'dynamics', 'products']) {
    const response = await get(`/api/reports/${name}`);
    expect([name, response.statusCode]).toEqual([name, 200]);
    expect(Object.keys(response.json())).toEqual(['definitions', 'totals', 'rows', 'hasMore']);
    expect(response.json().definitions).toMatchObject({ asOf: '2026-11-20', version: 1, currency: 'RUB' });
  }
});

test('a return that names no sale lowers the turnover and no sum by sale class (domain 00, section 3)', async () => {
  const { totals } = (await get('/api/reports/dynamics')).json();
  expect(totals).toMatchObject({
    turnover: '550.00',
    firstSalesAmount: '400.00',
    repeatSalesAmount: '200.00',
    returnsAmount: '-50.00',
    settlements: 3,
  });
});

test('the table by employee: the manager of the customer, and a row without an employee; totals add up (KPI-8)', async () => {
  const { rows, totals } = (await get('/api/reports/employees?from=2026-01-01&to=2026-11-20')).json();
  expect(rows).toMatchObject([
    {
      employee: { code: 'DIR', name: 'Директор' },
      potentialCustomers: 1,
      firstSales: 1,
      lostCustomers: 1,
      firstSalesAmount: '100.00',
    },
    {
      employee: { code: null, name: null },
      potentialCustomers: 0,
      firstSales: 1,
      lostCustomers: 0,
      firstSalesAmount: '300.00',
      repeatSalesAmount: '200.00',
    },
  ]);
  expect(totals).toMatchObject({
    employee: null,
    potentialCustomers: 1,
    firstSales: 2,
    lostCustomers: 1,
    firstSalesAmount: '400.00',
    newDirectionSalesAmount: '0.00',
    cohortBought: 1,
  });
});

test('a figure of sales opens its settlements, the largest first, and they add up to the turnover', async () => {
  const { rows, totals } = (await get('/api/reports/sales/facts?from=2026-01-01&to=2026-11-20')).json();
  const turnover = (await get('/api/reports/dynamics?from=2026-01-01&to=2026-11-20')).json().totals.turnover;
  expect(totals.amount).toBe(turnover);
  const amounts = rows.map((row: { amount: string }) => Number(row.amount));
  expect(amounts).toEqual([...amounts].sort((left, right) => right - left));
  expect(amounts.reduce((sum: number, amount: number) => sum + amount, 0)).toBeCloseTo(Number(turnover));
  expect((await get('/api/reports/sales/facts?product=nothing')).json()).toMatchObject({
    rows: [],
    totals: { settlements: 0 },
  });
});

test('sums by sale class and by customer, new users and movements open down to their rows', async () => {
  const period = 'from=2025-01-01&to=2026-11-20';
  const { totals } = (await get(`/api/reports/dynamics?${period}`)).json();
  for (const [saleClass, figure] of [
    ['first', 'firstSalesAmount'],
    ['repeat', 'repeatSalesAmount'],
    ['newDirection', 'newDirectionSalesAmount'],
    ['return', 'returnsAmount'],
  ] as const) {
    const behind = (await get(`/api/reports/sales/facts?${period}&saleClass=${saleClass}`)).json();
    expect([saleClass, behind.totals.amount]).toEqual([saleClass, totals[figure]]);
  }
  const customers = (await get(`/api/reports/customers?${period}`)).json();
  expect(customers.rows.length).toBeGreaterThan(1);
  for (const row of customers.rows) {
    const own = (
      await get(`/api/reports/sales/facts?${period}&saleClass=first&customer=${row.customer.id}`)
    ).json();
    expect(own.totals.amount).toBe(row.firstSalesAmount);
  }
  const { rows: products } = (await get(`/api/reports/products?${period}`)).json();
  const users = (await get(`/api/reports/sales/facts?${period}&newUsers=true`)).json();
  expect(users.totals.customers).toBeLessThanOrEqual(
    products.reduce((sum: number, row: { newUsers: number }) => sum + row.newUsers, 0),
  );
  for (const [move, figure] of [
    ['new', 'newCustomers'],
    ['lost', 'lostCustomers'],
    ['recovered', 'recoveredCustomers'],
  ] as const) {
    const behind = (await get(`/api/reports/moves/facts?${period}&move=${move}`)).json();
    expect([move, behind.totals.moves, behind.rows.length]).toEqual([move, totals[figure], totals[figure]]);
  }
});

test('every figure of the table opens down to its facts, and they add up to it', async () => {
  const facts = async (query: string) =>
    (await get(`/api/reports/employees/facts?from=2026-01-01&to=2026-11-20&${query}`)).json();
  expect((await facts('figure=lostCustomers')).rows).toMatchObject([
    {
      customer: { code: 'T2', name: 'Клиент 2' },
      on: '2026-05-02',
      document: null,
      product: null,
      amount: null,
    },
  ]);
  const repeat = await facts('figure=repeatSalesAmount&employee=');
  expect(repeat).toMatchObject({
    rows: [{ on: '2026-10-10', document: '0/2026-10-10', amount: '200.00' }],
    hasMore: false,
  });
  expect((await facts('figure=firstSales&limit=1')).hasMore).toBe(true);
});

test('pages of rows, and days and windows that are none', async () => {
  const first = (await get('/api/reports/lifecycle?limit=2')).json();
  expect([first.rows.length, first.hasMore, first.totals.potential]).toEqual([2, true, 1]);
  expect((await get('/api/reports/lifecycle?limit=2&offset=2')).json().rows).toHaveLength(1);
  expect((await get('/api/reports/classes?asOf=2026-02-30')).statusCode).toBe(400);
  expect((await get('/api/reports/classes?window=12')).statusCode).toBe(400);
  expect((await get('/api/reports/employees?from=2026-03-01&to=2026-02-01')).statusCode).toBe(400);
});

test('a file is typed, harmless, named and logged; without the right to export it does not exist', async () => {
  const csv = await get('/api/reports/classes/file?format=csv');
  expect(csv.headers['content-disposition']).toBe('attachment; filename="classes-2026-11-20.csv"');
  expect(csv.body).toContain(`"'=HYPERLINK(""x"")";450,00`);
  const { sheets } = await readXlsx((await get('/api/reports/classes/file?format=xlsx')).rawPayload);
  expect(sheets[0]?.rows[1]?.slice(1, 3)).toEqual(['=HYPERLINK("x")', 450]);
  const logged = await world.transaction(({ db }) =>
    db.client.query(
      `select 1 from platform.audit_entry where entity = 'reports.report' and action = 'export'`,
    ),
  );
  expect(logged.rowCount).toBe(2);
  const reader = await world.addPerson({
    cells: { classes: { read: 'all' }, customers: { read: 'all' }, amounts: { read: 'all' } },
  });
  expect((await get('/api/reports/classes/file?format=csv', reader)).statusCode).toBe(404);
  expect((await get('/api/reports/nonsense/file?format=csv')).statusCode).toBe(404);
});

test('a head of directions sees amounts of his directions only, a person without the right none of a report', async () => {
  const head = await world.addPerson({
    cells: {
      classes: { read: 'all' },
      customers: { read: 'all' },
      unownedCustomers: { read: 'all' },
      amounts: { read: 'ownDirection' },
    },
  });
  const { rows, totals } = (await get('/api/reports/classes', head)).json();
  expect(rows.map((row: { value: unknown; shareBefore: unknown }) => [row.value, row.shareBefore])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(totals.abc.A.value).toBeNull();
  expect((await get('/api/reports/dynamics', head)).json().totals.turnover).toBe('0.00');
  expect((await get('/api/reports/employees', head)).statusCode).toBe(404);
});
