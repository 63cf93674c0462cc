// Reading the audit: what was changed by whom, and who was shown whose personal data. The newest first, by keyset.

import type { Ctx } from '../ctx.ts';
import { rows, sql } from '../db/db.ts';

export interface AuditRow {
  readonly id: bigint;
  readonly at: Date;
  readonly person_id: number | null;
  readonly person_name: string | null;
  readonly actor_kind: string;
  readonly request_id: string;
  readonly entity: string;
  readonly entity_id: string;
  readonly action: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly counts: unknown;
}

export interface AuditFilter {
  readonly entity?: string | undefined;
  readonly entityId?: string | undefined;
  readonly personId?: number | undefined;
  readonly action?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Days are days of the company's zone. `below` is the id of the last row of the page before. */
export function listAudit(
  ctx: Ctx,
  filter: AuditFilter,
  limit: number,
  below: bigint | undefined,
): Promise<AuditRow[]> {
  const zone = ctx.company.timeZone;
  return rows(
    ctx.db,
    sql<AuditRow>`
      select a.id, a.at, a.person_id, p.name as person_name, a.actor_kind, a.request_id, a.entity, a.entity_id, a.action, a.before, a.after, a.counts
        from platform.audit_entry a left join platform.person p on p.id = a.person_id
       where (${below ?? null}::bigint is null or a.id < ${below ?? null})
         and (${filter.entity ?? null}::text is null or a.entity = ${filter.entity ?? null})
         and (${filter.entityId ?? null}::text is null or a.entity_id = ${filter.entityId ?? null})
         and (${filter.personId ?? null}::int is null or a.person_id = ${filter.personId ?? null})
         and (${filter.action ?? null}::text is null or a.action = ${filter.action ?? null})
         and (${filter.from ?? null}::date is null or a.at >= (${filter.from ?? null}::date)::timestamp at time zone ${zone})
         and (${filter.until ?? null}::date is null or a.at < (${filter.until ?? null}::date + 1)::timestamp at time zone ${zone})
       order by a.id desc limit ${limit}`,
  );
}

/** Kinds of records that the audit knows, by skipping along the index rather than reading it. */
export async function listAuditedEntities(ctx: Ctx): Promise<string[]> {
  const found = await rows(
    ctx.db,
    sql<{ entity: string }>`
      with recursive kind as (
        select min(entity) as entity from platform.audit_entry
        union all
        select (select min(a.entity) from platform.audit_entry a where a.entity > kind.entity) from kind where kind.entity is not null)
      select entity from kind where entity is not null`,
  );
  return found.map((row) => row.entity);
}

export interface ReadRow {
  readonly id: bigint;
  readonly at: Date;
  readonly person_id: number | null;
  readonly person_name: string | null;
  readonly route: string;
  readonly entity: string;
  readonly records: number;
}

export interface ReadFilter {
  readonly entity?: string | undefined;
  readonly record?: number | undefined;
  readonly personId?: number | undefined;
}

export function listReads(
  ctx: Ctx,
  filter: ReadFilter,
  limit: number,
  below: bigint | undefined,
): Promise<ReadRow[]> {
  return rows(
    ctx.db,
    sql<ReadRow>`
      select r.id, r.at, r.person_id, p.name as person_name, r.route, r.entity, cardinality(r.entity_ids) as records
        from platform.read_log r left join platform.person p on p.id = r.person_id
       where (${below ?? null}::bigint is null or r.id < ${below ?? null})
         and (${filter.entity ?? null}::text is null or r.entity = ${filter.entity ?? null})
         and (${filter.record ?? null}::int is null or ${filter.record ?? null} = any(r.entity_ids))
         and (${filter.personId ?? null}::int is null or r.person_id = ${filter.personId ?? null})
       order by r.id desc limit ${limit}`,
  );
}
