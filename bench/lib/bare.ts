// What the benchmarks hold the product against: a bare Fastify with one hand-written statement a route, no rights, no audit, no checks.

import Fastify from 'fastify';
import { pg } from '#platform/server/db/types.ts';

const [connection = '{}', port = '0'] = process.argv.slice(2);
const pool = new pg.Pool({ ...(JSON.parse(connection) as pg.PoolConfig), max: 10 });
const app = Fastify();
const page = `
  select c.id, c.code, c.kind, c.name, c.city, c.state, c.responsible_id, p.name as responsible, b.category, b.abc, b.xyz,
         b.turnover_minor::text as turnover, b.turnover_before_minor::text as before, b.month_minor::text as months, b.last_settlement_on`;
const tables = `customers.customer c join customers.badge b on b.customer_id = c.id left join platform.person p on p.id = c.responsible_id`;
const visible = `c.state = 'active' and c.merged_into_id is null`;

app.get('/list', async () => {
  const { rows } = await pool.query(
    `${page}, (select count(*) from ${tables} where ${visible})::int as total from ${tables} where ${visible} order by b.turnover_minor desc, c.id limit 50`,
  );
  return { rows };
});
app.get<{ Querystring: { q: string } }>('/search', async (request) => {
  const { rows } = await pool.query(
    `${page} from ${tables} where ${visible} and c.search_text like $1 order by b.turnover_minor desc, c.id limit 50`,
    [`%${request.query.q}%`],
  );
  return { rows };
});
app.get<{ Params: { id: string } }>('/card/:id', async (request) => {
  const { rows } = await pool.query(
    `select c.*, b.*, (select json_agg(k) from customers.contact_person k where k.customer_id = c.id) as contacts from ${tables} where c.id = $1`.replaceAll(
      'c.*',
      'c.id, c.name, c.code, c.city, c.tax_number, c.phone, c.email, c.version',
    ),
    [request.params.id],
  );
  return JSON.parse(
    JSON.stringify(rows[0], (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  ) as object;
});
app.post<{ Body: { name: string; phone: string } }>('/create', async (request) => {
  const { rows } = await pool.query(
    `with twin as (select 1 from customers.customer where name_key = customers.name_key($1) or phone = $2 limit 1),
          made as (insert into customers.customer (code, name, phone) select 'X' || gen_random_uuid(), $1, $2 where not exists (select 1 from twin) returning id)
     insert into customers.badge (customer_id) select id from made returning customer_id`,
    [request.body.name, request.body.phone],
  );
  return rows[0] ?? {};
});
await app.listen({ host: '127.0.0.1', port: Number(port) });
process.send?.((app.server.address() as { port: number }).port);
