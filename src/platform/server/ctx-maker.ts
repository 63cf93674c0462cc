// Makes the ctx of requests, jobs and commands: the company's settings and the actor are loaded in one place.

import type { Actor } from './access/actor.ts';
import { systemActor } from './access/actor.ts';
import { loadActor } from './access/load-actor.ts';
import type { Clock } from './clock.ts';
import { dayInZone } from '../shared/days.ts';
import type { Company, Ctx } from './ctx.ts';
import { one, sql } from './db/db.ts';
import type { Db } from './db/db.ts';
import type { Logger } from './log.ts';
import type { Services } from './services.ts';

export interface Asker {
  /** The person in whose name the work is done; undefined for the program itself. */
  readonly personId: number | undefined;
  readonly requestId: string;
  /** Given where the actor is already known, as for requests. */
  readonly actor?: Actor;
}

export type CtxMaker = (db: Db, asker: Asker) => Promise<Ctx>;

export interface CtxParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly services: Services;
}

export function ctxMaker(parts: CtxParts): CtxMaker {
  const companyOf = cachedCompany();
  return async (db, asker) => {
    const company = await companyOf(db);
    const on = dayInZone(parts.clock.now(), company.timeZone);
    const actor =
      asker.actor ??
      (asker.personId === undefined ? systemActor : await loadActor(db, asker.personId, on, parts.services));
    return { db, actor, company, requestId: asker.requestId, ...parts };
  };
}

/** Before the company is set up there is a nameless one in UTC. */
export const noCompany: Company = {
  name: '',
  currency: 'RUB',
  timeZone: 'UTC',
  language: 'en',
  baseUrl: undefined,
};

/** The company's row, read again after half a second: settings change rarely, requests are many. */
function cachedCompany(): (db: Db) => Promise<Company> {
  let known: Company | undefined;
  let until = 0;
  return async (db) => {
    if (known && performance.now() < until) return known;
    const row = await one(
      db,
      sql<{
        name: string;
        currency: string;
        time_zone: string;
        language: 'en' | 'ru';
        base_url: string | null;
      }>`
        select name, currency, time_zone, language, base_url from platform.company`,
    );
    known = row
      ? {
          name: row.name,
          currency: row.currency,
          timeZone: row.time_zone,
          language: row.language,
          baseUrl: row.base_url ?? undefined,
        }
      : noCompany;
    until = row ? performance.now() + 500 : 0;
    return known;
  };
}
