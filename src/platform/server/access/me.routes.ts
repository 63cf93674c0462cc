// Contract to use case: one's own account. Only for the person himself: a token cannot change what it hangs on.

import * as contract from '../../shared/contracts/me.ts';
import { recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import type { ApartCtx, RawExchange, Route } from '../room.ts';
import { route, routeApart } from '../room.ts';
import { getOwnAccount } from './accounts.ts';
import { changeOwnPassword, requirePassword } from './own-password.ts';
import { findPerson } from './people.queries.ts';
import { handleOf } from './secrets.ts';
import { openFor } from './session.routes.ts';
import { heldSession, listSessions } from './sessions.ts';
import { confirmTotp, removeTotp, startTotp } from './totp.ts';

export const meRoutes: readonly Route[] = [
  route(contract.getMe, (ctx, _input, raw) => presentMe(ctx, raw)),
  routeApart(contract.changePassword, async (apart, { body }, raw) => {
    requireOwnSession(apart);
    await changeOwnPassword(apart, body);
    await openAgain(apart, raw);
    return {};
  }),
  routeApart(contract.startTotp, (apart, { body }) => {
    requireOwnSession(apart);
    return startTotp(apart, body.password);
  }),
  routeApart(contract.confirmTotp, async (apart, { body }, raw) => {
    requireOwnSession(apart);
    const recoveryCodes = [...(await apart.transaction((ctx) => confirmTotp(ctx, body.code)))];
    await openAgain(apart, raw);
    return { recoveryCodes };
  }),
  routeApart(contract.removeTotp, async (apart, { body }, raw) => {
    requireOwnSession(apart);
    await requirePassword(apart, body.password);
    await apart.transaction((ctx) => removeTotp(ctx, ctx.actor.personId ?? 0));
    await openAgain(apart, raw);
    return {};
  }),
  route(contract.endOwnSession, async (ctx, { params }) => {
    requireOwnSession(ctx);
    await endSessions(ctx, (handle) => handle === params.id);
    return {};
  }),
  route(contract.endOtherSessions, async (ctx, _input, { request }) => {
    requireOwnSession(ctx);
    const held = heldSession(request);
    const current = held && handleOf(held);
    await endSessions(ctx, (handle) => handle !== current, true);
    return {};
  }),
];

export function requireOwnSession(ctx: Pick<Ctx, 'actor'>): void {
  if (ctx.actor.kind !== 'person') throw refuse('own_session_only');
}

/** All sessions of the person have just ended; the one who did it stays signed in with a fresh one. */
async function openAgain(apart: ApartCtx, raw: RawExchange): Promise<void> {
  const account = await apart.read(getOwnAccount);
  await openFor(apart, account, raw);
}

async function endSessions(ctx: Ctx, isMeant: (handle: string) => boolean, orNone = false): Promise<void> {
  const personId = ctx.actor.personId ?? 0;
  const meant = (await listSessions(ctx, personId))
    .map((row) => row.token_hash)
    .filter((hash) => isMeant(handleOf(hash)));
  if (meant.length === 0 && !orNone) throw refuse('not_found');
  await run(
    ctx.db,
    sql`delete from platform.session where person_id = ${personId} and token_hash = any(${meant}::bytea[])`,
  );
  await recordChange(ctx, {
    entity: 'platform.person',
    entityId: personId,
    action: 'end_sessions',
    counts: { sessions: meant.length },
  });
}

async function presentMe(ctx: Ctx, { request }: RawExchange) {
  const account = await getOwnAccount(ctx);
  const person = await findPerson(ctx.db, undefined, account.id);
  const held = heldSession(request);
  const sessions = await listSessions(ctx, account.id);
  return {
    name: account.name,
    email: account.email,
    language: account.language,
    division: person?.division_name ?? null,
    roles: (person?.roles ?? []).map((role) => ({ nameEn: role.name_en, nameRu: role.name_ru })),
    totp: account.totp_confirmed_at !== null,
    recoveryCodesLeft: account.recovery_hashes.length,
    sessions: sessions.map((row) => ({
      id: handleOf(row.token_hash),
      current: held !== undefined && held.equals(row.token_hash),
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      userAgent: row.user_agent,
      address: row.ip,
    })),
  };
}
