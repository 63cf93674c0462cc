// The built web application: hashed files for ever, the page with a fresh nonce for each load.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const marker = '__CSP_NONCE__';

/** Serves `assets/` and answers the page for every other GET outside /api; the rest is not found. */
export async function registerWebFiles(
  app: FastifyInstance,
  folder: string | undefined,
  notFound: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): Promise<void> {
  if (!folder) {
    app.setNotFoundHandler(notFound);
    return;
  }
  // Read for each load: a newer build may have been swapped in, and its page must name its own files.
  const readPage = () => readFile(join(folder, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
  });
  app.setNotFoundHandler(async (request, reply) => {
    const isPage =
      request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/');
    if (!isPage) return notFound(request, reply);
    const page = await readPage();
    return reply.type('text/html; charset=utf-8').send(page.replaceAll(marker, reply.styleNonce ?? ''));
  });
}
