// Contract to use case: the audit and the log of reads.

import { personIds } from '../../shared/contracts/common.ts';
import * as contract from '../../shared/contracts/settings.ts';
import { realDay } from '../access/people.routes.ts';
import { refuse } from '../errors.ts';
import { idOf } from '../ids.ts';
import type { Route } from '../room.ts';
import { route } from '../room.ts';
import type { AuditRow, ReadRow } from './list.ts';
import { listAudit, listAuditedEntities, listReads } from './list.ts';
import { verifyAudit } from './sealing.ts';

export const auditRoutes: readonly Route[] = [
  route(contract.listAudit, async (ctx, { query }) => {
    const { limit = 50, cursor, person, from, until, ...rest } = query;
    const filter = {
      ...rest,
      personId: person === undefined ? undefined : idOf(personIds, person),
      from: from === undefined ? undefined : realDay(from, 'query.from'),
      until: until === undefined ? undefined : realDay(until, 'query.until'),
    };
    const found = await listAudit(ctx, filter, limit + 1, readBelow(cursor));
    const entities = cursor === undefined ? await listAuditedEntities(ctx) : [];
    return { rows: found.slice(0, limit).map(presentEntry), entities, nextCursor: nextOf(found, limit) };
  }),
  route(contract.verifyAudit, async (ctx) => {
    const found = await verifyAudit(ctx);
    return { ...found, brokenSeal: found.brokenSeal?.toString() ?? null, lastHash: found.lastHash ?? null };
  }),
  route(contract.listReads, async (ctx, { query }) => {
    const { limit = 50, cursor, person, ...rest } = query;
    const filter = { ...rest, personId: person === undefined ? undefined : idOf(personIds, person) };
    const found = await listReads(ctx, filter, limit + 1, readBelow(cursor));
    return { rows: found.slice(0, limit).map(presentRead), nextCursor: nextOf(found, limit) };
  }),
];

/** The cursor is the id of the last row: these lists have one order only. */
function readBelow(cursor: string | undefined): bigint | undefined {
  if (cursor === undefined) return undefined;
  if (!/^[1-9]\d{0,17}$/.test(cursor))
    throw refuse('bad_request', { fields: [{ path: 'query.cursor', problem: 'malformed' }] });
  return BigInt(cursor);
}

function nextOf(found: readonly { readonly id: bigint }[], limit: number): string | null {
  return found.length > limit ? (found[limit - 1]?.id.toString() ?? null) : null;
}

function presentEntry(row: AuditRow) {
  return {
    id: row.id.toString(),
    at: row.at.toISOString(),
    person: personOf(row),
    actorKind: row.actor_kind,
    entity: row.entity,
    entityId: row.entity_id,
    action: row.action,
    before: row.before,
    after: row.after,
    counts: row.counts,
    requestId: row.request_id,
  };
}

function presentRead(row: ReadRow) {
  return {
    id: row.id.toString(),
    at: row.at.toISOString(),
    person: personOf(row),
    route: row.route,
    entity: row.entity,
    records: row.records,
  };
}

function personOf(row: { readonly person_id: number | null; readonly person_name: string | null }) {
  return row.person_id === null ? null : { id: personIds.write(row.person_id), name: row.person_name ?? '' };
}
