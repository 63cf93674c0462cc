// Use cases of duplicates: a job finds them over the whole base, people decide. Nothing is merged silently.

import type { Static } from 'typebox';
import { recordChange } from '#platform/server/audit/audit.ts';
import { recordRead } from '#platform/server/audit/reads.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import type { JobRun } from '#platform/server/jobs/jobs.ts';
import { jobIds } from '#platform/shared/contracts/common.ts';
import { readCursor, writeCursor } from '#platform/shared/paging.ts';
import { customerIds } from '../shared/ids.ts';
import type {
  dismissDuplicates as dismissContract,
  listDuplicates as listContract,
} from '../shared/quality-contract.ts';
import { requireCustomer } from './customers.ts';
import {
  countPairs,
  decidePair,
  deleteProposals,
  duplicateReasons,
  findRunningSearch,
  insertPairs,
  listPairs,
} from './duplicates.queries.ts';
import type { PairRow, PairSideRow } from './duplicates.queries.ts';
import { refuse } from './errors.ts';
import { customerReach } from './policy.ts';
import { presentNamed } from './present.ts';

/** Proposed pairs whose both sides the actor sees. */
export async function listDuplicates(
  ctx: Ctx,
  query: Static<typeof listContract.query>,
): Promise<Static<typeof listContract.reply>> {
  const { limit = 50, cursor: text } = query;
  const cursor = text === undefined ? undefined : readCursor(text);
  if (text !== undefined && (!cursor || !/^\d{1,9}$/.test(cursor.value ?? '')))
    throw refusePlatform('bad_request', { fields: [{ path: 'query.cursor', problem: 'malformed' }] });
  const reach = customerReach(ctx.actor, 'read');
  const found = await listPairs(
    ctx.db,
    reach,
    cursor && { left: Number(cursor.value), right: cursor.id },
    limit + 1,
  );
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const jobId = await findRunningSearch(ctx.db);
  recordRead(
    ctx,
    'customers.duplicates',
    'customers.customer',
    shown.flatMap((pair) => [pair.left.id, pair.right.id]),
  );
  return {
    rows: shown.map(presentPair),
    nextCursor:
      found.length > limit && last
        ? writeCursor({ value: String(last.left.id), id: last.right.id })
        : undefined,
    total: await countPairs(ctx.db, reach),
    jobId: jobId === undefined ? undefined : jobIds.write(jobId),
  };
}

/** Asks for a search over the whole base; while one waits or runs, answers that one. */
export async function findDuplicates(ctx: Ctx): Promise<{ jobId: string }> {
  return { jobId: jobIds.write(await enqueueJob(ctx, 'customers.find_duplicates', {}, { dedupKey: 'all' })) };
}

/** The job: one set-based statement a key. */
export async function runDuplicateSearch(job: JobRun): Promise<{ pairs: number }> {
  await job.step((ctx) => deleteProposals(ctx.db));
  let pairs = 0;
  for (const [index, reason] of duplicateReasons.entries()) {
    job.progress(index, duplicateReasons.length, 'customers.duplicates.searching');
    pairs += await job.step((ctx) => insertPairs(ctx.db, reason));
  }
  return { pairs };
}

/** These two are different customers. */
export async function dismissDuplicates(
  ctx: Ctx,
  body: Static<typeof dismissContract.body>,
): Promise<Record<string, never>> {
  const left = await requireCustomer(ctx, customerIds.read(body.leftId));
  const right = await requireCustomer(ctx, customerIds.read(body.rightId));
  if (!(await decidePair(ctx.db, left.id, right.id, 'dismissed', ctx.actor.personId)))
    throw refuse('pair_not_found');
  await recordChange(ctx, {
    entity: 'customers.customer',
    entityId: left.id,
    action: 'dismiss_duplicate',
    after: { other_id: right.id },
  });
  return {};
}

function presentPair(pair: PairRow) {
  return {
    left: presentSide(pair.left),
    right: presentSide(pair.right),
    reasons: pair.reasons.map((reason) => (reason === 'tax_number' ? ('taxNumber' as const) : reason)),
    foundAt: pair.found_at.toISOString(),
  };
}

function presentSide(row: PairSideRow) {
  return {
    ...presentNamed(row),
    city: row.city ?? undefined,
    taxNumber: row.tax_number ?? undefined,
    phone: row.phone ?? undefined,
    email: row.email ?? undefined,
    version: row.version,
  };
}
