// Every change leaves one row in the same transaction. The rows are insert-only.

import type { Ctx } from '../ctx.ts';
import { run, sql } from '../db/db.ts';

export interface Change {
  /** Kind of record, such as 'customers.customer'. */
  readonly entity: string;
  readonly entityId: string | number;
  /** What was done, such as 'create', 'change', 'archive', 'import'. */
  readonly action: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  /** For set-based changes: how many rows of what. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Writes the audit row of a change. Secrets must not be among the values. */
export async function recordChange(ctx: Ctx, change: Change): Promise<void> {
  await run(
    ctx.db,
    sql`insert into platform.audit_entry (person_id, actor_kind, request_id, entity, entity_id, action, before, after, counts)
        values (${ctx.actor.personId ?? null}, ${ctx.actor.kind}, ${ctx.requestId}, ${change.entity}, ${String(change.entityId)}, ${change.action},
                ${json(change.before)}, ${json(change.after)}, ${json(change.counts)})`,
  );
}

/** Only the fields that differ, for `before` and `after`. */
export function difference<T extends Readonly<Record<string, unknown>>>(
  before: T,
  after: Readonly<Record<string, unknown>>,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const changed = Object.keys(after).filter(
    (key) => json({ value: before[key] }) !== json({ value: after[key] }),
  );
  return {
    before: Object.fromEntries(changed.map((key) => [key, before[key] ?? null])),
    after: Object.fromEntries(changed.map((key) => [key, after[key] ?? null])),
  };
}

function json(value: Readonly<Record<string, unknown>> | undefined): string | null {
  if (value === undefined) return null;
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
}
