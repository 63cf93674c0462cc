import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { rows, sql } from '#platform/server/db/db.ts';
import { publishEvent } from '#platform/server/outbox.ts';
import { day } from '#platform/shared/days.ts';
import { defaultDefinitions } from '../shared/definitions.ts';
import type { PlainSettlement } from '../shared/evaluate.ts';
import { askForRecalculation } from './jobs.ts';
import { insertCustomers, insertSettlements } from './testing.ts';

let world: TestWorld;
let director: number;
let ids: number[];

const sale = (
  customer: number,
  on: string,
  rubles: number,
  kind: PlainSettlement['kind'] = 'document',
): PlainSettlement => ({
  customerId: ids[customer] ?? 0,
  on: day(on),
  kind,
  number: `${customer}-${on}`,
  amountMinor: BigInt(rubles) * 100n,
  quantity: 1_000_000n,
});

beforeAll(async () => {
  world = await createTestWorld();
  director = await world.addPerson({ name: 'Директор' });
  await world.transaction(async (ctx) => {
    ids = await insertCustomers(ctx, 4);
    // The first customer is the worked example of the life cycle; the second steady; the third came once; the fourth never.
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
    await insertSettlements(ctx, [...example, ...months, sale(2, '2025-09-15', 50)]);
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

test('an import sets the recalculation going: badges of every customer with settlements (CLS-8)', async () => {
  const found = await world.transaction(({ db }) =>
    rows(
      db,
      sql<
        Record<string, unknown>
      >`select customer_id, category, category_since, abc, xyz, turnover_minor, turnover_before_minor, cardinality(month_minor) as months, as_of
                                            from customers.badge where category <> 'potential' order by customer_id`,
    ),
  );
  // Today is 2026-11-20, the last settlement 2025-10-01: the finished history is read as of its end.
  expect(found).toMatchObject([
    {
      customer_id: ids[0],
      category: 'lost',
      category_since: '2025-09-22',
      abc: 'C',
      xyz: 'Z',
      turnover_minor: 40_000n,
      turnover_before_minor: null,
      months: 12,
      as_of: '2025-10-01',
    },
    { customer_id: ids[1], category: 'regular', abc: 'A', xyz: 'X', turnover_minor: 1_200_000n },
    { customer_id: ids[2], category: 'new', abc: 'C', xyz: null },
  ]);
});

test('the newest month is told to others once, however often it is reckoned (domain 03, section 6)', async () => {
  const told = () =>
    world.transaction(({ db }) =>
      rows(
        db,
        sql<{
          payload: unknown;
        }>`select payload from platform.outbox_event where name = 'classes.class_changed'`,
      ),
    );
  const changed = await world.transaction(({ db }) =>
    rows(
      db,
      sql<{ customer_id: number }>`select customer_id from classes.class_history where as_of = '2025-10-01'`,
    ),
  );
  expect(await told()).toEqual([{ payload: { asOf: '2025-10-01', version: 1, customers: changed.length } }]);
  await world.transaction((ctx) => askForRecalculation(ctx, { key: 'again' }));
  await world.drain();
  expect(await told()).toHaveLength(1);
});

test('history is filled back over the months as dated transitions, and the card tells it (CLS-8, LC-5)', async () => {
  const { body } = await get(`/api/classes/customers/cus_${ids[0]}/history`);
  expect(body.transitions.map((one: { on: string; to: string }) => `${one.on} ${one.to}`)).toEqual([
    '2024-01-15 new',
    '2024-04-16 regular',
    '2024-08-21 lost',
    '2024-11-05 recovered',
    '2025-02-06 regular',
    '2025-06-21 lost',
    '2025-06-21 recovered',
    '2025-09-22 lost',
  ]);
  expect(body.classes[0]).toMatchObject({ asOf: '2024-02-01', abc: 'A' });
  expect(body.version).toBe(1);
});

test('every figure of a customer explains itself', async () => {
  const { status, body } = await get(`/api/classes/customers/cus_${ids[1]}/explanation`);
  expect(status).toBe(200);
  const inputs = Object.fromEntries(
    body.abc.inputs.map((one: { name: string; value: unknown }) => [one.name, one.value]),
  );
  expect(inputs).toMatchObject({
    windowFrom: '2024-10-02',
    windowTo: '2025-10-01',
    value: '12000.00',
    shareBefore: 0,
    total: '12450.00',
  });
  expect(body.xyz).toMatchObject({ result: 'X', reason: null });
  expect(body.series).toHaveLength(12);
  expect(body.tenure.result).toBe('19');
  expect((await get('/api/classes/customers/cus_999999/explanation')).status).toBe(404);
});

test('a manager is told nothing of a foreign customer, and no amounts of an unowned one (10-access)', async () => {
  const stranger = await world.addPerson({ cells: { classes: { read: 'all' }, customers: { read: 'own' } } });
  expect((await get(`/api/classes/customers/cus_${ids[1]}/explanation`, stranger)).status).toBe(404);
  expect((await get(`/api/classes/customers/cus_${ids[1]}/history`, stranger)).status).toBe(404);
  const manager = await world.addPerson({
    cells: {
      classes: { read: 'all' },
      customers: { read: 'own' },
      unownedCustomers: { read: 'all' },
      amounts: { read: 'own' },
    },
  });
  const { body } = await get(`/api/classes/customers/cus_${ids[1]}/explanation`, manager);
  const inputs = Object.fromEntries(
    body.abc.inputs.map((one: { name: string; value: unknown }) => [one.name, one.value]),
  );
  expect(body.abc.result).toBe('A');
  expect(inputs).toMatchObject({ value: null });
  expect(inputs).not.toHaveProperty('total');
});

test('flows between two dates, borders as they might be, and the distribution (CLS-5, CLS-8)', async () => {
  const flows = await get('/api/classes/flows?from=2025-03-20&to=2025-10-01');
  expect(flows.body.category).toContainEqual({ from: 'potential', to: 'new', customers: 1 });
  expect(flows.body.category).toContainEqual({ from: 'regular', to: 'lost', customers: 1 });
  const borders = await get('/api/classes/borders?borderA=98&borderB=99');
  expect(
    borders.body.cells
      .filter((cell: { abc: string }) => cell.abc === 'A')
      .reduce((sum: number, cell: { customers: number }) => sum + cell.customers, 0),
  ).toBe(2);
  expect((await get('/api/classes/borders?borderA=90&borderB=80')).status).toBe(400);
  const { body } = await get('/api/classes/distribution');
  expect(body.steps[0]).toEqual({ from: 0, to: 0.05, customers: 1 });
  expect(body.periods).toHaveLength(4);
});

test('a change of definitions is previewed, saved as a new version, and recalculated; the old history stays (LC-6)', async () => {
  const definitions = { ...defaultDefinitions, lifeCycle: { windowMonths: 6, directionWindowMonths: {} } };
  const preview = await world.request(director, 'POST', '/api/classes/definitions/preview', { definitions });
  expect(preview.json()).toMatchObject({ customers: 3, moved: 1 });
  expect(preview.json().category).toContainEqual({ from: 'lost', to: 'regular', customers: 1 });
  const bad = await world.request(director, 'PUT', '/api/classes/definitions', {
    version: 1,
    definitions: { ...definitions, abc: { ...definitions.abc, borderA: 80 } },
  });
  expect([bad.statusCode, bad.json().error.code]).toEqual([400, 'classes.definitions_invalid']);
  const saved = await world.request(director, 'PUT', '/api/classes/definitions', { version: 1, definitions });
  expect(saved.json()).toMatchObject({ version: 2 });
  expect(
    (await world.request(director, 'PUT', '/api/classes/definitions', { version: 1, definitions }))
      .statusCode,
  ).toBe(409);
  await world.drain();
  const categories = await world.transaction(({ db }) =>
    rows(
      db,
      sql<{
        version: number;
        transitions: number;
      }>`select version, count(*)::int as transitions from classes.transition group by version order by version`,
    ),
  );
  expect(categories.map((row) => row.version)).toEqual([1, 2]);
  expect(await badgeOf(0)).toBe('regular');
  const shown = await get('/api/classes/definitions');
  expect(shown.body).toMatchObject({ version: 2, asOf: '2025-10-01', proposedWindowMonths: 2 });
  expect(shown.body.versions.map((one: { reason: string }) => one.reason)).toEqual(['change', 'start']);
});

test('older data arriving later rewrites the history under a new version, marked', async () => {
  await world.transaction(async (ctx) => {
    await insertSettlements(ctx, [sale(3, '2024-06-15', 70)]);
    await publishEvent(ctx, 'imports.import_published', {
      importId: 2,
      kind: 'settlements',
      firstDay: '2024-06-15',
      lastDay: '2024-06-15',
    });
  });
  await world.drain();
  expect(
    (await get('/api/classes/definitions')).body.versions.map((one: { reason: string }) => one.reason),
  ).toEqual(['older_data', 'change', 'start']);
  expect((await get(`/api/classes/customers/cus_${ids[3]}/history`)).body).toMatchObject({
    version: 3,
    transitions: [
      { on: '2024-06-15', to: 'new' },
      { on: '2024-12-16', to: 'lost' },
    ],
  });
  expect(await badgeOf(3)).toBe('lost');
});

test('an undone import makes its customers potential again', async () => {
  await world.transaction(async (ctx) => {
    await ctx.db.client.query(
      `insert into sales.settlement_gone (customer_id, settlement_id) select customer_id, id from sales.settlement where customer_id = ${ids[3]}`,
    );
    await ctx.db.client.query(
      `delete from sales.line where customer_id = ${ids[3]}; delete from sales.settlement where customer_id = ${ids[3]}`,
    );
    await publishEvent(ctx, 'imports.import_undone', {
      importId: 2,
      kind: 'settlements',
      firstDay: '2024-06-15',
      lastDay: '2024-06-15',
    });
  });
  await world.drain();
  expect(await badgeOf(3)).toBe('potential');
});

async function badgeOf(customer: number): Promise<string | undefined> {
  const found = await world.transaction(({ db }) =>
    rows(
      db,
      sql<{ category: string }>`select category from customers.badge where customer_id = ${ids[customer]}`,
    ),
  );
  return found[0]?.category;
}
