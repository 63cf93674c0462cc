// Hot queries lean on their indexes: seeded rows, explain, no sequential scan of customers (style.md, SQL).

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import { inDatabase } from '#app/template.ts';
import type { TestWorld } from '#app/testing.ts';
import { exactlyOne, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';
import { pg } from '#platform/server/db/types.ts';
import { findCard, findPossibleDuplicates } from './customers.queries.ts';
import type { CustomerFilter, ListScope } from './filter.ts';
import { countTotals, findIdsByWords, findSimilarIds, listPage } from './list.queries.ts';
import { seedCustomers } from './testing.ts';

const everything: ListScope = {
  visible: { persons: undefined, unowned: true },
  amounts: { persons: undefined, unowned: true },
  amountsWhole: true,
  classes: true,
};
const active: CustomerFilter = { state: 'active', timeZone: 'Europe/Moscow', parameters: [] };

describe('plans over 100,000 customers', () => {
  let world: TestWorld;
  let manager: number;

  beforeAll(async () => {
    world = await createTestWorld();
    manager = await world.addPerson();
    await world.transaction((ctx) => seedCustomers(ctx, 100_000, manager));
    await analyze(world);
  }, 120_000);
  afterAll(() => world.close());

  /** The plans of all statements that the work runs, as text. */
  const plansOf = async (work: (db: Db) => Promise<unknown>): Promise<string> =>
    world.transaction(async (ctx) => {
      const plans: string[] = [];
      const { client } = ctx.db;
      const plain = client.query.bind(client);
      const explaining = new Proxy(client, {
        get: (target, name) => {
          if (name !== 'query') return Reflect.get(target, name) as unknown;
          return async (text: string, values: unknown[]) => {
            const { rows: lines } = await plain<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
            plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
            return plain(text, values);
          };
        },
      });
      const { dbOf } = await import('#platform/server/db/db.ts');
      await work(dbOf(explaining));
      return plans.join('\n');
    });
  const expectNoScan = (plan: string): void => {
    for (const table of ['customer', 'badge', 'contact_person'])
      expect(plan).not.toMatch(new RegExp(`Seq Scan on ${table}\\b`));
  };

  test.each(['name', 'turnover', 'lastSettlement', 'category', 'class', 'created'] as const)(
    'a page sorted by %s is read from its index, not sorted',
    async (field) => {
      for (const descending of [true, false]) {
        const first = await world.transaction((ctx) =>
          listPage(ctx.db, {
            scope: everything,
            filter: active,
            search: undefined,
            sort: { field, descending },
            after: undefined,
            limit: 51,
          }),
        );
        const last = first.at(-1);
        const after = last && { value: last.sort_value, id: last.id };
        const plan = await plansOf((db) =>
          listPage(db, {
            scope: everything,
            filter: active,
            search: undefined,
            sort: { field, descending },
            after,
            limit: 51,
          }),
        );
        expectNoScan(plan);
        expect(plan).not.toMatch(/^\s*(->\s+)?(Incremental )?Sort /m);
      }
    },
  );

  test('the words of a search are found by trigrams, those of contact persons too', async () => {
    const plan = await plansOf((db) => findIdsByWords(db, ['особ'], 2001));
    expectNoScan(plan);
    expect(plan).toContain('customer_search');
    expect(plan).toContain('contact_person_search');
    expectNoScan(await plansOf((db) => findIdsByWords(db, ['ос'], 2001)));
  });

  test('resemblance leans on trigrams as well', async () => {
    const found = await world.transaction((ctx) => findSimilarIds(ctx.db, 'особый', 200));
    expect(found).toHaveLength(100);
  });

  test('the card is read by keys', async () => {
    expectNoScan(await plansOf((db) => findCard(db, 50_000, everything.visible)));
  });

  test('the check for duplicates leans on one index a key', async () => {
    const plan = await plansOf((db) =>
      findPossibleDuplicates(db, {
        name: 'Новый, ООО',
        tax_number: '7777777777',
        email: 'c7@example.test',
        phone: '+79990000007',
      }),
    );
    expectNoScan(plan);
  });

  test('a small part of the base is counted without a scan of the base', async () => {
    expectNoScan(
      await plansOf((db) =>
        countTotals(db, everything, { ...active, responsibleIds: [999] }, undefined, 2001),
      ),
    );
  });
});

/** Statistics are the owner's to take; in a living database autovacuum does it. */
async function analyze(world: TestWorld): Promise<void> {
  const { name } = await world.transaction((ctx) =>
    exactlyOne(ctx.db, sql<{ name: string }>`select current_database() as name`),
  );
  const owner = new pg.Client(inDatabase(inject('owner'), name));
  await owner.connect();
  await owner.query('analyze customers.customer, customers.badge, customers.contact_person');
  await owner.end();
}
