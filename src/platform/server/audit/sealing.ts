// A chain of hashes over the audit: each seal covers the next rows and the seal before, so that no row can be changed, added or
// taken away unseen. Sealed in the background, so that writers never queue for it.

import type { Ctx } from '../ctx.ts';
import { exactlyOne, one, rows, run, sql } from '../db/db.ts';
import type { Db } from '../db/db.ts';
import type { JobHandler, JobRun } from '../jobs/jobs.ts';

const batchRows = 5000;

/** Seals what is settled. Rows of transactions that still run are left for the next time. */
export const sealAudit: JobHandler = async (job) => {
  const horizon = await settledHorizon(job);
  let seals = 0;
  for (;;) {
    const sealed = await job.step((ctx) => sealNext(ctx.db, horizon));
    if (!sealed) return { seals };
    seals += 1;
  }
};

/**
 * The highest id below which no row can appear any more. Ids are given before the commit, so a transaction that runs may still
 * bring a lower one: a second after the highest id was read every such transaction has a transaction id, and when all those
 * have ended, the rows up to that id are complete.
 */
async function settledHorizon(job: JobRun): Promise<bigint> {
  const highest = await job.read((ctx) => highestId(ctx.db));
  await sleep(1000);
  const { xid } = await job.step((ctx) =>
    exactlyOne(ctx.db, sql<{ xid: string }>`select pg_current_xact_id()::text as xid`),
  );
  for (let round = 0; round < 20; round++) {
    job.signal.throwIfAborted();
    const { settled } = await job.read((ctx) =>
      exactlyOne(
        ctx.db,
        sql<{ settled: boolean }>`select pg_snapshot_xmin(pg_current_snapshot()) >= ${xid}::xid8 as settled`,
      ),
    );
    if (settled) return highest;
    await sleep(500);
  }
  return 0n;
}

interface Seal {
  readonly id: bigint;
  readonly first_id: bigint;
  readonly last_id: bigint;
  readonly entries: number;
  readonly hash: Buffer;
}

/** Seals one batch up to the horizon; false when nothing is left. One sealer at a time. */
export async function sealNext(db: Db, horizon: bigint): Promise<boolean> {
  await run(db, sql`select pg_advisory_xact_lock(hashtextextended('platform.audit_seal', 7))`);
  const last = await one(
    db,
    sql<Seal>`select id, first_id, last_id, entries, hash from platform.audit_seal order by id desc limit 1`,
  );
  const from = (last?.last_id ?? 0n) + 1n;
  const { until } = await exactlyOne(
    db,
    sql<{ until: bigint | null }>`
      select max(id) as until from (
        select id from platform.audit_entry where id between ${from} and ${horizon} order by id limit ${batchRows}) as batch`,
  );
  if (until === null) return false;
  const { entries, hash } = await hashRange(db, last?.hash ?? Buffer.alloc(32), from, until);
  await run(
    db,
    sql`insert into platform.audit_seal (first_id, last_id, entries, hash) values (${from}, ${until}, ${entries}, ${hash})`,
  );
  return true;
}

/** Each row as one JSON array whose text does not depend on the session's settings. */
async function hashRange(
  db: Db,
  before: Buffer,
  from: bigint,
  until: bigint,
): Promise<{ entries: number; hash: Buffer }> {
  return exactlyOne(
    db,
    sql<{ entries: number; hash: Buffer }>`
      select count(*)::int as entries,
             sha256(${before}::bytea || coalesce(convert_to(string_agg(
               jsonb_build_array(id, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), person_id, actor_kind, request_id,
                                 entity, entity_id, action, before, after, counts)::text, E'\n' order by id), 'UTF8'), '')) as hash
        from platform.audit_entry where id between ${from} and ${until}`,
  );
}

export interface Verification {
  readonly intact: boolean;
  readonly seals: number;
  /** Rows under a seal that fits. */
  readonly sealed: number;
  readonly unsealed: number;
  /** The first seal that does not fit. */
  readonly brokenSeal: bigint | undefined;
  /** Worth keeping elsewhere: who can rewrite the whole chain cannot rewrite a copy of its end. */
  readonly lastHash: string | undefined;
}

/** Recomputes the whole chain. */
export async function verifyAudit(ctx: Pick<Ctx, 'db'>): Promise<Verification> {
  const seals = await rows(
    ctx.db,
    sql<Seal>`select id, first_id, last_id, entries, hash from platform.audit_seal order by id`,
  );
  let before: Buffer = Buffer.alloc(32);
  let next = 1n;
  let sealed = 0;
  for (const seal of seals) {
    const real = await hashRange(ctx.db, before, seal.first_id, seal.last_id);
    const fits = seal.first_id === next && real.entries === seal.entries && real.hash.equals(seal.hash);
    if (!fits)
      return { ...(await summary(ctx, seals, next - 1n)), intact: false, sealed, brokenSeal: seal.id };
    before = seal.hash;
    next = seal.last_id + 1n;
    sealed += seal.entries;
  }
  return { ...(await summary(ctx, seals, next - 1n)), intact: true, sealed, brokenSeal: undefined };
}

async function summary(ctx: Pick<Ctx, 'db'>, seals: readonly Seal[], sealedUntil: bigint) {
  const { unsealed } = await exactlyOne(
    ctx.db,
    sql<{
      unsealed: number;
    }>`select count(*)::int as unsealed from platform.audit_entry where id > ${sealedUntil}`,
  );
  return { seals: seals.length, unsealed, lastHash: seals.at(-1)?.hash.toString('hex') };
}

async function highestId(db: Db): Promise<bigint> {
  const { highest } = await exactlyOne(
    db,
    sql<{ highest: bigint }>`select coalesce(max(id), 0) as highest from platform.audit_entry`,
  );
  return highest;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
