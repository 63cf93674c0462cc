// Honest factories of this room's tests and of those above it: rows that the program itself would write.

import type { Ctx } from '#platform/server/ctx.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import { createCustomer } from './customers.ts';
import type { createCustomer as contract } from '../shared/contract.ts';
import type { Static } from 'typebox';
import { customerIds } from '../shared/ids.ts';

/** A customer made by the use case itself; answers its inner id. */
export async function makeCustomer(
  ctx: Ctx,
  fields: Partial<Static<typeof contract.body>> = {},
): Promise<number> {
  const saved = await createCustomer(ctx, { name: 'Ромашка, ООО', createAnyway: true, ...fields });
  return customerIds.read(saved.id) ?? 0;
}

export interface BadgeFigures {
  readonly category?: string;
  readonly abc?: string;
  readonly xyz?: string;
  readonly turnoverMinor?: bigint;
  readonly beforeMinor?: bigint;
  readonly lastSettlementOn?: string;
}

/** Gives a customer the figures that the classes room would. */
export async function giveFigures(ctx: Ctx, customerId: number, figures: BadgeFigures): Promise<void> {
  await run(
    ctx.db,
    sql`update customers.badge
           set category = ${figures.category ?? 'regular'}, abc = ${figures.abc ?? null}, xyz = ${figures.xyz ?? null},
               turnover_minor = ${figures.turnoverMinor ?? 0n}, turnover_before_minor = ${figures.beforeMinor ?? 0n},
               month_minor = ${[10n, 0n, 40n].map(String)}::bigint[],
               last_settlement_on = ${figures.lastSettlementOn ?? null}::date
         where customer_id = ${customerId}`,
  );
}

/** So many customers in three statements, of which every thousandth is called «Особый»; for plans and speed. Answers the greatest id. */
export async function seedCustomers(ctx: Ctx, count: number, responsibleId: number | null): Promise<number> {
  await run(
    ctx.db,
    sql`insert into customers.customer (code, name, tax_number, phone, email, city, responsible_id, created_at)
        select 'S-' || i, 'Покупатель ' || md5(i::text) || case when i % 1000 = 0 then ' Особый' else '' end, lpad(i::text, 10, '7'),
               '+7999' || lpad(i::text, 7, '0'), 'c' || i || '@example.test', (array['Казань','Самара','Уфа'])[1 + i % 3],
               case when i % 4 = 0 then null else ${responsibleId}::int end, timestamptz '2024-01-01' + make_interval(mins => i)
          from generate_series(1, ${count}::int) i`,
  );
  await run(
    ctx.db,
    sql`update customers.badge
           set turnover_minor = (customer_id::bigint * 7919) % 1000003, category = (array['new','regular','lost','recovered'])[1 + customer_id % 4],
               abc = (array['A','B','C'])[1 + customer_id % 3], xyz = (array['X','Y','Z'])[1 + customer_id % 3], last_settlement_on = date '2025-01-01' + customer_id % 300`,
  );
  await run(
    ctx.db,
    sql`insert into customers.contact_person (customer_id, name, phone, email)
        select id, 'Лицо ' || md5((id * 31)::text), '+7888' || lpad(id::text, 7, '0'), 'p' || id || '@example.test' from customers.customer where id % 2 = 0`,
  );
  return (await exactlyOne(ctx.db, sql<{ id: number }>`select max(id) as id from customers.customer`)).id;
}
