// SQL of the definitions' versions.

import type { Db } from '#platform/server/db/db.ts';
import { one, rows, run, sql } from '#platform/server/db/db.ts';

export interface DefinitionRow {
  readonly version: number;
  readonly settings: unknown;
  readonly reason: 'start' | 'change' | 'older_data';
  readonly person_id: number | null;
  readonly created_at: Date;
}

export function findLatestDefinition(db: Db): Promise<DefinitionRow | undefined> {
  return one(
    db,
    sql<DefinitionRow>`select version, settings, reason, person_id, created_at from classes.definition order by version desc limit 1`,
  );
}

export function listDefinitions(db: Db): Promise<DefinitionRow[]> {
  return rows(
    db,
    sql<DefinitionRow>`select version, settings, reason, person_id, created_at from classes.definition order by version desc limit 200`,
  );
}

export function insertDefinition(
  db: Db,
  version: number,
  settings: unknown,
  reason: DefinitionRow['reason'],
  personId: number | undefined,
): Promise<number> {
  return run(
    db,
    sql`insert into classes.definition (version, settings, reason, person_id)
        values (${version}, ${JSON.stringify(settings)}, ${reason}, ${personId ?? null}) on conflict do nothing`,
  );
}

/** Windows that single directions have in the catalog. */
export function listDirectionWindows(db: Db): Promise<{ id: number; window_months: number }[]> {
  return rows(
    db,
    sql<{
      id: number;
      window_months: number;
    }>`select id, window_months from catalog.pub_direction where window_months is not null`,
  );
}
