// Learns who calls from a session cookie or a bearer token. What was learned is kept for half a second, so that every dead
// credential is dead within one second while a busy screen costs one look.

import type { FastifyRequest } from 'fastify';
import { today } from '../ctx.ts';
import type { CtxMaker } from '../ctx-maker.ts';
import type { Db } from '../db/db.ts';
import type { Database } from '../db/pool.ts';
import type { Authenticated, Authenticator } from '../http/authenticator.ts';
import { serviceKey } from '../services.ts';
import type { Services } from '../services.ts';
import { anonymousActor } from './actor.ts';
import { loadActor } from './load-actor.ts';
import { hashSecret } from './secrets.ts';
import { findLiveSession, heldSession, slideSession } from './sessions.ts';
import { findLiveToken, limitToScopes, noteTokenUse, tokenPrefix } from './tokens.ts';

const keptMs = 500;
const keptMost = 10_000;

export interface Credentials {
  readonly authenticate: Authenticator;
  /** Forgets what was learned, for an end that must show at once. */
  forget(hash: Buffer): void;
}

export const credentialsKey = serviceKey<Credentials>('platform.credentials');

interface Parts {
  readonly database: Database;
  readonly services: Services;
  readonly makeCtx: CtxMaker;
}

const nobody: Authenticated = { actor: anonymousActor, by: 'none' };

export function createCredentials(parts: Parts): Credentials {
  const kept = new Map<string, { readonly until: number; readonly found: Promise<Authenticated> }>();
  const learn = (key: string, look: () => Promise<Authenticated>): Promise<Authenticated> => {
    const now = performance.now();
    const known = kept.get(key);
    if (known && now < known.until) return known.found;
    if (kept.size >= keptMost) kept.clear();
    const found = look();
    kept.set(key, { until: now + keptMs, found });
    found.catch(() => kept.delete(key));
    return found;
  };
  return {
    forget: (hash) => void kept.delete(hash.toString('base64')),
    authenticate: async (request) => {
      const bearer = bearerOf(request);
      if (bearer !== undefined) {
        if (!bearer.startsWith(tokenPrefix) || bearer.length > 100) return nobody;
        const hash = hashSecret(bearer);
        return learn(hash.toString('base64'), () => byToken(parts, hash));
      }
      const hash = heldSession(request);
      return hash ? learn(hash.toString('base64'), () => bySession(parts, hash)) : nobody;
    },
  };
}

/** A request with an Authorization header is a token's, whatever cookies came along. */
function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  return /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '';
}

async function bySession(parts: Parts, hash: Buffer): Promise<Authenticated> {
  const found = await parts.database.read(async (db) => {
    const session = await findLiveSession(db, hash);
    return session && { session, actor: await actorOf(parts, db, session.person_id) };
  });
  if (!found || found.actor.kind === 'anonymous') return nobody;
  if (found.session.stale) await parts.database.transaction((db) => slideSession(db, hash));
  return { actor: found.actor, by: 'cookie' };
}

async function byToken(parts: Parts, hash: Buffer): Promise<Authenticated> {
  const found = await parts.database.read(async (db) => {
    const token = await findLiveToken(db, hash);
    return token && { token, actor: await actorOf(parts, db, token.person_id) };
  });
  if (!found || found.actor.kind === 'anonymous') return nobody;
  if (found.token.stale) await parts.database.transaction((db) => noteTokenUse(db, hash));
  const actor = {
    ...found.actor,
    kind: 'token' as const,
    cells: limitToScopes(found.actor.cells, found.token.scopes),
  };
  return { actor, by: 'token' };
}

async function actorOf(parts: Parts, db: Db, personId: number) {
  const ctx = await parts.makeCtx(db, { personId: undefined, requestId: 'credentials' });
  return loadActor(db, personId, today(ctx), parts.services);
}
