// The HTTP server of one program: headers, sign-in, rights, the rooms' routes, health, and the web application's files.

import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { anonymousActor } from '../access/actor.ts';
import type { Config } from '../config.ts';
import { refuse } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Room } from '../room.ts';
import { authenticatorKey } from './authenticator.ts';
import { answerError } from './errors.ts';
import { setSecurityHeaders } from './headers.ts';
import { registerHealth } from './health.ts';
import { registerOpenApi } from './openapi.ts';
import { refuseWithoutRight, registerRoute } from './register.ts';
import type { RouteParts } from './register.ts';
import { registerWebFiles } from './web-files.ts';
import type { Services } from '../services.ts';

export interface AppParts extends RouteParts {
  readonly config: Config;
  readonly services: Services;
  readonly log: Logger;
  readonly rooms: readonly Room[];
  /** Folder of the built web application; none in tests. */
  readonly webFolder?: string;
}

/** Builds the server without opening a port, so that tests inject requests. Throws when a route declares no access. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = parts.log;
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: parts.config.trustedProxies.length > 0 ? [...parts.config.trustedProxies] : false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    connectionTimeout: 120_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200, caseSensitive: true, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined && !route.url.startsWith('/assets/'))
      throw new Error(`the route ${String(route.method)} ${route.url} declares no access`);
  });
  app.decorateRequest('auth', undefined);
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(multipart, {
    limits: {
      files: 8,
      fields: 20,
      parts: 28,
      fileSize: 2 * 1024 ** 3,
      fieldSize: 64 * 1024,
      headerPairs: 100,
    },
  });
  addHooks(app, parts);
  app.setErrorHandler((error, request, reply) => answerError(parts.services, error, request, reply));
  registerHealth(app, parts);
  for (const room of parts.rooms) for (const route of room.routes) registerRoute(app, route, parts);
  registerOpenApi(app, parts.rooms);
  await registerWebFiles(app, parts.webFolder, (request, reply) =>
    answerError(parts.services, refuse('not_found'), request, reply),
  );
  return app;
}

function addHooks(app: FastifyInstance, parts: AppParts): void {
  app.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(request, reply, parts.config);
    if (!request.url.startsWith('/api/')) return;
    request.auth = parts.services.has(authenticatorKey)
      ? await parts.services.get(authenticatorKey)(request)
      : { actor: anonymousActor, by: 'none' };
    refuseForeignOrigin(request, parts.config);
    refuseWithoutRight(request);
  });
}

/** Requests that change something and travel by cookie must come from our own pages: the header cannot be set across origins. */
function refuseForeignOrigin(request: FastifyRequest, config: Config): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.auth?.by === 'token') return;
  const origin = request.headers.origin;
  if (request.headers['x-klientela'] !== '1') throw refuse('foreign_origin');
  if (origin === undefined) return;
  const own = config.baseUrl ?? `${request.protocol}://${request.headers.host ?? ''}`;
  if (origin !== new URL(own).origin) throw refuse('foreign_origin');
}
