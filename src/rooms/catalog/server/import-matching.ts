// Which product a foreign row means, set-based: told by code, else by name. Directions are told by name.

import type { Ctx } from '#platform/server/ctx.ts';
import { run, sql } from '#platform/server/db/db.ts';

/** SQL of the key of a row: one key is one product of the file; null where the row names none. */
export const productKey = (alias: string): string =>
  `case when ${alias}.product_code is not null then 'c' || ${alias}.product_code when ${alias}.product_name is not null then 'n' || ${alias}.product_name end`;

/** Fills `id` of the temporary table import_product (key, code, name, direction_name, id, created). */
export async function matchProducts(ctx: Ctx): Promise<void> {
  await run(ctx.db, sql`update import_product t set id = p.id from catalog.product p where p.code = t.code`);
  await run(
    ctx.db,
    sql`update import_product t set id = found.id
          from (select lower(name) as name, min(id) as id from catalog.product group by lower(name)) found
         where t.code is null and lower(t.name) = found.name`,
  );
}

/** Creates the products and directions that were not found, and gives a direction to products that have none. */
export async function createMissingProducts(ctx: Ctx, importId: number): Promise<number> {
  await createDirections(ctx, importId);
  await run(
    ctx.db,
    sql`update import_product set id = nextval('catalog.product_id_seq')::int, created = true where id is null`,
  );
  const created = await run(
    ctx.db,
    sql`insert into catalog.product (id, code, name, direction_id, import_id)
        overriding system value
        select t.id,
               coalesce(t.code, case when length(t.name) <= 64 and not exists (select 1 from catalog.product p where p.code = t.name)
                                      and not exists (select 1 from import_product o where o.code = t.name) then t.name
                                     else left(t.name, 55) || '~' || left(md5(t.name), 8) end),
               coalesce(t.name, t.code), d.id, ${importId}
          from import_product t left join catalog.direction d on lower(d.name) = lower(t.direction_name)
         where t.created order by t.id`,
  );
  await run(
    ctx.db,
    sql`with found as (
          select p.id, d.id as direction_id, case when p.name = p.code then coalesce(t.name, p.name) else p.name end as name
            from catalog.product p join import_product t on t.id = p.id and not t.created
            left join catalog.direction d on lower(d.name) = lower(t.direction_name)
           where (p.direction_id is null and d.id is not null) or (p.name = p.code and t.name <> p.name)),
        kept as (
          insert into catalog.import_before (import_id, product_id, before, version_after)
          select ${importId}, p.id, to_jsonb(p), p.version + 1 from catalog.product p join found using (id) on conflict do nothing)
        update catalog.product p set direction_id = coalesce(p.direction_id, found.direction_id), name = found.name, version = p.version + 1
          from found where found.id = p.id`,
  );
  return created;
}

/** Directions of import_product that do not exist yet; their name is their code. */
export async function createDirections(ctx: Ctx, importId: number): Promise<number> {
  return run(
    ctx.db,
    sql`insert into catalog.direction (code, name, import_id)
        select case when length(t.name) <= 64 and not exists (select 1 from catalog.direction d where d.code = t.name) then t.name else left(t.name, 55) || '~' || left(md5(t.name), 8) end,
               t.name, ${importId}
          from (select min(direction_name) as name from import_product where direction_name is not null group by lower(direction_name)) t
         where not exists (select 1 from catalog.direction d where lower(d.name) = lower(t.name))
         order by t.name`,
  );
}

/** Gives products their former fields back, and lists in the temporary table import_undo_product those that the import made. */
export async function undoProducts(ctx: Ctx, importId: number): Promise<void> {
  await run(
    ctx.db,
    sql`create temp table import_undo_product on commit drop as select id from catalog.product where import_id = ${importId}`,
  );
  await run(
    ctx.db,
    sql`update catalog.product p
           set name = b.before ->> 'name', direction_id = (b.before ->> 'direction_id')::int, unit = b.before ->> 'unit',
               list_price = (b.before ->> 'list_price')::numeric, one_off = (b.before ->> 'one_off')::boolean, version = p.version + 1
          from catalog.import_before b
         where b.import_id = ${importId} and b.product_id = p.id and p.version = b.version_after`,
  );
  await run(ctx.db, sql`delete from catalog.import_before where import_id = ${importId}`);
}

/** Deletes the products of an import that the caller knows to be unused, and its directions without products. */
export async function deleteProducts(
  ctx: Ctx,
  importId: number,
  productIds: readonly number[],
): Promise<void> {
  await run(
    ctx.db,
    sql`delete from catalog.product where import_id = ${importId} and id = any(${productIds}::int[]) and version = 1`,
  );
  await run(
    ctx.db,
    sql`delete from catalog.direction d where d.import_id = ${importId} and d.version = 1 and not exists (select 1 from catalog.product p where p.direction_id = d.id)`,
  );
}
