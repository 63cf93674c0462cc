// A sales history of any size, made inside PostgreSQL from a seed: heavy-tailed customers, three lines a settlement, three years.

import { pg } from '#platform/server/db/types.ts';
import type { Connection } from '#platform/server/db/pool.ts';

const steps = (customers: number, settlements: number): readonly string[] => [
  `select setseed(0.5)`,
  `insert into platform.person (code, name) select 'E' || i, 'Employee ' || i from generate_series(1, 20) i`,
  `insert into catalog.direction (code, name) select 'D' || i, 'Direction ' || i from generate_series(1, 8) i`,
  `insert into catalog.product (code, name, direction_id) select 'P' || i, 'Product ' || i, 1 + i % 8 from generate_series(1, 5000) i`,
  `insert into customers.customer (code, name) select 'C' || i, 'Customer ' || i from generate_series(1, ${customers}) i`,
  `insert into sales.source (key, name) values ('bench', 'bench')`,
  `insert into sales.settlement (customer_id, source_id, year, number, day, kind, employee_id, currency, amount_minor)
   select 1 + (power(random(), 2) * ${customers - 1})::int, 1, extract(year from day), 'N' || i, day, case when i % 50 = 0 then 'return' else 'document' end, 1 + i % 20, 'RUB',
          case when i % 50 = 0 then -1 else 1 end * (3000 + (i::bigint * 7919) % 150000)
     from (select i, date '2023-01-01' + (random() * 1090)::int as day from generate_series(1, ${settlements}) i) made`,
  `insert into sales.line (customer_id, settlement_id, line_no, product_id, ordinal, day, quantity, amount_minor)
   select customer_id, id, n, 1 + ((id::bigint * 7919 + n * 104729) % 5000), 1, day, 1 + (id + n) % 9, amount_minor / 3 + case when n = 1 then amount_minor % 3 else 0 end
     from sales.settlement, generate_series(1, 3) n`,
  `analyze`,
];

/** Three lines a settlement; a customer for every ten lines. */
export async function seedSales(connection: Connection, lines: number): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(`set statement_timeout = 0; set synchronous_commit = off`);
  for (const step of steps(Math.round(lines / 10), Math.round(lines / 3))) await client.query(step);
  await client.end();
}

/** 333 settlements with 999 lines of ordinary customers, as an import would bring them. */
export async function addSales(connection: Connection, round: number): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(
    `with made as (
       insert into sales.settlement (customer_id, source_id, year, number, day, currency, amount_minor)
       select 1 + (n * 271) % (select max(id) from customers.customer), (select min(id) from sales.source), 2025, 'later-' || $1 || '-' || clock_timestamp() || '-' || n, '2025-12-10', 'RUB', 3000
         from generate_series(1, 333) n returning customer_id, id, day)
     insert into sales.line (customer_id, settlement_id, line_no, product_id, ordinal, day, quantity, amount_minor)
     select customer_id, id, n, n, 1, day, 1, 1000 from made, generate_series(1, 3) n`,
    [String(round)],
  );
  await client.end();
}
