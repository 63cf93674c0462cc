// /live says that the process turns; /ready that it can serve; /metrics is for Prometheus, from this machine alone.

import type { FastifyInstance } from 'fastify';
import prometheus from 'prom-client';
import { sql, one } from '../db/db.ts';
import type { Database } from '../db/pool.ts';

const durations = new prometheus.Histogram({
  name: 'klientela_http_seconds',
  help: 'Time to answer, by route and status class',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
});

export function registerHealth(app: FastifyInstance, parts: { readonly database: Database }): void {
  let closing = false;
  app.addHook('preClose', async () => void (closing = true));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe(
      { method: request.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` },
      reply.elapsedTime / 1000,
    );
  });
  app.get('/live', { config: { access: 'public' } }, async () => ({ live: true }));
  app.get('/ready', { config: { access: 'public' } }, async (_request, reply) => {
    if (closing) return reply.code(503).send({ ready: false });
    try {
      await parts.database.read((db) => one(db, sql`select 1`));
      return { ready: true };
    } catch {
      return reply.code(503).send({ ready: false });
    }
  });
  prometheus.collectDefaultMetrics({ register: collectOnce() });
  app.get('/metrics', { config: { access: 'public' } }, async (request, reply) => {
    if (!isLocal(request.ip)) return reply.code(404).send({});
    return reply.type(prometheus.register.contentType).send(await prometheus.register.metrics());
  });
}

let collected = false;

/** Default metrics can be collected once in a process; tests build many apps. */
function collectOnce(): prometheus.Registry {
  if (collected) return new prometheus.Registry();
  collected = true;
  return prometheus.register;
}

function isLocal(address: string): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}
