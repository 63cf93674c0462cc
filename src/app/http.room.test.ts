import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordChange } from '#platform/server/audit/audit.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import { createApp } from '#platform/server/http/app.ts';
import { route } from '#platform/server/room.ts';
import type { Room } from '#platform/server/room.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { defineRefusals } from '#platform/shared/refusals.ts';
import type { TestWorld } from './testing.ts';
import { createTestWorld } from './testing.ts';

const refuse = defineRefusals('probe', { full: 422 });

const addDivision = endpoint({
  method: 'POST',
  path: '/api/probe/divisions',
  access: { resource: 'people', action: 'write' },
  summary: 'Adds',
  status: 201,
  body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 20 }) }),
  reply: Type.Object({ id: Type.Integer() }),
});
const failAfterWrite = endpoint({
  method: 'POST',
  path: '/api/probe/fail',
  access: 'signedIn',
  summary: 'Writes, then refuses',
  reply: Type.Object({}),
});
const countDivisions = endpoint({
  method: 'GET',
  path: '/api/probe/divisions',
  access: { resource: 'people', action: 'read' },
  summary: 'Counts',
  query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })) }),
  reply: Type.Object({ count: Type.Integer(), limit: Type.Optional(Type.Integer()) }),
});

const insertDivision = (name: string) =>
  sql<{ id: number }>`insert into platform.division (name) values (${name}) returning id`;

const probe: Room = {
  name: 'probe',
  routes: [
    route(addDivision, async (ctx, { body }) => {
      const { id } = await exactlyOne(ctx.db, insertDivision(body.name));
      await recordChange(ctx, {
        entity: 'platform.division',
        entityId: id,
        action: 'create',
        after: { name: body.name },
      });
      return { id };
    }),
    route(failAfterWrite, async (ctx) => {
      await run(ctx.db, insertDivision('half written'));
      throw refuse('full', { limit: 3 });
    }),
    route(countDivisions, async (ctx, { query }) => {
      const { count } = await exactlyOne(
        ctx.db,
        sql<{ count: number }>`select count(*)::int as count from platform.division`,
      );
      return query.limit === undefined ? { count } : { count, limit: query.limit };
    }),
  ],
};

describe('the way of a request', () => {
  let world: TestWorld;
  let app: Awaited<ReturnType<typeof createApp>>;
  let administrator: number;
  let guest: number;

  beforeAll(async () => {
    world = await createTestWorld();
    app = await createApp({ ...world.program, rooms: [probe] });
    administrator = await world.addPerson();
    guest = await world.addPerson({ cells: {} });
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });

  const call = (
    person: number | undefined,
    method: 'GET' | 'POST',
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ) =>
    app.inject({
      method,
      url,
      headers: { 'x-klientela': '1', ...(person ? { 'x-test-person': String(person) } : {}), ...headers },
      ...(body ? { payload: body } : {}),
    });
  const count = async (): Promise<number> =>
    (await call(administrator, 'GET', '/api/probe/divisions')).json<{ count: number }>().count;

  test('a person without the right gets the same answer as for a route that does not exist', async () => {
    const foreign = await call(guest, 'GET', '/api/probe/divisions');
    const missing = await call(guest, 'GET', '/api/probe/nothing');
    expect(foreign.statusCode).toBe(404);
    expect(missing.statusCode).toBe(404);
    expect(foreign.json<{ error: { code: string } }>().error.code).toBe(
      missing.json<{ error: { code: string } }>().error.code,
    );
    expect((await call(undefined, 'GET', '/api/probe/divisions')).statusCode).toBe(401);
  });

  test('a broken contract is refused with the fields, and nothing is written', async () => {
    const before = await count();
    const unknown = await call(administrator, 'POST', '/api/probe/divisions', { name: 'Казань', id: 7 });
    expect(unknown.statusCode).toBe(400);
    expect(unknown.json<{ error: { fields: unknown } }>().error.fields).toEqual([
      { path: 'body.id', problem: 'unknown' },
    ]);
    const long = await call(administrator, 'POST', '/api/probe/divisions', { name: 'x'.repeat(21) });
    expect(long.json<{ error: { fields: unknown } }>().error.fields).toEqual([
      { path: 'body.name', problem: 'too_long', data: { limit: 20 } },
    ]);
    expect((await call(administrator, 'POST', '/api/probe/divisions', { name: 5 })).statusCode).toBe(400);
    expect((await call(administrator, 'POST', '/api/probe/divisions', { name: 'a\u0000' })).statusCode).toBe(
      400,
    );
    expect((await call(administrator, 'GET', '/api/probe/divisions?limit=9')).statusCode).toBe(400);
    expect((await call(administrator, 'GET', '/api/probe/divisions?limit=2')).json()).toMatchObject({
      limit: 2,
    });
    expect(await count()).toBe(before);
  });

  test('a refusal rolls the transaction back', async () => {
    const before = await count();
    const refused = await call(administrator, 'POST', '/api/probe/fail');
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ error: { code: 'probe.full', data: { limit: 3 } } });
    expect(await count()).toBe(before);
  });

  test('five equal requests at once with one key have one effect and one answer (D2)', async () => {
    const before = await count();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        call(administrator, 'POST', '/api/probe/divisions', { name: 'Нижний' }, { 'idempotency-key': 'k-1' }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(answers.every((answer) => answer.statusCode === 201)).toBe(true);
    expect(await count()).toBe(before + 1);
    const other = await call(
      administrator,
      'POST',
      '/api/probe/divisions',
      { name: 'Казань' },
      { 'idempotency-key': 'k-1' },
    );
    expect(other.statusCode).toBe(409);
  });

  test('a change without our header or from a foreign origin is refused', async () => {
    expect(
      (await call(administrator, 'POST', '/api/probe/divisions', { name: 'a' }, { 'x-klientela': '0' }))
        .statusCode,
    ).toBe(403);
    expect(
      (
        await call(
          administrator,
          'POST',
          '/api/probe/divisions',
          { name: 'a' },
          { origin: 'https://evil.example' },
        )
      ).statusCode,
    ).toBe(403);
  });

  test('every reply carries the security headers, errors too', async () => {
    for (const url of ['/api/probe/divisions', '/api/nothing', '/nothing']) {
      const reply = await call(administrator, 'GET', url);
      expect(reply.headers['content-security-policy']).toContain(`default-src 'none'`);
      expect(reply.headers['content-security-policy']).not.toContain('unsafe');
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      expect(reply.headers['cache-control']).toBe('no-store');
    }
  });

  test('a route without a declaration of access keeps the program from starting', async () => {
    const careless = {
      ...probe,
      routes: [{ ...probe.routes[0], endpoint: { ...addDivision, access: undefined } }],
    };
    await expect(createApp({ ...world.program, rooms: [careless as unknown as Room] })).rejects.toThrow(
      'declares no access',
    );
  });
});
