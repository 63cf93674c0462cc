import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import type { Cells } from '#platform/server/access/actor.ts';
import { giveFigures, makeCustomer } from './testing.ts';

const cells = (amounts: Cells['amounts']): Cells => ({
  customers: { read: 'own', write: 'own' },
  unownedCustomers: { read: 'all' },
  ...(amounts ? { amounts } : {}),
  classes: { read: 'all' },
});

interface Reply {
  readonly rows: readonly { name: string; turnover?: string }[];
  readonly nextCursor?: string;
  readonly totals?: { customers: number; turnover?: string; change?: number };
  readonly search?: { as: string; text: string };
}

describe('the customers list', () => {
  let world: TestWorld;
  let admin: number;
  let manager: number;
  let blind: number;

  const people = [
    [
      'Камский завод насосов, АО',
      { category: 'regular', abc: 'A', xyz: 'X', turnoverMinor: 421_840_000n, beforeMinor: 390_000_000n },
      'Набережные Челны',
      '8 855 212 34 56',
    ],
    [
      'Волгаторг, ООО',
      {
        category: 'regular',
        abc: 'A',
        xyz: 'Y',
        turnoverMinor: 387_415_000n,
        lastSettlementOn: '2026-10-01',
      },
      'Казань',
      undefined,
    ],
    [
      'Ёлкин и партнёры, ООО',
      { category: 'lost', abc: 'C', xyz: 'Z', turnoverMinor: 100n, lastSettlementOn: '2025-01-10' },
      'Казань',
      undefined,
    ],
    ['Техснаб-Волга, ООО', { category: 'new', abc: 'B', turnoverMinor: 74_230_000n }, 'Самара', undefined],
    ['Бетонные технологии, ООО', { category: 'potential' }, undefined, undefined],
  ] as const;

  beforeAll(async () => {
    world = await createTestWorld();
    admin = await world.addPerson();
    manager = await world.addPerson({ name: 'Иванова Мария', cells: cells({ read: 'own' }) });
    blind = await world.addPerson({ cells: cells(undefined) });
    await world.transaction(async (ctx) => {
      for (const [index, [name, figures, city, phone]] of people.entries()) {
        const id = await makeCustomer(ctx, {
          name,
          city,
          phone,
          responsibleId: index < 3 ? `per_${manager}` : null,
          parameters: {},
        });
        await giveFigures(ctx, id, figures);
      }
    });
  });
  afterAll(() => world.close());

  const list = async (person: number, query: string): Promise<Reply> => {
    const reply = await world.request(person, 'GET', `/api/customers?${query}`);
    expect(reply.statusCode, reply.body).toBe(200);
    return reply.json<Reply>();
  };
  const names = async (person: number, query: string): Promise<string[]> =>
    (await list(person, query)).rows.map((row) => row.name.split(/[ ,-]/)[0] ?? '');
  const find = (text: string): Promise<string[]> => names(admin, `q=${encodeURIComponent(text)}`);

  test('is sorted by turnover unless told, and its totals count the whole filter', async () => {
    const reply = await list(admin, 'limit=2');
    expect(reply.rows.map((row) => row.turnover)).toEqual(['4218400.00', '3874150.00']);
    expect(reply.totals).toEqual({ customers: 5, turnover: '8834851.00', change: 1.265346 });
  });

  test.each([
    'name',
    '-name',
    'turnover',
    '-turnover',
    'lastSettlement',
    '-lastSettlement',
    'category',
    '-category',
    'class',
    '-class',
    'created',
    '-created',
  ])('pages by %s meet every customer once, in one order', async (sort) => {
    const whole = await names(admin, `sort=${sort}`);
    expect(new Set(whole).size).toBe(5);
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await list(admin, `sort=${sort}&limit=2${cursor}`);
      paged.push(...page.rows.map((row) => row.name.split(/[ ,-]/)[0] ?? ''));
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual(whole);
    expect(whole.toReversed()).toEqual(
      await names(admin, `sort=${sort.startsWith('-') ? sort.slice(1) : `-${sort}`}`),
    );
  });

  test('names sort as Russians sort them: ё beside е', async () => {
    expect(await names(admin, 'sort=name')).toEqual(['Бетонные', 'Волгаторг', 'Ёлкин', 'Камский', 'Техснаб']);
  });

  test('the search forgives ё, case, the form of a phone, the wrong keyboard layout and a typing error', async () => {
    expect(await find('елкин')).toEqual(['Ёлкин']);
    expect(await find('ВОЛГА')).toEqual(['Волгаторг', 'Техснаб']);
    expect(await find('волга техснаб')).toEqual(['Техснаб']);
    expect(await find('(855) 212-34-56')).toEqual(['Камский']);
    expect(await find('не')).toEqual([]);
    expect(await find('те')).toEqual(['Техснаб', 'Бетонные']);
    const layout = await list(admin, `q=${encodeURIComponent('djkufnjhu')}`);
    expect([layout.rows[0]?.name, layout.search]).toEqual([
      'Волгаторг, ООО',
      { as: 'layout', text: 'волгаторг' },
    ]);
    const typo = await list(admin, `q=${encodeURIComponent('валгаторг')}`);
    expect([typo.rows[0]?.name, typo.search?.as]).toEqual(['Волгаторг, ООО', 'similar']);
    expect(await find('50%')).toEqual([]);
  });

  test('a customer is found by his contact person', async () => {
    await world.transaction(async (ctx) => {
      const { addContactPerson } = await import('./contacts.ts');
      const id = await makeCustomer(ctx, { name: 'Полярис, ООО', responsibleId: null });
      await addContactPerson(ctx, id, { name: 'Ильдар Сабиров', email: 'Sabirov@polaris.test' });
    });
    expect(await find('сабиров')).toEqual(['Полярис']);
    expect(await find('sabirov@polaris')).toEqual(['Полярис']);
    await world.transaction(async (ctx) => {
      const { sql } = await import('#platform/server/db/db.ts');
      await sql`update customers.customer set state = 'archived' where name like 'Полярис%'`.execute(ctx.db);
    });
  });

  test('conditions are joined by and', async () => {
    expect(await names(admin, 'category=regular,lost&xyz=X,Z')).toEqual(['Камский', 'Ёлкин']);
    expect(await names(admin, 'xyz=none&sort=name')).toEqual(['Бетонные', 'Техснаб']);
    expect(await names(admin, `city=${encodeURIComponent('Казань|Самара')}&abc=A,B`)).toEqual([
      'Волгаторг',
      'Техснаб',
    ]);
    expect(await names(admin, 'responsible=none&sort=name')).toEqual(['Бетонные', 'Техснаб']);
    expect(await names(manager, 'responsible=me&sort=name')).toEqual(['Волгаторг', 'Ёлкин', 'Камский']);
    expect(await names(admin, 'turnoverFrom=742300&turnoverTo=3874150')).toEqual(['Волгаторг', 'Техснаб']);
    expect(await names(admin, 'lastSettlementFrom=2026-01-01')).toEqual(['Волгаторг']);
    expect(await names(admin, 'missing=city')).toEqual(['Бетонные']);
    expect(await names(admin, 'missing=phoneOrEmail,responsible&sort=name')).toEqual(['Бетонные', 'Техснаб']);
    expect(await names(admin, 'missing=any')).toHaveLength(5);
  });

  test('conditions over parameters of every type hold (SEG-1)', async () => {
    await world.request(admin, 'POST', '/api/customer-parameters', {
      key: 'staff',
      name: 'Штат',
      block: 'commercial',
      type: 'number',
    });
    await world.request(admin, 'POST', '/api/customer-parameters', {
      key: 'trade',
      name: 'Отрасль',
      block: 'commercial',
      type: 'text',
    });
    await world.transaction(async (ctx) => {
      const { sql } = await import('#platform/server/db/db.ts');
      await sql`update customers.customer set parameters = '{"staff": 40, "trade": "Оптовая Торговля"}' where name like 'Волга%'`.execute(
        ctx.db,
      );
      await sql`update customers.customer set parameters = '{"staff": 9}' where name like 'Кам%'`.execute(
        ctx.db,
      );
    });
    const by = (conditions: unknown) =>
      names(admin, `sort=name&parameters=${encodeURIComponent(JSON.stringify(conditions))}`);
    expect(await by([{ key: 'staff', op: 'gt', value: 9 }])).toEqual(['Волгаторг']);
    expect(await by([{ key: 'staff', op: 'between', value: [9, 40] }])).toEqual(['Волгаторг', 'Камский']);
    expect(await by([{ key: 'staff', op: 'eq', value: 9 }])).toEqual(['Камский']);
    expect(await by([{ key: 'staff', op: 'ne', value: 9 }])).toEqual(['Волгаторг']);
    expect(
      await by([
        { key: 'trade', op: 'contains', value: 'торг' },
        { key: 'staff', op: 'notEmpty' },
      ]),
    ).toEqual(['Волгаторг']);
    expect(await by([{ key: 'trade', op: 'in', value: ['Услуги', 'Оптовая Торговля'] }])).toEqual([
      'Волгаторг',
    ]);
    expect(await by([{ key: 'trade', op: 'empty' }])).toHaveLength(4);
    const refused = async (conditions: unknown) =>
      (
        await world.request(
          admin,
          'GET',
          `/api/customers?parameters=${encodeURIComponent(JSON.stringify(conditions))}`,
        )
      ).statusCode;
    expect(await refused([{ key: 'nothing', op: 'empty' }])).toBe(422);
    expect(await refused([{ key: 'staff', op: 'gt', value: 'много' }])).toBe(422);
    expect(await refused({ key: 'staff' })).toBe(400);
  });

  test('a manager sees his own and the unowned, and amounts of his own only', async () => {
    const mine = await list(manager, 'sort=-turnover');
    expect(mine.rows.map((row) => row.turnover)).toEqual([
      '4218400.00',
      '3874150.00',
      '1.00',
      undefined,
      undefined,
    ]);
    expect(mine.totals).toMatchObject({ customers: 5, turnover: '8092551.00' });
    const foreign = await world.addPerson({ cells: cells({ read: 'own' }) });
    expect(await names(foreign, 'sort=name')).toEqual(['Бетонные', 'Техснаб']);
    expect(await names(foreign, 'turnoverFrom=1')).toEqual([]);
  });

  test('nobody sorts or filters by what he may not read', async () => {
    for (const query of [
      'sort=turnover',
      'sort=-lastSettlement',
      'turnoverFrom=5',
      'lastSettlementTo=2026-01-01',
    ]) {
      expect((await world.request(blind, 'GET', `/api/customers?${query}`)).statusCode, query).toBe(403);
    }
    const plain = await list(blind, '');
    expect(plain.rows.map((row) => row.turnover)).toEqual([undefined, undefined]);
    expect(plain.totals).toEqual({ customers: 2 });
  });

  test('a malformed condition or a cursor of another order is refused, never a fault', async () => {
    const { nextCursor: next } = await list(admin, 'sort=name&limit=2');
    for (const query of [
      'category=vip',
      'sort=size',
      'limit=1000',
      'cursor=%00',
      'cursor=abc',
      `sort=turnover&cursor=${next}`,
      'state=gone',
      'createdFrom=2026-13-40',
      'division=7',
      'nonsense=1',
    ]) {
      expect((await world.request(admin, 'GET', `/api/customers?${query}`)).statusCode, query).toBe(400);
    }
  });

  test('the list leaves as a file, with the same rows and harmless cells', async () => {
    await world.request(admin, 'POST', '/api/customers', { name: '=1+2', city: 'Уфа' });
    const file = await world.request(
      admin,
      'GET',
      `/api/customers/export?format=csv&sort=name&city=${encodeURIComponent('Казань|Уфа')}`,
    );
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-disposition']).toContain('customers-2026-11-20.csv');
    const lines = file.body.trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.some((line) => line.includes("'=1+2"))).toBe(true);
    expect((await world.request(manager, 'GET', '/api/customers/export?format=csv')).statusCode).toBe(404);
  });
});
