// Puts the rooms' endpoints on the server. The flow never varies: check, actor, right, transaction, use case, reply.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { anonymousActor, may } from '../access/actor.ts';
import type { Ctx } from '../ctx.ts';
import type { CtxMaker } from '../ctx-maker.ts';
import type { Db } from '../db/db.ts';
import type { Database } from '../db/pool.ts';
import { refuse } from '../errors.ts';
import type { ApartCtx, Route } from '../room.ts';
import { checker } from './validation.ts';
import { withIdempotency } from './idempotency.ts';

declare module 'fastify' {
  interface FastifyRequest {
    auth?: import('./authenticator.ts').Authenticated;
  }
  interface FastifyContextConfig {
    access?: import('../../shared/endpoint.ts').Access;
  }
}

export interface RouteParts {
  readonly database: Database;
  readonly makeCtx: CtxMaker;
}

/** Registers one route. Fastify refuses to start when the declaration of access is missing (see the onRoute hook of the app). */
export function registerRoute(app: FastifyInstance, route: Route, parts: RouteParts): void {
  const { endpoint } = route;
  const check = {
    params: checker('params', endpoint.params),
    query: checker('query', endpoint.query),
    body: checker('body', endpoint.body),
  };
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { access: endpoint.access },
    ...(endpoint.bodyLimit ? { bodyLimit: endpoint.bodyLimit } : {}),
    ...(endpoint.stream
      ? {}
      : { schema: { response: { [endpoint.status ?? 200]: endpoint.reply as TSchema } } }),
    handler: async (request, reply) => {
      const input = {
        params: check.params(request.params),
        query: check.query(request.query),
        body: check.body(request.body),
      };
      if (route.handleApart) return runApart(route, parts, request, reply, input);
      if (endpoint.stream) return runStream(route, parts, request, reply, input);
      const answer = await runUseCase(route, parts, request, reply, input);
      if (reply.sent) return reply;
      return reply.code(endpoint.status ?? 200).send(answer);
    },
  });
}

type Checked = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

async function runUseCase(
  route: Route,
  parts: RouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  input: Checked,
): Promise<unknown> {
  const { endpoint } = route;
  const work = async (db: Db): Promise<unknown> => {
    const ctx = await ctxOf(parts, db, request);
    const handle = () => route.handle(ctx, input as never, { request, reply });
    return endpoint.method === 'POST' ? withIdempotency(ctx, request, reply, handle) : handle();
  };
  return endpoint.method === 'GET' ? parts.database.read(work) : parts.database.transaction(work);
}

/** A stream holds its connection (in a transaction unless it only reads) until the handler's promise ends. */
async function runStream(
  route: Route,
  parts: RouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  input: Checked,
): Promise<FastifyReply> {
  const work = async (db: Db): Promise<void> => {
    await route.handle(await ctxOf(parts, db, request), input as never, { request, reply });
  };
  await (route.endpoint.method === 'GET' ? parts.database.read(work) : parts.database.transaction(work));
  return reply;
}

/** The use case opens its own transactions; a stream it answers itself. */
async function runApart(
  route: Route,
  parts: RouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  input: Checked,
): Promise<FastifyReply> {
  const within =
    <T>(work: (ctx: Ctx) => Promise<T>) =>
    (db: Db) =>
      ctxOf(parts, db, request).then(work);
  const { db: _db, ...rest } = await parts.database.read((db) => ctxOf(parts, db, request));
  const apart: ApartCtx = {
    ...rest,
    transaction: (work) => parts.database.transaction(within(work)),
    read: (work) => parts.database.read(within(work)),
  };
  const answer = await route.handleApart?.(apart, input as never, { request, reply });
  if (reply.sent) return reply;
  return reply.code(route.endpoint.status ?? 200).send(answer);
}

function ctxOf(parts: RouteParts, db: Db, request: FastifyRequest): Promise<Ctx> {
  const actor = request.auth?.actor ?? anonymousActor;
  return parts.makeCtx(db, { personId: actor.personId, requestId: request.id, actor });
}

/** Whether the caller may use the route at all. Records are scoped later, by the queries. */
export function refuseWithoutRight(request: FastifyRequest): void {
  const access = request.routeOptions.config.access;
  if (access === undefined || access === 'public') return;
  const actor = request.auth?.actor ?? anonymousActor;
  if (actor.kind === 'anonymous') throw refuse('not_signed_in');
  if (access === 'signedIn') return;
  if (!may(actor, access.resource, access.action)) throw refuse('not_found');
}
