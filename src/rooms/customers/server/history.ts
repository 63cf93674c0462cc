// The audit trail of one customer, as its card shows it.

import type { Static } from 'typebox';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import { readCursor, writeCursor } from '#platform/shared/paging.ts';
import type { listHistory as contract } from '../shared/contract.ts';
import { requireCustomer } from './customers.ts';
import { listHistoryRows } from './customers.queries.ts';

/** Who changed what, newest first. */
export async function listHistory(
  ctx: Ctx,
  id: number | undefined,
  query: Static<typeof contract.query>,
): Promise<Static<typeof contract.reply>> {
  const customer = await requireCustomer(ctx, id);
  const { limit = 50, cursor: text } = query;
  const cursor = text === undefined ? undefined : readCursor(text);
  if (text !== undefined && (!cursor || !/^\d{1,18}$/.test(cursor.value ?? '')))
    throw refusePlatform('bad_request', { fields: [{ path: 'query.cursor', problem: 'malformed' }] });
  const found = await listHistoryRows(
    ctx.db,
    customer.id,
    cursor ? BigInt(cursor.value ?? 0) : undefined,
    limit + 1,
  );
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      id: row.id.toString(),
      at: row.at.toISOString(),
      person: row.person ?? undefined,
      action: row.action,
      before: row.before ?? undefined,
      after: row.after ?? undefined,
    })),
    nextCursor:
      found.length > limit && last ? writeCursor({ value: last.id.toString(), id: customer.id }) : undefined,
  };
}
