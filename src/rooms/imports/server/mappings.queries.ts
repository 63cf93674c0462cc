// Saved mappings, remembered for the next file of the same shape.

import type { Ctx } from '#platform/server/ctx.ts';
import type { Db } from '#platform/server/db/db.ts';
import { rows, run, sql } from '#platform/server/db/db.ts';
import type { Mapping } from '../shared/mapping.ts';

export interface SavedMapping {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly mapping: Mapping;
  readonly usedAt: Date;
}

export function listMappings(db: Db): Promise<SavedMapping[]> {
  return rows(
    db,
    sql<SavedMapping>`select id, name, kind, mapping, used_at as "usedAt" from imports.mapping order by used_at desc, id desc limit 200`,
  );
}

export function listMappingsOfShape(db: Db, shape: string): Promise<SavedMapping[]> {
  return rows(
    db,
    sql<SavedMapping>`select id, name, kind, mapping, used_at as "usedAt" from imports.mapping where shape = ${shape} order by used_at desc, id desc limit 10`,
  );
}

/** Saves under a name; a mapping of that name is replaced. */
export async function saveMapping(
  ctx: Ctx,
  saved: { name: string; shape: string; mapping: Mapping },
): Promise<void> {
  await run(
    ctx.db,
    sql`insert into imports.mapping (name, kind, shape, mapping, person_id)
        values (${saved.name}, ${saved.mapping.kind}, ${saved.shape}, ${JSON.stringify(saved.mapping)}, ${ctx.actor.personId ?? null})
        on conflict (lower(name)) do update
           set kind = excluded.kind, shape = excluded.shape, mapping = excluded.mapping, used_at = now(), version = imports.mapping.version + 1`,
  );
}

export function deleteMapping(db: Db, id: number): Promise<number> {
  return run(db, sql`delete from imports.mapping where id = ${id}`);
}
