// Jobs as people see them: how far, stop it, and a live channel that ends with the job or with the credential.

import type { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { jobIds } from '../../shared/contracts/common.ts';
import { may } from '../access/actor.ts';
import type { Ctx } from '../ctx.ts';
import { refuse } from '../errors.ts';
import { authenticatorKey } from '../http/authenticator.ts';
import type { ApartCtx, RawExchange } from '../room.ts';
import type { JobState } from './jobs.ts';
import { cancelJob, findJob } from './jobs.ts';

/** One's own job, or any for those who may `action` the settings. */
export async function getJob(ctx: Ctx, id: number, action: 'read' | 'write'): Promise<JobState> {
  const job = await findJob(ctx.db, id);
  if (!job) throw refuse('not_found');
  const own = job.personId !== undefined && job.personId === ctx.actor.personId;
  if (!own && !may(ctx.actor, 'settings', action)) throw refuse('not_found');
  return job;
}

export async function cancelJobOf(ctx: Ctx, id: number): Promise<void> {
  const job = await getJob(ctx, id, 'write');
  if (isOver(job)) throw refuse('job_over');
  await cancelJob(ctx.db, id);
}

export function presentJob(job: JobState) {
  return {
    id: jobIds.write(job.id),
    name: job.name,
    state: job.state,
    done: job.done,
    total: job.total ?? null,
    stage: job.stage ?? null,
    error: job.error?.code ?? null,
    ...(job.error?.data ? { errorData: job.error.data } : {}),
    ...(job.result ? { result: job.result } : {}),
  };
}

const lookEveryMs = 400;
const breatheEveryMs = 15_000;

/** Writes an event at each change until the job ends. No connection to the database is held between the looks. */
export async function watchJob(apart: ApartCtx, id: number, { request, reply }: RawExchange): Promise<void> {
  let job = await apart.read((ctx) => getJob(ctx, id, 'read'));
  reply.hijack();
  const out = reply.raw;
  out.writeHead(200, {
    ...plainHeaders(reply.getHeaders()),
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  const listened = request.server.server.listening;
  let shown = show(out, job, '');
  let breathedAt = performance.now();
  try {
    while (!isOver(job) && !out.destroyed) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      // A stop in good order waits for open replies: a live channel must not keep it waiting.
      if (listened && !request.server.server.listening) break;
      if (!(await isStillAllowed(apart, request))) break;
      job = await apart.read((ctx) => getJob(ctx, id, 'read'));
      const before = shown;
      shown = show(out, job, shown);
      if (shown !== before) breathedAt = performance.now();
      else if (performance.now() - breathedAt > breatheEveryMs) {
        out.write(': still here\n\n');
        breathedAt = performance.now();
      }
    }
  } catch (error) {
    apart.log.warn({ err: error, job: id }, 'a live channel broke off');
  } finally {
    out.end();
  }
}

/** A dead credential ends its live channels too (reliability A3). */
async function isStillAllowed(apart: ApartCtx, request: FastifyRequest): Promise<boolean> {
  const auth = await apart.services.get(authenticatorKey)(request);
  request.auth = auth;
  return auth.actor.kind !== 'anonymous';
}

function show(out: ServerResponse, job: JobState, before: string): string {
  const text = JSON.stringify(presentJob(job));
  if (text !== before) out.write(`data: ${text}\n\n`);
  return text;
}

function isOver(job: JobState): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

function plainHeaders(
  headers: Readonly<Record<string, number | string | string[] | undefined>>,
): Record<string, number | string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, number | string | string[]] => entry[1] !== undefined,
    ),
  );
}
