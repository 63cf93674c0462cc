// A create may carry an Idempotency-Key: the same key again answers the same reply, in the same transaction as the first effect.

import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../ctx.ts';
import { one, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';

interface Kept {
  readonly request_hash: Buffer;
  readonly reply: unknown;
}

/** Runs the use case once per person and key. Parallel requests with one key queue behind the first one's row. */
export async function withIdempotency(
  ctx: Ctx,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const key = request.headers['idempotency-key'];
  const personId = ctx.actor.personId;
  if (typeof key !== 'string' || personId === undefined) return work();
  if (key.length === 0 || key.length > 200)
    throw refuse('bad_request', { fields: [{ path: 'headers.idempotency-key', problem: 'too_long' }] });
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest();
  const claimed = await run(
    ctx.db,
    sql`insert into platform.idempotency (person_id, key, request_hash) values (${personId}, ${key}, ${hash}) on conflict do nothing`,
  );
  if (claimed === 0) return replay(ctx, personId, key, hash, reply);
  const answer = await work();
  await run(
    ctx.db,
    sql`update platform.idempotency set reply = ${JSON.stringify(answer ?? null)} where person_id = ${personId} and key = ${key}`,
  );
  return answer;
}

async function replay(
  ctx: Ctx,
  personId: number,
  key: string,
  hash: Buffer,
  reply: FastifyReply,
): Promise<unknown> {
  const kept = await one(
    ctx.db,
    sql<Kept>`select request_hash, reply from platform.idempotency where person_id = ${personId} and key = ${key}`,
  );
  if (!kept) throw refuse('changed_meanwhile');
  if (!kept.request_hash.equals(hash)) throw refuse('key_reused');
  void reply.header('idempotent-replay', 'true');
  return kept.reply;
}
