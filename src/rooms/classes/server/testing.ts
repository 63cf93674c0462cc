// Honest factories for tests of figures: histories written into the tables of `sales`, as an import writes them.

import type { Ctx } from '#platform/server/ctx.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import type { PlainSettlement } from '../shared/evaluate.ts';

/** Customers with the codes T1, T2 ...; answers their ids in order. */
export async function insertCustomers(ctx: Ctx, count: number): Promise<number[]> {
  const { ids } = await exactlyOne(
    ctx.db,
    sql<{ ids: number[] }>`
      with made as (insert into customers.customer (code, name)
        select 'T' || (select count(*) from customers.customer) + n, 'Клиент ' || n from generate_series(1, ${count}::int) n returning id)
      select coalesce(array_agg(id order by id), '{}') as ids from made`,
  );
  return ids;
}

/** Settlements with one line each; a document's twin of another kind comes from a second source. */
export async function insertSettlements(ctx: Ctx, settlements: readonly PlainSettlement[]): Promise<void> {
  await run(
    ctx.db,
    sql`insert into sales.source (key, name) values ('first', 'first'), ('second', 'second') on conflict do nothing`,
  );
  for (const one of settlements) {
    const source = one.kind === 'shipment' ? 'second' : 'first';
    await run(
      ctx.db,
      sql`with made as (
            insert into sales.settlement (customer_id, source_id, year, number, day, kind, currency, amount_minor)
            select ${one.customerId}, id, ${Number(one.on.slice(0, 4))}, ${one.number}, ${one.on}, ${one.kind}, 'RUB', ${one.amountMinor}
              from sales.source where key = ${source} returning customer_id, id, day, amount_minor)
          insert into sales.line (customer_id, settlement_id, line_no, ordinal, day, quantity, amount_minor)
          select customer_id, id, 1, 1, day, ${one.quantity}::numeric / 1000000, amount_minor from made`,
    );
  }
}
