import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { run, sql } from '#platform/server/db/db.ts';
import { addDays, day } from '#platform/shared/days.ts';
import { mirrorService, mirrorSql } from '#rooms/facts/server/index.ts';
import { defaultDefinitions } from '../shared/definitions.ts';
import type { PlainSettlement } from '../shared/evaluate.ts';
import { classesSql } from './classes.sql.ts';
import { refreshClassed } from './classed.ts';
import { insertCustomers, insertSettlements } from './testing.ts';

let world: TestWorld;
let ids: number[];
beforeAll(async () => {
  world = await createTestWorld();
  ids = await world.transaction((ctx) => insertCustomers(ctx, 60));
});
afterAll(() => world.close());

/** Numbers from a seed, the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test(
  'classes reckoned by parts are those reckoned whole, after sales, returns, deletions and merges, with many equal values',
  { timeout: 120_000 },
  async () => {
    const mirror = world.program.services.get(mirrorService);
    const next = seeded(7);
    const asOf = day('2025-12-31');
    const rules = {
      version: 1,
      definitions: { ...defaultDefinitions, xyz: { ...defaultDefinitions.xyz, borderY: 150 } },
    };
    const compared = [
      'customer_id',
      'category',
      'since',
      'is_ranked',
      'value_minor',
      'abc',
      'xyz',
      'xyz_reason',
      'cv',
    ].join(', ');
    let number = 0;
    let parts = 0;
    for (let round = 0; round < 14; round += 1) {
      await world.transaction(async (ctx) => {
        const settlements = Array.from({ length: round === 0 ? 400 : 6 }, (): PlainSettlement => ({
          customerId: ids[next(ids.length)] ?? 0,
          on: addDays(asOf, -next(500)),
          kind: next(9) === 0 ? 'return' : 'document',
          number: `R${(number += 1)}`,
          amountMinor: BigInt((1 + next(5)) * 1000),
          quantity: 1n,
        }));
        await insertSettlements(ctx, settlements);
        if (round % 3 === 1) await deleteSettlementsOf(ctx.db, ids[next(ids.length)] ?? 0);
        if (round === 5)
          await run(
            ctx.db,
            sql`update customers.customer set merged_into_id = ${ids[1]} where id = ${ids[2]}`,
          );
        if (round === 9)
          await run(ctx.db, sql`update customers.customer set merged_into_id = null where id = ${ids[2]}`);
      });
      await mirror.refresh();
      await mirror.write(async (reader) => {
        if ((await refreshClassed(reader, rules, asOf)) === 'part') parts += 1;
        const kept = await reader.rows({ text: `select ${compared} from classes_row order by customer_id` });
        const whole = await reader.rows(
          mirrorSql`select ${{ text: compared }} from (${classesSql(rules.definitions, asOf)}) class order by customer_id`,
        );
        expect(kept).toEqual(whole);
        expect(kept.length).toBeGreaterThan(50);
      });
    }
    expect(parts).toBe(13);
  },
);

async function deleteSettlementsOf(db: Parameters<typeof run>[0], customerId: number): Promise<void> {
  await run(
    db,
    sql`with g as (delete from sales.settlement where customer_id = ${customerId} returning customer_id, id),
             l as (delete from sales.line where settlement_id in (select id from g))
        insert into sales.settlement_gone (customer_id, settlement_id) select customer_id, id from g`,
  );
}
