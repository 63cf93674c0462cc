import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { rows, sql } from '#platform/server/db/db.ts';
import { day, type Day } from '#platform/shared/days.ts';
import { mirrorService } from '#rooms/facts/server/index.ts';
import { defaultDefinitions } from '../shared/definitions.ts';
import { refreshBadges } from './badges.ts';
import { insertCustomers, insertSettlements } from './testing.ts';

let world: TestWorld;
let ids: number[] = [];
const asOf = day('2025-12-31');

beforeAll(async () => {
  world = await createTestWorld();
  ids = await world.transaction((ctx) => insertCustomers(ctx, 2));
});
afterAll(() => world.close());

const sell = (customer: number, on: Day, amountMinor: bigint) =>
  world.transaction((ctx) =>
    insertSettlements(ctx, [
      {
        customerId: ids[customer] ?? 0,
        on,
        kind: 'document',
        number: `${customer}-${on}`,
        amountMinor,
        quantity: 1_000_000n,
      },
    ]),
  );

/** Turnover of the window and of the one before it, by customer. */
const turnovers = async (definitions = defaultDefinitions, version = 1) => {
  const mirror = world.program.services.get(mirrorService);
  await mirror.refresh();
  await refreshBadges(
    mirror,
    (work) => world.transaction(({ db }) => work(db)),
    { version, definitions },
    asOf,
  );
  const found = await world.transaction(({ db }) =>
    rows(
      db,
      sql<{ now: bigint; before: bigint | null }>`
        select turnover_minor as now, turnover_before_minor as before from customers.badge where category <> 'potential' order by customer_id`,
    ),
  );
  return found.map(({ now, before }) => [now, before]);
};

test('there is no turnover before while the history does not cover the earlier window, and one for everybody when it does', async () => {
  await sell(0, day('2024-11-20'), 500n);
  await sell(0, day('2025-11-20'), 181_650n);
  expect(await turnovers()).toEqual([[181_650n, null]]);
  await sell(1, day('2024-01-02'), 700n);
  expect(await turnovers()).toEqual([
    [181_650n, null],
    [0n, null],
  ]);
  await sell(1, day('2024-01-01'), 700n);
  expect(await turnovers()).toEqual([
    [181_650n, 500n],
    [0n, 1_400n],
  ]);
});

test('the whole history has no window before it', async () => {
  const definitions = { ...defaultDefinitions, abc: { ...defaultDefinitions.abc, windowMonths: null } };
  expect(await turnovers(definitions, 2)).toEqual([
    [182_150n, null],
    [1_400n, null],
  ]);
});
