import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import { seedCustomers } from './testing.ts';

describe('totals of a large list', () => {
  let world: TestWorld;
  let admin: number;

  beforeAll(async () => {
    world = await createTestWorld();
    admin = await world.addPerson();
    await world.transaction((ctx) => seedCustomers(ctx, 3000, admin));
  });
  afterAll(() => world.close());

  test('more first requests at once than the pool has connections are all answered', async () => {
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => world.request(admin, 'GET', '/api/customers?limit=5')),
    );
    expect(new Set(replies.map((reply) => reply.statusCode))).toEqual(new Set([200]));
    const totals = replies.map((reply) => reply.json<{ totals: { customers: number } }>().totals.customers);
    expect(new Set(totals)).toEqual(new Set([3000]));
  }, 4000);
});
