// What a room brings to the program: routes, jobs, listeners, services. `app` composes them.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '../shared/endpoint.ts';
import type { Ctx } from './ctx.ts';
import type { CtxMaker } from './ctx-maker.ts';
import type { Database } from './db/pool.ts';
import type { JobHandler } from './jobs/jobs.ts';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import type { Services } from './services.ts';

export interface Input<E extends Endpoint> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
}

export interface Route {
  readonly endpoint: Endpoint;
  readonly handle: (ctx: Ctx, input: never, raw: RawExchange) => Promise<unknown>;
  /** Given instead of the flow in one transaction; see routeApart. */
  readonly handleApart?: (ctx: ApartCtx, input: never, raw: RawExchange) => Promise<unknown>;
}

/** A ctx without a connection: the use case opens its own short ones. */
export interface ApartCtx extends Omit<Ctx, 'db'> {
  transaction<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  read<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
}

/** For handlers that stream: the raw request and reply of Fastify. */
export interface RawExchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface EventPayloads {
  readonly [name: string]: unknown;
}

export type Listener = (ctx: Ctx, payload: never) => Promise<void>;

export interface StartContext {
  readonly config: Config;
  readonly database: Database;
  readonly services: Services;
  readonly log: Logger;
  readonly makeCtx: CtxMaker;
}

export interface Room {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** Event name -> what to do, in a transaction of its own, at least once. */
  readonly listeners?: Readonly<Record<string, Listener>>;
  /** Opens the room's long-lived parts and fills slots of older rooms. */
  start?(start: StartContext): Promise<void>;
}

/** Binds an endpoint to its use case. */
export function route<E extends Endpoint>(
  endpoint: E,
  handle: (
    ctx: Ctx,
    input: Input<E>,
    raw: RawExchange,
  ) => Promise<E extends { stream: string } ? unknown : ReplyOf<E>>,
): Route {
  return { endpoint, handle };
}

/**
 * Binds an endpoint whose use case must not hold a connection all the while: slow hashing between its transactions, a live
 * channel, an attempt that stays written when the request is refused. Its replies are never kept for an Idempotency-Key.
 */
export function routeApart<E extends Endpoint>(
  endpoint: E,
  handleApart: (
    ctx: ApartCtx,
    input: Input<E>,
    raw: RawExchange,
  ) => Promise<E extends { stream: string } ? unknown : ReplyOf<E>>,
): Route {
  return { endpoint, handleApart, handle: () => Promise.reject(new Error('this route runs apart')) };
}
