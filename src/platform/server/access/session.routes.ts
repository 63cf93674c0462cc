// Contract to use case: sessions, set-up, links.

import * as contract from '../../shared/contracts/session.ts';
import { personIds } from '../../shared/contracts/common.ts';
import { recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import type { ApartCtx, RawExchange, Route } from '../room.ts';
import { route, routeApart } from '../room.ts';
import { serviceKey } from '../services.ts';
import { actingAs } from './accounts.ts';
import type { Account } from './accounts.ts';
import { credentialsKey } from './authenticate.ts';
import { findLinkHolder, useLink } from './links.ts';
import { clearSessionCookie, heldSession, openSession, setSessionCookie } from './sessions.ts';
import { checkSetUp, setUp } from './set-up.ts';
import { signIn } from './sign-in.ts';

/** The room that holds the facts offers the day that the screens start with (domain 00, section 3). */
export const asOfDefaultKey = serviceKey<(ctx: Ctx) => Promise<string | undefined>>('platform.as_of_default');

export const sessionRoutes: readonly Route[] = [
  route(contract.getSession, (ctx) => presentSession(ctx)),
  routeApart(contract.startSession, async (apart, { body }, { request, reply }) => {
    setSessionCookie(apart, request, reply, await signIn(apart, request, body));
    return {};
  }),
  route(contract.changeSession, async (ctx, { body }) => {
    await changeLanguage(ctx, body.language);
    return {};
  }),
  routeApart(contract.endSession, async (apart, _input, { request, reply }) => {
    await endHeldSession(apart, { request, reply });
    return {};
  }),
  routeApart(contract.checkSetUp, async (apart, { body }) => ({
    company: (await apart.read((ctx) => checkSetUp(ctx, body.code))) ?? null,
  })),
  routeApart(contract.setUp, async (apart, { body }, raw) => {
    await openFor(apart, await setUp(apart, body), raw);
    return {};
  }),
  routeApart(contract.checkLink, async (apart, { body }) => {
    const holder = await apart.read((ctx) => findLinkHolder(ctx, body.code));
    return { purpose: holder.purpose, name: holder.name, email: holder.email ?? '' };
  }),
  routeApart(contract.useLink, async (apart, { body }, raw) => {
    const account = await useLink(apart, body.code, body.password);
    if (account.totp_confirmed_at) return { signedIn: false };
    await openFor(apart, account, raw);
    return { signedIn: true };
  }),
];

/** Opens a session for an account that has just proved itself, and hands it to the browser once it is committed. */
export async function openFor(
  apart: ApartCtx,
  account: Pick<Account, 'id' | 'name' | 'language'>,
  { request, reply }: RawExchange,
): Promise<void> {
  const secret = await apart.transaction(async (plain) => {
    const ctx = actingAs(plain, account);
    await recordChange(ctx, { entity: 'platform.person', entityId: account.id, action: 'sign_in' });
    return openSession(ctx, request, account.id);
  });
  setSessionCookie(apart, request, reply, secret);
}

async function endHeldSession(apart: ApartCtx, { request, reply }: RawExchange): Promise<void> {
  if (apart.actor.kind !== 'person') throw refuse('own_session_only');
  const held = heldSession(request);
  await apart.transaction(async (ctx) => {
    if (held) await run(ctx.db, sql`delete from platform.session where token_hash = ${held}`);
    await recordChange(ctx, {
      entity: 'platform.person',
      entityId: ctx.actor.personId ?? 0,
      action: 'sign_out',
    });
  });
  if (held) apart.services.get(credentialsKey).forget(held);
  clearSessionCookie(request, reply);
}

async function changeLanguage(ctx: Ctx, language: 'en' | 'ru'): Promise<void> {
  const id = ctx.actor.personId ?? 0;
  await run(ctx.db, sql`update platform.person set language = ${language} where id = ${id}`);
  await recordChange(ctx, {
    entity: 'platform.person',
    entityId: id,
    action: 'change',
    before: { language: ctx.actor.language },
    after: { language },
  });
}

async function presentSession(ctx: Ctx) {
  const { actor, company, services } = ctx;
  const asOf = services.has(asOfDefaultKey) ? await services.get(asOfDefaultKey)(ctx) : undefined;
  return {
    person: {
      id: personIds.write(actor.personId ?? 0),
      name: actor.name,
      language: actor.language,
      initials: initialsOf(actor.name),
    },
    company: {
      name: company.name,
      currency: company.currency,
      timeZone: company.timeZone,
      language: company.language,
    },
    may: plainCells(actor.cells),
    ...(asOf === undefined ? {} : { asOfDefault: asOf }),
  };
}

function plainCells(cells: Ctx['actor']['cells']): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(cells).map(([resource, actions]) => [resource, { ...actions }]));
}

/** «Иванова Мария» -> «ИМ». */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.]+/).filter((word) => /\p{L}/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => ([...word][0] ?? '').toUpperCase())
    .join('');
}
