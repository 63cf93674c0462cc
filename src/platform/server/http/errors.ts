// Every error leaves in one shape: a code, its words in the caller's language, data, the fields, and the number of the request.

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/refusals.ts';
import type { Language } from '../../shared/texts.ts';
import { refuse } from '../errors.ts';
import { textsKey } from '../texts.ts';
import type { Services } from '../services.ts';

/** Turns whatever was thrown into a reply. Surprises are logged once and answered bare. */
export function answerError(
  services: Services,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error);
  if (refusal.status >= 500 && !(error instanceof AppError))
    request.log.error({ err: error, requestId: request.id }, 'unexpected');
  const { fields, ...data } = refusal.data;
  if (refusal.status === 429 || refusal.status === 503)
    void reply.header('retry-after', String(data['retryAfter'] ?? 2));
  const message = services.get(textsKey)(languageOf(request), `refusal.${refusal.code}`, plainValues(data));
  return reply
    .code(refusal.status)
    .type('application/json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({
      error: { code: refusal.code, message, data, ...(fields ? { fields } : {}), requestId: request.id },
    });
}

export function languageOf(request: FastifyRequest): Language {
  const actor = request.auth?.actor;
  if (actor && actor.personId !== undefined) return actor.language;
  return /^\s*ru\b/i.test(request.headers['accept-language'] ?? '') ? 'ru' : 'en';
}

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const status = statusOf(error);
  if (code === '57014' || code.startsWith('53')) return refuse('overloaded');
  if (code.startsWith('57P') || code.startsWith('08') || code === 'ECONNREFUSED' || code === 'ENOENT')
    return refuse('database_unavailable');
  if (code === '40001' || code === '40P01') return refuse('changed_meanwhile');
  if (status === 413) return refuse('too_large');
  if (status === 415) return refuse('unsupported_media_type');
  if (status >= 400 && status < 500) return refuse('bad_request');
  return refuse('internal');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function statusOf(error: unknown): number {
  return (error as FastifyError | undefined)?.statusCode ?? 500;
}

function plainValues(data: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(data).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );
}
