// The registry of parameters.

import { exactlyOne, one, rows, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { ParameterSpec } from '../shared/parameter.ts';

export interface ParameterRow extends ParameterSpec {
  readonly id: number;
  readonly position: number;
  readonly archived: boolean;
  readonly version: number;
}

const columns = sql.raw(
  `id, key, name, block, type, options, required, position, archived_at is not null as archived, version`,
);

/** Live parameters in the order of the card. */
export async function listParameterSpecs(db: Db): Promise<ParameterRow[]> {
  return rows(
    db,
    sql<ParameterRow>`select ${columns} from customers.parameter where archived_at is null order by position, id`,
  );
}

export async function listAllParameters(db: Db): Promise<ParameterRow[]> {
  return rows(
    db,
    sql<ParameterRow>`select ${columns} from customers.parameter order by archived_at is not null, position, id`,
  );
}

export async function lockParameter(db: Db, id: number): Promise<ParameterRow | undefined> {
  return one(
    db,
    sql<ParameterRow>`select ${columns} from customers.parameter where id = ${id} for no key update`,
  );
}

/** Undefined when the key is taken. */
export async function insertParameter(
  db: Db,
  spec: ParameterSpec,
  position: number | undefined,
): Promise<{ id: number; version: number } | undefined> {
  return one(
    db,
    sql<{ id: number; version: number }>`
      insert into customers.parameter (key, name, block, type, options, required, position)
      values (${spec.key}, ${spec.name}, ${spec.block}, ${spec.type}, ${spec.options}, ${spec.required},
              coalesce(${position ?? null}, (select coalesce(max(position), 0) + 1 from customers.parameter)))
      on conflict (key) do nothing
      returning id, version`,
  );
}

export async function updateParameter(db: Db, row: ParameterRow): Promise<number> {
  const updated = await exactlyOne(
    db,
    sql<{ version: number }>`
      update customers.parameter
         set name = ${row.name}, block = ${row.block}, type = ${row.type}, options = ${row.options}, required = ${row.required},
             position = ${row.position}, archived_at = case when ${row.archived}::boolean then coalesce(archived_at, now()) end, version = version + 1
       where id = ${row.id}
      returning version`,
  );
  return updated.version;
}

/** Whether some customer has a value of this parameter (outside these options, when they are given). */
export async function isParameterUsed(db: Db, key: string, outside?: readonly string[]): Promise<boolean> {
  const found = await one(
    db,
    sql`select 1 from customers.customer
         where parameters ? ${key} ${outside === undefined ? sql`` : sql`and not (parameters ->> ${key} = any(${outside}::text[]))`} limit 1`,
  );
  return found !== undefined;
}
