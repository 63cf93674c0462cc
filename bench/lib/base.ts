// A base of customers for the HTTP benchmarks, made inside PostgreSQL.

import { pg } from '#platform/server/db/types.ts';
import type { Connection } from '#platform/server/db/pool.ts';

/** `count` customers with badges and two contact persons each. Names are three Russian words and a number. */
export async function seedCustomers(connection: Connection, count: number): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(`set statement_timeout = 0`);
  await client.query(
    `insert into customers.customer (code, name, city, tax_number, phone, email)
     select 'B' || n,
            (array['Ромашка','Волга','Техно','Север','Меридиан','Полярис','Вектор','Гранит','Кедр','Заречье','Союз','Прогресс'])[1 + n % 12] || ' ' ||
            (array['торг','строй','сервис','пром','опт','маш','снаб','агро','мед','софт'])[1 + (n / 12) % 10] || ' ' || n || ', ООО',
            (array['Казань','Самара','Пермь','Уфа','Москва'])[1 + n % 5], lpad(n::text, 10, '1'), '+7900' || lpad(n::text, 7, '0'), 'office' || n || '@example.test'
       from generate_series(1, $1::int) n`,
    [count],
  );
  await client.query(
    `insert into customers.contact_person (customer_id, name, phone, email)
     select c.id, 'Иванов Пётр ' || c.id || '-' || k, '+7901' || lpad((c.id * 2 + k)::text, 7, '0'), 'p' || c.id || '-' || k || '@example.test'
       from customers.customer c, generate_series(1, 2) k`,
  );
  await client.query(
    `insert into customers.badge (customer_id, category, abc, xyz, turnover_minor, turnover_before_minor, month_minor, first_settlement_on, last_settlement_on, as_of)
     select id, (array['new','regular','recovered','lost'])[1 + id % 4], (array['A','B','C','C'])[1 + id % 4], (array['X','Y','Z','Z'])[1 + (id / 4) % 4],
            (hashint4(id)::bigint & 1073741823), (hashint4(id + 1)::bigint & 1073741823), array_fill(100000::bigint, array[12]), '2024-01-10', date '2026-11-01' - id % 90, '2026-11-20'
       from customers.customer
     on conflict (customer_id) do update set turnover_minor = excluded.turnover_minor, category = excluded.category, abc = excluded.abc, xyz = excluded.xyz,
       turnover_before_minor = excluded.turnover_before_minor, month_minor = excluded.month_minor, last_settlement_on = excluded.last_settlement_on`,
  );
  await client.query('vacuum analyze');
  await client.end();
}
