import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import type { Cells } from '#platform/server/access/actor.ts';
import { run, sql } from '#platform/server/db/db.ts';
import type { Ctx } from '#platform/server/ctx.ts';

const reads = (amounts: Cells['amounts']): Cells => ({
  customers: { read: 'all' },
  unownedCustomers: { read: 'all' },
  ...(amounts ? { amounts } : {}),
});

describe('settlements of a customer (CL-3)', () => {
  let world: TestWorld;
  let director: number;
  let manager: number;
  let foreign: number;
  let head: number;
  let blind: number;

  beforeAll(async () => {
    world = await createTestWorld();
    director = await world.addPerson();
    manager = await world.addPerson({ name: 'Иванова', cells: reads({ read: 'own' }) });
    foreign = await world.addPerson({ cells: reads({ read: 'own' }) });
    head = await world.addPerson({ cells: reads({ read: 'ownDirection' }) });
    blind = await world.addPerson({ cells: reads(undefined) });
    await world.transaction((ctx) => seed(ctx, manager, head));
  });
  afterAll(() => world.close());

  const get = async (person: number, path: string) => {
    const reply = await world.request(person, 'GET', `/api/customers/${path}`);
    return {
      status: reply.statusCode,
      body: reply.json<
        Record<string, unknown> & {
          rows: { number: string; amount: string; id: string }[];
          nextCursor?: string;
        }
      >(),
    };
  };

  test('come newest first with their sum, merged customers included, internal transfers not summed', async () => {
    const { body } = await get(director, 'cus_1/settlements');
    expect(body.rows.map((row) => [row.number, row.amount])).toEqual([
      ['7', '5.00'],
      ['3', '-10.00'],
      ['2', '50.00'],
      ['1', '300.00'],
      ['9', '70.00'],
    ]);
    expect(body['totals']).toEqual({ settlements: 4, amount: '410.00' });
  });

  test('page by page none is lost', async () => {
    const numbers: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(director, `cus_1/settlements?limit=2${cursor}`);
      numbers.push(...body.rows.map((row) => row.number));
      cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(numbers).toEqual(['7', '3', '2', '1', '9']);
    expect((await get(director, 'cus_1/settlements?cursor=abc')).status).toBe(400);
  });

  test('a settlement shows its lines', async () => {
    const { body } = await get(director, 'cus_1/settlements/set_1');
    expect(body).toMatchObject({
      number: '1',
      source: 'Проба',
      items: [
        { product: { code: 'P1' }, direction: 'Раз', quantity: '2', price: '100.5', amount: '201.00' },
        { product: { code: 'P2' }, amount: '99.00' },
      ],
    });
  });

  test("a manager reads those of his customers, nobody else's", async () => {
    expect((await get(manager, 'cus_1/settlements')).status).toBe(200);
    expect((await get(foreign, 'cus_1/settlements')).status).toBe(404);
    expect((await get(foreign, 'cus_1/settlements/set_1')).status).toBe(404);
    expect((await get(blind, 'cus_1/settlements')).status).toBe(404);
  });

  test('a head of a direction sees the amounts of its lines only, in rows, totals and lines', async () => {
    const { body } = await get(head, 'cus_1/settlements');
    expect(body.rows.map((row) => [row.number, row.amount])).toEqual([
      ['2', '50.00'],
      ['1', '201.00'],
    ]);
    expect(body['totals']).toEqual({ settlements: 2, amount: '251.00' });
    expect((await get(head, 'cus_1/settlements/set_1')).body).toMatchObject({
      amount: '201.00',
      lines: 1,
      items: [{ product: { code: 'P1' } }],
    });
    expect((await get(head, 'cus_1/settlements/set_3')).status).toBe(404);
  });
});

async function seed(ctx: Ctx, managerId: number, headId: number): Promise<void> {
  const { db } = ctx;
  await run(
    db,
    sql`insert into catalog.direction (code, name, head_id) values ('D1', 'Раз', ${headId}), ('D2', 'Два', null)`,
  );
  await run(
    db,
    sql`insert into catalog.product (code, name, direction_id) values ('P1', 'Первый', 1), ('P2', 'Второй', 2)`,
  );
  await run(
    db,
    sql`insert into customers.customer (code, name, responsible_id) values ('C1', 'Покупатель', ${managerId}), ('C2', 'Двойник', ${managerId})`,
  );
  await run(db, sql`update customers.customer set merged_into_id = 1 where id = 2`);
  await run(db, sql`insert into sales.source (key, name) values ('test', 'Проба')`);
  await run(
    db,
    sql`insert into sales.settlement (customer_id, source_id, year, number, day, kind, employee_id, currency, amount_minor)
        values (1, 1, 2026, '1', '2026-01-10', 'payment', ${managerId}, 'RUB', 30000), (1, 1, 2026, '2', '2026-02-10', 'payment', null, 'RUB', 5000),
               (1, 1, 2026, '3', '2026-03-10', 'return', null, 'RUB', -1000), (1, 1, 2026, '7', '2026-03-11', 'internal', null, 'RUB', 500),
               (2, 1, 2025, '9', '2025-12-01', 'document', null, 'RUB', 7000)`,
  );
  await run(
    db,
    sql`insert into sales.line (customer_id, settlement_id, line_no, product_id, ordinal, day, quantity, price, amount_minor)
        values (1, 1, 1, 1, 1, '2026-01-10', 2, 100.5, 20100), (1, 1, 2, 2, 1, '2026-01-10', 1, 99, 9900), (1, 2, 1, 1, 1, '2026-02-10', null, null, 5000),
               (1, 3, 1, 2, 1, '2026-03-10', null, null, -1000), (1, 4, 1, null, 1, '2026-03-11', null, null, 500), (2, 5, 1, null, 1, '2025-12-01', null, null, 7000)`,
  );
}
