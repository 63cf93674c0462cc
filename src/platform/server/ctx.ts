// What every use case receives first: the transaction, who acts, the company and the clock.

import type { Day } from '../shared/days.ts';
import { dayInZone } from '../shared/days.ts';
import type { Language } from '../shared/texts.ts';
import type { Actor } from './access/actor.ts';
import type { Clock } from './clock.ts';
import type { Db } from './db/db.ts';
import type { Logger } from './log.ts';
import type { Services } from './services.ts';

export interface Company {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly baseUrl: string | undefined;
}

export interface Ctx {
  /** The transaction of this use case; for requests that read, a connection. */
  readonly db: Db;
  readonly actor: Actor;
  readonly company: Company;
  readonly clock: Clock;
  readonly requestId: string;
  readonly log: Logger;
  /** Long-lived parts beside the database: files, the mirror of facts and what rooms offered at start. */
  readonly services: Services;
}

/** Today in the company's time zone. */
export function today(ctx: Pick<Ctx, 'clock' | 'company'>): Day {
  return dayInZone(ctx.clock.now(), ctx.company.timeZone);
}
