// A small base for checks: a few records of every kind, so that ids in requests meet something.

import type { TestWorld } from '#app/world.ts';
import { run, sql } from '#platform/server/db/db.ts';

/** Thirty customers with contact persons, products and settlements. */
export async function seedBase(world: TestWorld): Promise<void> {
  await world.transaction(async (ctx) => {
    await run(
      ctx.db,
      sql`insert into catalog.direction (code, name) values ('D1', '1С'), ('D2', 'Безопасность')`,
    );
    await run(
      ctx.db,
      sql`insert into catalog.product (code, name, direction_id) select 'P' || n, 'Продукт ' || n, 1 + n % 2 from generate_series(1, 10) n`,
    );
    await run(
      ctx.db,
      sql`insert into customers.customer (code, name, city, tax_number) select 'C' || n, 'Клиент ' || n || ', ООО', 'Казань', '16500000' || n from generate_series(1, 30) n`,
    );
    await run(
      ctx.db,
      sql`insert into customers.contact_person (customer_id, name, phone) select n, 'Лицо ' || n, '+7900000000' || n % 10 from generate_series(1, 30) n`,
    );
    await run(ctx.db, sql`insert into sales.source (key, name) values ('seed', 'Seed')`);
    await run(
      ctx.db,
      sql`insert into sales.settlement (customer_id, source_id, year, number, day, currency, amount_minor)
          select n, 1, 2026, 'S' || n || '-' || m, make_date(2026, m, 1 + n % 28), 'RUB', 100000 * n from generate_series(1, 20) n, generate_series(1, 10) m`,
    );
    await run(
      ctx.db,
      sql`insert into sales.line (customer_id, settlement_id, line_no, product_id, ordinal, day, quantity, price, amount_minor)
          select customer_id, id, 1, 1 + id % 10, 1, day, 1, amount_minor / 100.0, amount_minor from sales.settlement`,
    );
  });
}
