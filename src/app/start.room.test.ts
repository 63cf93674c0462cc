import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { one, sql } from '#platform/server/db/db.ts';
import { createTestWorld } from './testing.ts';
import type { TestWorld } from './testing.ts';

let world: TestWorld;
let administrator: number;

beforeAll(async () => {
  world = await createTestWorld();
  administrator = await world.addPerson({ name: 'Мария Иванова' });
});
afterAll(() => world.close());

describe('the first steps of an empty company', () => {
  it('offers the demo company only to those who may bring everything', async () => {
    const reader = await world.addPerson({ name: 'Читатель', cells: { customers: { read: 'all' } } });
    const seen = await world.request(reader, 'GET', '/api/start/state');
    expect(seen.json()).toMatchObject({ isEmpty: true, may: { demo: false, imports: false } });
    expect((await world.request(reader, 'POST', '/api/start/demo')).statusCode).toBe(404);
  });

  it('brings three years of sales in the background, and refuses to do so again', async () => {
    expect((await world.request(administrator, 'GET', '/api/start/state')).json()).toMatchObject({
      isEmpty: true,
      may: { demo: true, imports: true },
    });
    const started = await world.request(administrator, 'POST', '/api/start/demo');
    expect(started.statusCode).toBe(202);
    const again = await world.request(administrator, 'GET', '/api/start/state');
    expect(again.json()).toMatchObject({ job: started.json<{ job: string }>().job });
    await world.drain();
    const job = await world.request(administrator, 'GET', `/api/jobs/${started.json<{ job: string }>().job}`);
    expect(job.json()).toMatchObject({ state: 'done' });
    const found = await world.transaction((ctx) =>
      one(
        ctx.db,
        sql<{
          customers: number;
          settlements: number;
          parameters: number;
          divisions: number;
          months: number;
        }>`
          select (select count(*)::int from customers.pub_customer) as customers,
                 (select count(*)::int from sales.pub_settlement) as settlements,
                 (select count(*)::int from customers.parameter) as parameters,
                 (select count(*)::int from platform.division) as divisions,
                 (select count(distinct to_char(day, 'YYYY-MM'))::int from sales.pub_settlement) as months`,
      ),
    );
    // Three whole years, and the month that has begun.
    expect(found).toMatchObject({ customers: 240, parameters: 3, divisions: 2, months: 37 });
    expect(found?.settlements).toBeGreaterThan(5000);
    const refused = await world.request(administrator, 'POST', '/api/start/demo');
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ error: { code: 'start.not_empty' } });
  });

  it('leaves every import of the demo in the history', async () => {
    const list = await world.request(administrator, 'GET', '/api/imports');
    expect(
      list
        .json<{ imports: { kind: string; state: string }[] }>()
        .imports.map(({ kind, state }) => `${kind} ${state}`),
    ).toEqual(['settlements published', 'customers published', 'products published', 'employees published']);
  });
});
