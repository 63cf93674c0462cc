// Headers of every reply, errors and files included. Nothing inline runs; nothing is framed; personal data is not cached.

import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

declare module 'fastify' {
  interface FastifyReply {
    styleNonce?: string;
  }
}

/** The policy for pages: scripts from us alone; style elements need the nonce of the page. */
export function contentPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `manifest-src 'self'`,
  ].join('; ');
}

export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply, config: Config): void {
  const isApi = request.url.startsWith('/api/');
  const nonce = isApi ? undefined : randomBytes(16).toString('base64url');
  if (nonce) reply.styleNonce = nonce;
  void reply.headers({
    'content-security-policy': nonce
      ? contentPolicy(nonce)
      : `default-src 'none'; frame-ancestors 'none'; sandbox`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    'x-request-id': request.id,
    'cache-control': 'no-store',
  });
  if (config.baseUrl?.startsWith('https:'))
    void reply.header('strict-transport-security', 'max-age=31536000');
}
