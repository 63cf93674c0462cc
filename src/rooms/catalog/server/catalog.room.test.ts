import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import { loadActor } from '#platform/server/access/load-actor.ts';
import { today } from '#platform/server/ctx.ts';

describe('the catalogue (PORT-1)', () => {
  let world: TestWorld;
  let admin: number;
  let reader: number;

  beforeAll(async () => {
    world = await createTestWorld();
    admin = await world.addPerson();
    reader = await world.addPerson({ cells: { catalog: { read: 'all' } } });
  });
  afterAll(() => world.close());

  const send = async (person: number, method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown) => {
    const reply = await world.request(person, method, url, body);
    const parsed = reply.json<Record<string, unknown> & { id: string; error?: { code: string } }>();
    return { status: reply.statusCode, body: parsed, code: parsed.error?.code };
  };

  test('two levels: direction and product, each with a name of its own', async () => {
    const made = await send(admin, 'POST', '/api/catalog/directions', {
      name: '1С',
      headId: `per_${reader}`,
      windowMonths: 12,
    });
    expect(made.status).toBe(201);
    expect((await send(admin, 'POST', '/api/catalog/directions', { name: '1с' })).code).toBe(
      'catalog.name_taken',
    );
    const product = await send(admin, 'POST', '/api/catalog/products', {
      name: '1С:Бухгалтерия',
      directionId: made.body.id,
      listPrice: '13000.50',
      unit: 'шт',
    });
    expect(product.status).toBe(201);
    await send(admin, 'POST', '/api/catalog/products', { name: 'Разовый выезд', oneOff: true });
    const directions = await send(reader, 'GET', '/api/catalog/directions');
    expect(directions.body).toMatchObject({
      directions: [{ name: '1С', products: 1, windowMonths: 12, head: { id: `per_${reader}` } }],
      withoutDirection: 1,
    });
    expect((await send(reader, 'GET', '/api/catalog/products?q=бухгалтер')).body).toMatchObject({
      rows: [{ name: '1С:Бухгалтерия', listPrice: '13000.5', direction: { name: '1С' }, oneOff: false }],
      total: 1,
    });
    expect((await send(reader, 'GET', '/api/catalog/products?direction=none')).body).toMatchObject({
      rows: [{ name: 'Разовый выезд', oneOff: true }],
    });
  });

  test('whoever reads does not write, and for him the route does not exist', async () => {
    expect((await send(reader, 'POST', '/api/catalog/products', { name: 'Моё' })).status).toBe(404);
    expect(
      (await send(admin, 'POST', '/api/catalog/products', { name: 'Чужое', directionId: 'dir_99999' })).code,
    ).toBe('catalog.direction_unknown');
  });

  test('the head of a direction is known to access', async () => {
    const actor = await world.transaction((ctx) => loadActor(ctx.db, reader, today(ctx), ctx.services));
    expect(actor.directionIds).toHaveLength(1);
  });

  test('a direction with products stays; an old version loses', async () => {
    const [direction] = (await send(admin, 'GET', '/api/catalog/directions')).body['directions'] as {
      id: string;
      version: number;
    }[];
    const path = `/api/catalog/directions/${direction?.id}`;
    expect((await send(admin, 'PATCH', path, { version: 1, archived: true })).code).toBe(
      'catalog.direction_in_use',
    );
    expect((await send(admin, 'PATCH', path, { version: 1, windowMonths: null })).body).toMatchObject({
      version: 2,
    });
    expect((await send(admin, 'PATCH', path, { version: 1, name: 'Два' })).code).toBe(
      'catalog.changed_meanwhile',
    );
  });

  test('pages by name meet every product once', async () => {
    for (const name of ['Ёмкость', 'Еда', 'Жук', 'Дом'])
      await send(admin, 'POST', '/api/catalog/products', { name });
    const names: string[] = [];
    let cursor = '';
    do {
      const page = (await send(admin, 'GET', `/api/catalog/products?limit=2${cursor}`)).body as unknown as {
        rows: { name: string }[];
        nextCursor?: string;
      };
      names.push(...page.rows.map((one) => one.name));
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(names).toEqual(['1С:Бухгалтерия', 'Дом', 'Еда', 'Ёмкость', 'Жук', 'Разовый выезд']);
  });
});
