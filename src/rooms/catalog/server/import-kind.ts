// Products and directions out of foreign files (PORT-1): new ones are added, known ones filled where they are empty, overwritten on consent.

import type { Ctx } from '#platform/server/ctx.ts';
import { exactlyOne, rows, run, sql } from '#platform/server/db/db.ts';
import type { ImportKind, Published, PublishRun, UndoBlocker } from '#rooms/imports/server/index.ts';
import { listStagedProblems } from '#rooms/imports/server/index.ts';
import { productKindSpec } from '../shared/import-kind.ts';
import {
  createMissingProducts,
  deleteProducts,
  matchProducts,
  productKey,
  undoProducts,
} from './import-matching.ts';

export const productImportKind: ImportKind = {
  spec: productKindSpec,
  resource: 'catalog',
  staging: 'catalog.staged_product',
  clear: 'catalog.clear_staging',
  analyze: 'catalog.analyze_staging',
  publish: publishProducts,
  undo: undoProductImport,
};

async function publishProducts(ctx: Ctx, order: PublishRun): Promise<Published> {
  await run(
    ctx.db,
    sql`update catalog.staged_product s set problem = 'conflicts', problem_column = 'product.code'
          from (select row_no, row_number() over (partition by ${sql.raw(productKey('x'))} order by row_no) as copy from catalog.staged_product x) twin
         where twin.row_no = s.row_no and twin.copy > 1`,
  );
  await run(
    ctx.db,
    sql`create temp table import_product on commit drop as
        select ${sql.raw(productKey('s'))} as key, s.product_code as code, s.product_name as name, s.direction_name, null::int as id, false as created
          from catalog.staged_product s where s.problem is null`,
  );
  await matchProducts(ctx);
  const created = await createMissingProducts(ctx, order.importId);
  const written = await fillProducts(ctx, order);
  const problems = await listStagedProblems(
    ctx.db,
    'catalog.staged_product',
    'coalesce(product_code, product_name)',
  );
  const { total } = await exactlyOne(
    ctx.db,
    sql<{ total: number }>`select count(*)::int as total from import_product`,
  );
  const imported = created + written;
  return {
    problems,
    counts: {
      imported,
      unchanged: total - imported,
      changed: 0,
      customers: 0,
      products: total,
      settlements: 0,
      created: { products: created },
    },
  };
}

/** Unit, price, one-off mark and names: of new products always, of known ones where empty or on consent. Answers how many known ones changed. */
async function fillProducts(ctx: Ctx, order: PublishRun): Promise<number> {
  await run(
    ctx.db,
    sql`update catalog.product p
           set unit = s.product_unit, list_price = s.product_price, one_off = coalesce(s.product_one_off, false)
          from catalog.staged_product s join import_product t on t.key = ${sql.raw(productKey('s'))}
         where s.problem is null and t.created and p.id = t.id`,
  );
  const found = await rows(
    ctx.db,
    sql<{ id: number }>`
      with wanted as (
        select p.id, case when ${order.overwrite} then coalesce(s.product_name, p.name) else p.name end as name,
               case when ${order.overwrite} then coalesce(d.id, p.direction_id) else coalesce(p.direction_id, d.id) end as direction_id,
               case when ${order.overwrite} then coalesce(s.product_unit, p.unit) else coalesce(p.unit, s.product_unit) end as unit,
               case when ${order.overwrite} then coalesce(s.product_price, p.list_price) else coalesce(p.list_price, s.product_price) end as list_price,
               case when ${order.overwrite} then coalesce(s.product_one_off, p.one_off) else p.one_off end as one_off
          from catalog.staged_product s join import_product t on t.key = ${sql.raw(productKey('s'))}
          join catalog.product p on p.id = t.id
          left join catalog.direction d on lower(d.name) = lower(s.direction_name)
         where s.problem is null and not t.created),
      changed as (
        select w.*, p.version, to_jsonb(p) as before from wanted w join catalog.product p using (id)
         where (p.name, p.direction_id, p.unit, p.list_price, p.one_off) is distinct from (w.name, w.direction_id, w.unit, w.list_price::numeric(20, 6), w.one_off)),
      kept as (
        insert into catalog.import_before (import_id, product_id, before, version_after)
        select ${order.importId}, id, before, version + 1 from changed
        on conflict (import_id, product_id) do update set version_after = excluded.version_after)
      update catalog.product p
         set name = c.name, direction_id = c.direction_id, unit = c.unit, list_price = c.list_price, one_off = c.one_off, version = p.version + 1
        from changed c where c.id = p.id returning p.id`,
  );
  return found.length;
}

async function undoProductImport(ctx: Ctx, importId: number): Promise<readonly UndoBlocker[]> {
  const blockers = await rows(
    ctx.db,
    sql<{ id: number; name: string; why: string }>`
      select p.id, p.name, 'changed_later' as why from catalog.product p where p.import_id = ${importId} and p.version > 1
       union all
      select p.id, p.name, 'changed_later' from catalog.product p join catalog.import_before b on b.product_id = p.id where b.import_id = ${importId} and p.version > b.version_after
       limit 200`,
  );
  if (blockers.length > 0)
    return blockers.map((row) => ({ entity: 'product', id: `prd_${row.id}`, name: row.name, why: row.why }));
  await undoProducts(ctx, importId);
  const made = await rows(ctx.db, sql<{ id: number }>`select id from import_undo_product`);
  await deleteProducts(
    ctx,
    importId,
    made.map((row) => row.id),
  );
  return [];
}
