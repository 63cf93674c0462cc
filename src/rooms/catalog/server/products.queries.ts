// Products.

import { exactlyOne, one, rows, sql } from '#platform/server/db/db.ts';
import type { Db, Sql } from '#platform/server/db/db.ts';

export interface ProductRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly direction_id: number | null;
  readonly one_off: boolean;
  readonly unit: string | null;
  readonly list_price: string | null;
  readonly archived: boolean;
  readonly version: number;
}

export interface ListedProductRow extends ProductRow {
  readonly direction_name: string | null;
}

export interface ProductFilter {
  /** Words in lower case, ё as е. */
  readonly words: readonly string[];
  /** Null: those without a direction. */
  readonly directionId: number | null | undefined;
  readonly archived: boolean;
}

const columns = sql.raw(
  'o.id, o.code, o.name, o.direction_id, o.one_off, o.unit, trim_scale(o.list_price)::text as list_price, o.archived_at is not null as archived, o.version',
);

/** A page of products by name. Leans on product_sorted, or on product_search for words. */
export async function listProductRows(
  db: Db,
  filter: ProductFilter,
  after: { readonly name: string; readonly id: number } | undefined,
  limit: number,
): Promise<ListedProductRow[]> {
  return rows(
    db,
    sql<ListedProductRow>`
      select ${columns}, d.name as direction_name
        from catalog.product o
        left join catalog.direction d on d.id = o.direction_id
       where ${whereOf(filter)}
         ${after === undefined ? sql`` : sql`and (o.name collate "ru-x-icu", o.id) > (${after.name}::text collate "ru-x-icu", ${after.id}::int)`}
       order by o.name collate "ru-x-icu", o.id
       limit ${limit}`,
  );
}

export async function countProducts(db: Db, filter: ProductFilter): Promise<number> {
  return (
    await exactlyOne(
      db,
      sql<{
        products: number;
      }>`select count(*)::int as products from catalog.product o where ${whereOf(filter)}`,
    )
  ).products;
}

function whereOf(filter: ProductFilter): Sql<boolean> {
  const conditions: Sql[] = [
    filter.archived ? sql`o.archived_at is not null` : sql`o.archived_at is null`,
    ...filter.words.map(
      (word) => sql`o.search_text like ${`%${word.replace(/[\\%_]/g, (char) => `\\${char}`)}%`}`,
    ),
  ];
  if (filter.directionId !== undefined)
    conditions.push(
      filter.directionId === null ? sql`o.direction_id is null` : sql`o.direction_id = ${filter.directionId}`,
    );
  return sql`${sql.join(conditions, sql` and `)}`;
}

export async function lockProduct(db: Db, id: number): Promise<ProductRow | undefined> {
  return one(
    db,
    sql<ProductRow>`select ${columns} from catalog.product o where o.id = ${id} for no key update`,
  );
}

export type ProductFields = Pick<ProductRow, 'name' | 'direction_id' | 'one_off' | 'unit' | 'list_price'>;

/** Undefined when the code is taken. Without a code the product is named by its id. */
export async function insertProduct(
  db: Db,
  fields: ProductFields,
  code: string | undefined,
): Promise<{ id: number; code: string } | undefined> {
  return one(
    db,
    sql<{ id: number; code: string }>`
      with fresh as (select nextval('catalog.product_id_seq')::int as id)
      insert into catalog.product (id, code, name, direction_id, one_off, unit, list_price) overriding system value
      select id, coalesce(${code ?? null}, 'P-' || id), ${fields.name}, ${fields.direction_id}::int, ${fields.one_off}::boolean, ${fields.unit},
             ${fields.list_price}::numeric
        from fresh
      on conflict (code) do nothing
      returning id, code`,
  );
}

export async function updateProduct(
  db: Db,
  id: number,
  fields: ProductFields & { readonly archived: boolean },
): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ version: number }>`
      update catalog.product
         set name = ${fields.name}, direction_id = ${fields.direction_id}, one_off = ${fields.one_off}, unit = ${fields.unit},
             list_price = ${fields.list_price}::numeric,
             archived_at = case when ${fields.archived}::boolean then coalesce(archived_at, now()) end, version = version + 1
       where id = ${id}
      returning version`,
  );
  return row.version;
}
