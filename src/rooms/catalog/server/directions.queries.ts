// Product directions.

import { exactlyOne, one, rows, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';

export interface DirectionRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly head_id: number | null;
  readonly by_contract: boolean;
  readonly window_months: number | null;
  readonly archived: boolean;
  readonly version: number;
}

export interface ListedDirectionRow extends DirectionRow {
  readonly head_name: string | null;
  readonly products: number;
}

const columns = sql.raw(
  'd.id, d.code, d.name, d.head_id, d.by_contract, d.window_months, d.archived_at is not null as archived, d.version',
);

export async function listDirectionRows(db: Db, archived: boolean): Promise<ListedDirectionRow[]> {
  return rows(
    db,
    sql<ListedDirectionRow>`
      select ${columns}, p.name as head_name,
             (select count(*)::int from catalog.product o where o.direction_id = d.id and o.archived_at is null) as products
        from catalog.direction d
        left join platform.pub_person p on p.id = d.head_id
       where ${archived}::boolean or d.archived_at is null
       order by d.archived_at is not null, d.name collate "ru-x-icu", d.id`,
  );
}

export async function countProductsOf(db: Db, directionId: number | null): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ products: number }>`
      select count(*)::int as products from catalog.product
       where direction_id is not distinct from ${directionId}::int and archived_at is null`,
  );
  return row.products;
}

export async function lockDirection(db: Db, id: number): Promise<DirectionRow | undefined> {
  return one(
    db,
    sql<DirectionRow>`select ${columns} from catalog.direction d where d.id = ${id} for no key update`,
  );
}

export async function findLiveDirection(db: Db, id: number): Promise<DirectionRow | undefined> {
  return one(
    db,
    sql<DirectionRow>`select ${columns} from catalog.direction d where d.id = ${id} and d.archived_at is null`,
  );
}

export type DirectionFields = Pick<DirectionRow, 'name' | 'head_id' | 'by_contract' | 'window_months'>;

/** Undefined when the code is taken. Without a code the direction is named by its id. */
export async function insertDirection(
  db: Db,
  fields: DirectionFields,
  code: string | undefined,
): Promise<{ id: number; code: string } | undefined> {
  return one(
    db,
    sql<{ id: number; code: string }>`
      with fresh as (select nextval('catalog.direction_id_seq')::int as id)
      insert into catalog.direction (id, code, name, head_id, by_contract, window_months) overriding system value
      select id, coalesce(${code ?? null}, 'D-' || id), ${fields.name}, ${fields.head_id}::int, ${fields.by_contract}::boolean, ${fields.window_months}::smallint
        from fresh
      on conflict (code) do nothing
      returning id, code`,
  );
}

export async function updateDirection(
  db: Db,
  id: number,
  fields: DirectionFields & { readonly archived: boolean },
): Promise<number> {
  const row = await exactlyOne(
    db,
    sql<{ version: number }>`
      update catalog.direction
         set name = ${fields.name}, head_id = ${fields.head_id}, by_contract = ${fields.by_contract}, window_months = ${fields.window_months},
             archived_at = case when ${fields.archived}::boolean then coalesce(archived_at, now()) end, version = version + 1
       where id = ${id}
      returning version`,
  );
  return row.version;
}

export async function isNameTaken(db: Db, name: string, except: number | undefined): Promise<boolean> {
  return (
    (await one(
      db,
      sql`select 1 from catalog.direction where lower(name) = lower(${name}) and id <> ${except ?? 0}`,
    )) !== undefined
  );
}

export async function isPerson(db: Db, id: number): Promise<boolean> {
  return (
    (await one(db, sql`select 1 from platform.pub_person where id = ${id} and status <> 'deactivated'`)) !==
    undefined
  );
}

/** Directions that a person heads: what access asks of the catalogue. */
export async function listHeadedDirections(db: Db, personId: number): Promise<number[]> {
  const found = await rows(
    db,
    sql<{ id: number }>`select id from catalog.direction where head_id = ${personId} order by id`,
  );
  return found.map((row) => row.id);
}
