import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';

describe('__room__', () => {
  let world: TestWorld;
  let admin: number;
  let guest: number;

  beforeAll(async () => {
    world = await createTestWorld();
    admin = await world.addPerson();
    guest = await world.addPerson({ cells: {} });
  });
  afterAll(() => world.close());

  test('a record is made, listed page by page and changed, and of two changes the later is told', async () => {
    for (const name of ['Второй', 'Первый', 'Ёлка']) {
      expect((await world.request(admin, 'POST', '/api/__room__', { name })).statusCode).toBe(201);
    }
    const page = (await world.request(admin, 'GET', '/api/__room__?limit=2')).json<{
      rows: { id: string; name: string }[];
      nextCursor: string;
    }>();
    expect(page.rows.map((row) => row.name)).toEqual(['Второй', 'Ёлка']);
    const rest = await world.request(admin, 'GET', `/api/__room__?cursor=${page.nextCursor}`);
    expect(rest.json<{ rows: { name: string }[] }>().rows.map((row) => row.name)).toEqual(['Первый']);
    const path = `/api/__room__/${page.rows[0]?.id}`;
    expect((await world.request(admin, 'PATCH', path, { version: 1, name: 'Иной' })).json()).toMatchObject({ version: 2 });
    expect((await world.request(admin, 'PATCH', path, { version: 1, name: 'Поздний' })).statusCode).toBe(409);
  });

  test('for whoever has no right the routes do not exist', async () => {
    expect((await world.request(guest, 'GET', '/api/__room__')).statusCode).toBe(404);
    expect((await world.request(guest, 'POST', '/api/__room__', { name: 'Нет' })).statusCode).toBe(404);
  });
});
