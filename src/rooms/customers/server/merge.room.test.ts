import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import { rows, sql } from '#platform/server/db/db.ts';
import { customerIds } from '../shared/ids.ts';
import { mergeHoldersKey } from './merge.ts';
import { refuse } from './errors.ts';

interface Card {
  readonly version: number;
  readonly phone?: string;
  readonly city?: string;
  readonly merged: readonly { mergeId: string; customer: { name: string } }[];
  readonly mergedInto?: { id: string };
  readonly contacts: readonly { name: string }[];
}

describe('duplicates and merging', () => {
  let world: TestWorld;
  let admin: number;

  beforeAll(async () => {
    world = await createTestWorld();
    admin = await world.addPerson({ name: 'Администратор' });
  });
  afterAll(() => world.close());

  const post = async (url: string, body: unknown) => {
    const reply = await world.request(admin, 'POST', url, body);
    return {
      status: reply.statusCode,
      body: reply.json<Record<string, unknown>>(),
      code: reply.json<{ error?: { code: string } }>().error?.code,
    };
  };
  const create = async (fields: Record<string, unknown>): Promise<string> =>
    String((await post('/api/customers', { createAnyway: true, ...fields })).body['id']);
  const card = async (id: string): Promise<Card> =>
    (await world.request(admin, 'GET', `/api/customers/${id}`)).json<Card>();
  const merge = async (winner: string, loser: string) =>
    post(`/api/customers/${winner}/merge`, {
      version: (await card(winner)).version,
      loserId: loser,
      loserVersion: (await card(loser)).version,
    });
  const resolved = async (id: string): Promise<string> => {
    const inner = customerIds.read(id) ?? 0;
    const [row] = await world.transaction((ctx) =>
      rows(
        ctx.db,
        sql<{ resolved_id: number }>`select resolved_id from customers.pub_customer where id = ${inner}`,
      ),
    );
    return customerIds.write(row?.resolved_id ?? 0);
  };
  const pairs = async () =>
    (await world.request(admin, 'GET', '/api/customers/duplicates')).json<{
      rows: { left: { name: string }; right: { name: string }; reasons: string[] }[];
      total: number;
    }>();

  test('pairs with the same tax number, mail, phone or name key are proposed, and dismissed for good', async () => {
    const first = await create({ name: 'ООО «Ромашка»', taxNumber: '77', phone: '+7 900 000-00-01' });
    const second = await create({ name: 'Ромашка, ООО', taxNumber: '77' });
    await create({ name: 'Василёк, ИП', phone: '8 900 000 00 01' });
    await create({ name: 'Лютик' });
    expect((await post('/api/customers/duplicates/search', undefined)).status).toBe(202);
    await world.drain();
    const found = await pairs();
    expect(found.total).toBe(2);
    expect(found.rows.map((pair) => [pair.left.name, pair.right.name, pair.reasons])).toEqual([
      ['ООО «Ромашка»', 'Ромашка, ООО', ['name', 'taxNumber']],
      ['ООО «Ромашка»', 'Василёк, ИП', ['phone']],
    ]);
    expect((await post('/api/customers/duplicates/dismiss', { leftId: second, rightId: first })).status).toBe(
      200,
    );
    await post('/api/customers/duplicates/search', undefined);
    await world.drain();
    expect((await pairs()).rows.map((pair) => pair.right.name)).toEqual(['Василёк, ИП']);
  });

  test('a merge fills the empty fields, keeps the filled ones, points the loser to the winner, and is taken back whole', async () => {
    const winner = await create({ name: 'Хлебный двор', city: 'Казань' });
    const loser = await create({ name: 'Хлебный дворик', city: 'Самара', phone: '+7 900 111-11-11' });
    await post(`/api/customers/${loser}/contacts`, { name: 'Пекарь' });
    const merged = await merge(winner, loser);
    expect(merged.status).toBe(200);
    expect(await card(winner)).toMatchObject({
      city: 'Казань',
      phone: '+79001111111',
      contacts: [{ name: 'Пекарь' }],
      merged: [{ customer: { name: 'Хлебный дворик' } }],
    });
    expect(await resolved(loser)).toBe(winner);
    expect(await card(loser)).toMatchObject({ mergedInto: { id: winner } });
    expect((await post(`/api/customers/${loser}/contacts`, { name: 'Другой' })).code).toBe(
      'customers.merged_already',
    );
    expect(
      (await post(`/api/customers/merges/${String(merged.body['mergeId'])}/undo`, undefined)).status,
    ).toBe(200);
    const after = await card(winner);
    expect([after.city, after.phone, after.merged, after.contacts]).toEqual(['Казань', undefined, [], []]);
    expect([await resolved(loser), (await card(loser)).contacts.length]).toEqual([loser, 1]);
    expect((await post(`/api/customers/merges/${String(merged.body['mergeId'])}/undo`, undefined)).code).toBe(
      'customers.merge_not_found',
    );
  });

  test('a field that was changed after the merge stays when the merge is taken back', async () => {
    const winner = await create({ name: 'Кедр' });
    const loser = await create({ name: 'Кедр-мебель', phone: '+7 900 222-22-22', city: 'Уфа' });
    const merged = await merge(winner, loser);
    await world.request(admin, 'PATCH', `/api/customers/${winner}`, {
      version: (await card(winner)).version,
      city: 'Пермь',
    });
    await post(`/api/customers/merges/${String(merged.body['mergeId'])}/undo`, undefined);
    const after = await card(winner);
    expect([after.city, after.phone]).toEqual(['Пермь', undefined]);
  });

  test('a chain of merges resolves to its end and comes apart from its end', async () => {
    const [a, b, c] = await Promise.all(['А', 'Б', 'В'].map((name) => create({ name: `Цепь ${name}` })));
    if (!a || !b || !c) throw new Error('not made');
    const inner = await merge(b, a);
    const outer = await merge(c, b);
    expect([await resolved(a), await resolved(b)]).toEqual([c, c]);
    expect((await post(`/api/customers/merges/${String(inner.body['mergeId'])}/undo`, undefined)).code).toBe(
      'customers.merge_stands_below',
    );
    expect(
      (await post(`/api/customers/merges/${String(outer.body['mergeId'])}/undo`, undefined)).status,
    ).toBe(200);
    expect([await resolved(a), await resolved(b)]).toEqual([b, b]);
    expect(
      (await post(`/api/customers/merges/${String(inner.body['mergeId'])}/undo`, undefined)).status,
    ).toBe(200);
    expect(await resolved(a)).toBe(a);
  });

  test('a holder of the customer id may refuse, and then nothing has changed', async () => {
    const holders = world.program.services.get(mergeHoldersKey);
    holders.push({
      room: 'probe',
      onMerge: () => Promise.reject(refuse('not_active')),
      onUndo: () => Promise.resolve(),
    });
    const winner = await create({ name: 'Держатель' });
    const loser = await create({ name: 'Держимый', phone: '+7 900 333-33-33' });
    expect((await merge(winner, loser)).code).toBe('customers.not_active');
    expect([(await card(winner)).phone, await resolved(loser)]).toEqual([undefined, loser]);
    holders.length = 0;
    expect((await merge(winner, winner)).code).toBe('customers.merge_with_itself');
  });

  test('what is missing is told per customer and over the base (CL-5)', async () => {
    const id = await create({ name: 'Неполный', city: 'Казань' });
    const one = (await world.request(admin, 'GET', `/api/customers/${id}/quality`)).json<{
      blocks: unknown;
    }>();
    expect(one.blocks).toEqual([
      {
        block: 'personal',
        needed: 4,
        known: 1,
        missing: [{ need: 'phoneOrEmail' }, { need: 'taxNumber' }, { need: 'contactPerson' }],
      },
      { block: 'commercial', needed: 2, known: 0, missing: [{ need: 'responsible' }, { need: 'source' }] },
    ]);
    const base = (await world.request(admin, 'GET', '/api/customers/quality')).json<{
      customers: number;
      complete: number;
      needs: { need: string; missing: number; asked: number }[];
    }>();
    const listed = (await world.request(admin, 'GET', '/api/customers/count?missing=taxNumber')).json<{
      customers: number;
    }>();
    const need = base.needs.find((entry) => entry.need === 'taxNumber');
    expect(need?.missing).toBe(listed.customers);
    expect(base.complete).toBe(0);
  });
});
