import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { addDays, day, type Day } from '#platform/shared/days.ts';
import { mirrorService, type MirrorSql } from '#rooms/facts/server/index.ts';
import { defaultDefinitions, type Definitions } from '../shared/definitions.ts';
import { evaluateClasses, evaluateTransitions, type PlainSettlement } from '../shared/evaluate.ts';
import { classesSql } from './classes.sql.ts';
import { transitionsSql } from './life.sql.ts';
import { insertCustomers, insertSettlements } from './testing.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const kind = fc.constantFrom(
  'document',
  'document',
  'document',
  'payment',
  'shipment',
  'return',
  'internal',
) as fc.Arbitrary<PlainSettlement['kind']>;
const amount = fc.oneof(fc.constantFrom(0, 100, 9_000, 11_000, -500), fc.integer({ min: 1, max: 50_000 }));
const fact = fc.record({
  customer: fc.nat(14),
  offset: fc.nat(800),
  kind,
  number: fc.nat(6),
  amount,
  quantity: fc.integer({ min: 1, max: 5_000_000 }),
});
const history = fc.array(fact, { minLength: 40, maxLength: 160, size: 'max' });
const definitions = fc
  .record({
    settlement: fc.constantFrom('payment', 'shipment', 'either') as fc.Arbitrary<Definitions['settlement']>,
    window: fc.integer({ min: 1, max: 6 }),
    abcWindow: fc.constantFrom(12, 6, null),
    period: fc.constantFrom('month', 'quarter') as fc.Arbitrary<'month' | 'quarter'>,
    measure: fc.constantFrom('amount', 'quantity') as fc.Arbitrary<'amount' | 'quantity'>,
    periods: fc.constantFrom(12, 4, null),
    deviation: fc.constantFrom('population', 'sample') as fc.Arbitrary<'population' | 'sample'>,
    borderY: fc.constantFrom(25, 120),
  })
  .map(({ settlement, window, abcWindow, period, measure, periods, deviation, borderY }): Definitions => ({
    ...defaultDefinitions,
    settlement,
    lifeCycle: { windowMonths: window, directionWindowMonths: {} },
    abc: { ...defaultDefinitions.abc, windowMonths: abcWindow },
    xyz: { ...defaultDefinitions.xyz, period, measure, periods, deviation, borderY, minPeriods: 2 },
  }));

/** Both engines, one statement: PostgreSQL gets the mirror's two words that it lacks as views and a domain. */
async function askPostgres(statement: MirrorSql): Promise<unknown[]> {
  const client = await world.program.database.connect();
  try {
    await client.query('begin');
    await client.query(
      `create domain pg_temp.hugeint as numeric; set local search_path = pg_temp, public, sales, pg_catalog`,
    );
    await client.query(
      `create temp view pub_sale as select coalesce(c.resolved_id, s.customer_id) as customer_id, s.id, s.day, left(s.kind, 1) as kind, s.employee_id,
         case when s.kind in ('payment', 'shipment') then hashtextextended(s.number, s.year) end as document_key,
         case when s.kind = 'return' then -abs(s.amount_minor) else s.amount_minor end as amount_minor
         from sales.pub_settlement s join customers.pub_customer c on c.id = s.customer_id;
       create temp view pub_sale_line as select p.customer_id, p.id as settlement_id, p.day, p.kind, p.employee_id, p.document_key,
         s.amount_minor as settlement_minor, l.product_id, r.direction_id,
         case when p.kind = 'r' and s.amount_minor > 0 then -l.quantity else l.quantity end as quantity,
         case when p.kind = 'r' and s.amount_minor > 0 then -l.amount_minor else l.amount_minor end as amount_minor
         from pub_sale p join sales.pub_settlement s on s.id = p.id join sales.pub_line l on l.settlement_id = p.id
         left join catalog.pub_product r on r.id = l.product_id`,
    );
    return (await client.query<Record<string, unknown>>(statement.text)).rows;
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

const columns = [
  'customer_id',
  'category',
  'since',
  'is_ranked',
  'value_minor',
  'before_minor',
  'abc',
  'xyz',
  'xyz_reason',
  'cv',
  'xyz_preliminary',
] as const;
const comparable = (row: unknown) => {
  const fields = row as Record<string, unknown>;
  return columns
    .map((name) => (fields[name] === null || fields[name] === undefined ? '-' : String(fields[name])))
    .join(' ');
};
const byId = (left: { customer_id: number }, right: { customer_id: number }) =>
  left.customer_id - right.customer_id;

test(
  'PostgreSQL, the mirror and the plain evaluator agree on classes, categories and transitions of generated histories',
  { timeout: 120_000 },
  async () => {
    const mirror = world.program.services.get(mirrorService);
    let customers = 0;
    await fc.assert(
      fc.asyncProperty(history, definitions, fc.nat(900), async (facts, rules, asOfOffset) => {
        const start = day('2023-11-20');
        const asOf = addDays(start, asOfOffset);
        const settlements = await world.transaction(async (ctx) => {
          await ctx.db.client.query('delete from sales.line; delete from sales.settlement');
          const ids = await insertCustomers(ctx, 15);
          const made = distinct(facts.map((one, index) => settlementOf(one, index, ids, start)));
          await insertSettlements(ctx, made);
          return made;
        });
        await mirror.rebuild();
        const plain = evaluateClasses(settlements, rules, asOf);
        customers += plain.length;
        const expected = plain.map((one) =>
          comparable({
            customer_id: one.customerId,
            category: one.category,
            since: one.since,
            is_ranked: one.isRanked,
            value_minor: one.value,
            before_minor: one.before,
            abc: one.abc,
            xyz: one.xyz,
            xyz_reason: one.xyzReason,
            cv: one.cv,
            xyz_preliminary: one.preliminary,
          }),
        );
        const statement = classesSql(rules, asOf);
        const [mirrored, truth] = [
          await mirror.read((reader) => reader.rows<{ customer_id: number }>(statement)),
          await askPostgres(statement),
        ];
        expect(mirrored.sort(byId).map(comparable)).toEqual(expected);
        expect((truth as { customer_id: number }[]).sort(byId).map(comparable)).toEqual(expected);

        const transitions = evaluateTransitions(settlements, rules, asOf).map(
          (one) => `${one.customerId} ${one.on} ${one.from} ${one.to}`,
        );
        const changes = transitionsSql(rules, asOf);
        const written = (found: unknown[]) =>
          (
            found as {
              customer_id: number;
              day: string;
              from_category: string;
              to_category: string;
              seq: number;
            }[]
          )
            .sort(
              (left, right) => byId(left, right) || left.day.localeCompare(right.day) || left.seq - right.seq,
            )
            .map((one) => `${one.customer_id} ${one.day} ${one.from_category} ${one.to_category}`);
        expect(written(await mirror.read((reader) => reader.rows(changes)))).toEqual(transitions);
        expect(written(await askPostgres(changes))).toEqual(transitions);
      }),
      { numRuns: 30, seed: 20_261_122 },
    );
    expect(customers).toBeGreaterThan(100);
  },
);

function settlementOf(
  one: {
    customer: number;
    offset: number;
    kind: PlainSettlement['kind'];
    number: number;
    amount: number;
    quantity: number;
  },
  index: number,
  ids: readonly number[],
  start: Day,
): PlainSettlement {
  const paired = one.kind === 'payment' || one.kind === 'shipment';
  const on = addDays(start, one.offset);
  return {
    customerId: ids[one.customer] ?? 0,
    on,
    kind: one.kind,
    // A payment and a shipment with one number in one year are one document.
    number: paired ? `P${one.number}` : `N${index}`,
    amountMinor: BigInt(one.amount),
    quantity: BigInt(one.quantity),
  };
}

/** One settlement per customer, kind, year and number, as the table demands. */
function distinct(settlements: readonly PlainSettlement[]): PlainSettlement[] {
  const source = (one: PlainSettlement) => (one.kind === 'shipment' ? 'second' : 'first');
  return [
    ...new Map(
      settlements.map((one) => [`${one.customerId} ${source(one)} ${one.on.slice(0, 4)} ${one.number}`, one]),
    ).values(),
  ];
}
