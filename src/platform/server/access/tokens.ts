// Tokens for machines: a subset of their person's rights, checked again at each use, and dead with him (domain page 10).

import type { Action, Resource } from '../../shared/endpoint.ts';
import { recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { today } from '../ctx.ts';
import { exactlyOne, one, rows, run, sql } from '../db/db.ts';
import type { Db } from '../db/db.ts';
import { refuse } from '../errors.ts';
import { may, scopeOf } from './actor.ts';
import type { Actor, Cells } from './actor.ts';
import { loadActor } from './load-actor.ts';
import { newSecret } from './secrets.ts';

export const tokenPrefix = 'kli_';

export type TokenScopes = Readonly<Partial<Record<Resource, readonly Action[]>>>;

export interface TokenRow {
  readonly id: number;
  readonly name: string;
  readonly scopes: TokenScopes;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly person_id: number;
  readonly person_name: string;
}

export interface NewToken {
  readonly personId: number;
  readonly name: string;
  readonly scopes: TokenScopes;
  readonly days: number;
}

/**
 * Makes a token for a person. Its text is answered once and never kept. Refuses a scope that the person himself lacks; a token
 * for somebody else needs the right to administer people, since it acts in his name.
 */
export async function createToken(
  ctx: Ctx,
  token: NewToken,
): Promise<{ readonly id: number; readonly text: string }> {
  const holder = await holderOf(ctx, token.personId);
  for (const [resource, actions] of Object.entries(token.scopes) as [Resource, Action[]][]) {
    for (const action of actions)
      if (!may(holder, resource, action)) throw refuse('beyond_own_rights', { resource, action });
  }
  const secret = newSecret(tokenPrefix);
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.token (token_hash, person_id, name, scopes, expires_at)
      values (${secret.hash}, ${token.personId}, ${token.name}, ${JSON.stringify(token.scopes)}, now() + make_interval(days => ${token.days}))
      returning id`,
  );
  await recordChange(ctx, {
    entity: 'platform.token',
    entityId: id,
    action: 'create',
    after: { personId: token.personId, name: token.name, scopes: token.scopes, days: token.days },
  });
  return { id, text: secret.text };
}

async function holderOf(ctx: Ctx, personId: number): Promise<Actor> {
  if (personId === ctx.actor.personId) return ctx.actor;
  if (scopeOf(ctx.actor, 'people', 'approve') !== 'all') throw refuse('not_found');
  const holder = await loadActor(ctx.db, personId, today(ctx), ctx.services);
  if (holder.kind !== 'person') throw refuse('not_found');
  return holder;
}

/** Ends a token at once. */
export async function revokeToken(ctx: Ctx, id: number): Promise<void> {
  const revoked = await one(
    ctx.db,
    sql<{ name: string; person_id: number }>`
      update platform.token set revoked_at = now() where id = ${id} and revoked_at is null returning name, person_id`,
  );
  if (!revoked) throw refuse('not_found');
  await recordChange(ctx, {
    entity: 'platform.token',
    entityId: id,
    action: 'revoke',
    before: { personId: revoked.person_id, name: revoked.name },
  });
}

/** Live tokens, the newest first. */
export function listTokens(ctx: Ctx): Promise<TokenRow[]> {
  return rows(
    ctx.db,
    sql<TokenRow>`
      select t.id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.person_id, p.name as person_name
        from platform.token t join platform.person p on p.id = t.person_id
       where t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
       order by t.id desc limit 500`,
  );
}

export interface LiveToken {
  readonly person_id: number;
  readonly scopes: TokenScopes;
  readonly stale: boolean;
}

export function findLiveToken(db: Db, hash: Buffer): Promise<LiveToken | undefined> {
  return one(
    db,
    sql<LiveToken>`
      select person_id, scopes, last_used_at is null or last_used_at < now() - interval '10 minutes' as stale
        from platform.token
       where token_hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > now())`,
  );
}

export async function noteTokenUse(db: Db, hash: Buffer): Promise<void> {
  await run(db, sql`update platform.token set last_used_at = now() where token_hash = ${hash}`);
}

/** What is left of a person's rights in the scopes of a token. */
export function limitToScopes(cells: Cells, scopes: TokenScopes): Cells {
  const left: Partial<Record<Resource, Cells[Resource]>> = {};
  for (const [resource, actions] of Object.entries(scopes) as [Resource, readonly Action[]][]) {
    const own = cells[resource];
    if (!own) continue;
    left[resource] = Object.fromEntries(
      Object.entries(own).filter(([action]) => actions.includes(action as Action)),
    );
  }
  return left;
}
