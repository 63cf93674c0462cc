// SQL of __noun__ records; no rules, no permissions.

import { exactlyOne, one, rows, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';

export interface __Noun__Row {
  readonly id: number;
  readonly name: string;
  readonly version: number;
}

/** A page by name. Leans on __noun___name. */
export async function list__Noun__Rows(
  db: Db,
  after: { readonly name: string; readonly id: number } | undefined,
  limit: number,
): Promise<__Noun__Row[]> {
  return rows(
    db,
    sql<__Noun__Row>`
      select id, name, version
        from __room__.__noun__
       where archived_at is null
         ${after === undefined ? sql`` : sql`and (name collate "ru-x-icu", id) > (${after.name}::text collate "ru-x-icu", ${after.id}::int)`}
       order by name collate "ru-x-icu", id
       limit ${limit}`,
  );
}

export async function lock__Noun__(db: Db, id: number): Promise<__Noun__Row | undefined> {
  return one(
    db,
    sql<__Noun__Row>`
      select id, name, version from __room__.__noun__ where id = ${id} and archived_at is null for no key update`,
  );
}

export async function insert__Noun__(db: Db, name: string): Promise<__Noun__Row> {
  return exactlyOne(
    db,
    sql<__Noun__Row>`insert into __room__.__noun__ (name) values (${name}) returning id, name, version`,
  );
}

export async function update__Noun__(db: Db, id: number, name: string): Promise<__Noun__Row> {
  return exactlyOne(
    db,
    sql<__Noun__Row>`
      update __room__.__noun__ set name = ${name}, version = version + 1 where id = ${id} returning id, name, version`,
  );
}
