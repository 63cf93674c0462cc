// Sessions live on the server, as the hash of what the browser holds. They slide while they are used and end all at once.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { Ctx } from '../ctx.ts';
import { one, rows, run, sql } from '../db/db.ts';
import { configKey } from '../config-key.ts';
import { hashSecret, newSecret } from './secrets.ts';
import type { Secret } from './secrets.ts';

/** A session ends after so many days without use, and after so many in all. */
export const sessionDays = { idle: 7, all: 30 };

/** Opens a session for the person; a session that the browser still held is ended, so that none is carried over. */
export async function openSession(ctx: Ctx, request: FastifyRequest, personId: number): Promise<Secret> {
  const held = heldSession(request);
  if (held) await run(ctx.db, sql`delete from platform.session where token_hash = ${held}`);
  const secret = newSecret();
  await run(
    ctx.db,
    sql`insert into platform.session (token_hash, person_id, expires_at, user_agent, ip)
        values (${secret.hash}, ${personId}, now() + make_interval(days => ${sessionDays.idle}),
                ${request.headers['user-agent']?.slice(0, 300) ?? null}, ${request.ip})`,
  );
  return secret;
}

/** Hands the session to the browser, after its transaction has committed. */
export function setSessionCookie(
  ctx: Pick<Ctx, 'services'>,
  request: FastifyRequest,
  reply: FastifyReply,
  secret: Secret,
): void {
  const secure = isSecure(ctx.services.get(configKey), request);
  void reply.setCookie(cookieName(secure), secret.text, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: sessionDays.all * 86_400,
  });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  for (const secure of [true, false]) {
    if (request.cookies[cookieName(secure)] !== undefined) {
      void reply.clearCookie(cookieName(secure), { path: '/', secure, httpOnly: true, sameSite: 'lax' });
    }
  }
}

/** Hash of the session that the request carries. */
export function heldSession(request: FastifyRequest): Buffer | undefined {
  const text = request.cookies[cookieName(true)] ?? request.cookies[cookieName(false)];
  return text === undefined || text.length !== 43 ? undefined : hashSecret(text);
}

/** The `__Host-` prefix makes the browser itself keep the cookie to this host; it exists over https only. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-klientela' : 'klientela_session';
}

function isSecure(config: Config, request: FastifyRequest): boolean {
  return config.baseUrl?.startsWith('https:') ?? request.protocol === 'https';
}

export interface SessionRow {
  readonly token_hash: Buffer;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly user_agent: string | null;
  readonly ip: string | null;
}

export function listSessions(ctx: Ctx, personId: number): Promise<SessionRow[]> {
  return rows(
    ctx.db,
    sql<SessionRow>`
      select token_hash, created_at, last_seen_at, user_agent, ip
        from platform.session where person_id = ${personId} and expires_at > now() order by last_seen_at desc limit 100`,
  );
}

export interface LiveSession {
  readonly person_id: number;
  readonly stale: boolean;
}

/** A session that is still good; `stale` when its use should be noted. */
export function findLiveSession(db: Ctx['db'], hash: Buffer): Promise<LiveSession | undefined> {
  return one(
    db,
    sql<LiveSession>`
      select person_id, last_seen_at < now() - interval '10 minutes' as stale
        from platform.session where token_hash = ${hash} and expires_at > now()`,
  );
}

/** Notes the use and lets the end slide, never past the longest life. */
export async function slideSession(db: Ctx['db'], hash: Buffer): Promise<void> {
  await run(
    db,
    sql`update platform.session
           set last_seen_at = now(),
               expires_at = least(now() + make_interval(days => ${sessionDays.idle}), created_at + make_interval(days => ${sessionDays.all}))
         where token_hash = ${hash}`,
  );
}

/** Every session, token and unused link of the person is dead once this commits (domain page 10). */
export async function endCredentials(ctx: Ctx, personId: number): Promise<void> {
  await run(ctx.db, sql`delete from platform.session where person_id = ${personId}`);
  await run(
    ctx.db,
    sql`update platform.token set revoked_at = now() where person_id = ${personId} and revoked_at is null`,
  );
  await run(
    ctx.db,
    sql`delete from platform.one_time_link where person_id = ${personId} and used_at is null`,
  );
}
