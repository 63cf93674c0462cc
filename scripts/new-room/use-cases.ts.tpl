// Use cases of __noun__ records: one transaction each.

import type { BodyOf, QueryOf, ReplyOf } from '#platform/shared/endpoint.ts';
import { readCursor, writeCursor } from '#platform/shared/paging.ts';
import { recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import type * as contract from '../shared/contract.ts';
import { __noun__Ids } from '../shared/ids.ts';
import { refuse } from './errors.ts';
import { insert__Noun__, list__Noun__Rows, lock__Noun__, update__Noun__ } from './__nouns__.queries.ts';
import type { __Noun__Row } from './__nouns__.queries.ts';

/** A page of records by name. */
export async function list__Noun__s(
  ctx: Ctx,
  query: QueryOf<typeof contract.list__Noun__s>,
): Promise<ReplyOf<typeof contract.list__Noun__s>> {
  const { limit = 50, cursor: text } = query;
  const cursor = text === undefined ? undefined : readCursor(text);
  if (text !== undefined && (!cursor || cursor.value === null))
    throw refusePlatform('bad_request', { fields: [{ path: 'query.cursor', problem: 'malformed' }] });
  const after = cursor && { name: cursor.value ?? '', id: cursor.id };
  const found = await list__Noun__Rows(ctx.db, after, limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({ id: __noun__Ids.write(row.id), name: row.name, version: row.version })),
    nextCursor: found.length > limit && last ? writeCursor({ value: last.name, id: last.id }) : undefined,
  };
}

export async function create__Noun__(ctx: Ctx, body: BodyOf<typeof contract.create__Noun__>) {
  const made = await insert__Noun__(ctx.db, body.name.trim());
  await recordChange(ctx, {
    entity: '__room__.__noun__',
    entityId: made.id,
    action: 'create',
    after: { name: made.name },
  });
  return saved(made);
}

/** Refuses `changed_meanwhile` with the current version. */
export async function change__Noun__(
  ctx: Ctx,
  id: number | undefined,
  body: BodyOf<typeof contract.change__Noun__>,
) {
  const before = id === undefined ? undefined : await lock__Noun__(ctx.db, id);
  if (!before) throw refuse('not_found');
  if (before.version !== body.version) throw refuse('changed_meanwhile', { version: before.version });
  const after = await update__Noun__(ctx.db, before.id, body.name.trim());
  await recordChange(ctx, {
    entity: '__room__.__noun__',
    entityId: before.id,
    action: 'change',
    before: { name: before.name },
    after: { name: after.name },
  });
  return saved(after);
}

function saved(row: __Noun__Row): { id: string; version: number } {
  return { id: __noun__Ids.write(row.id), version: row.version };
}
