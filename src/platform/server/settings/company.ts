// The company: its name, zone and language. The currency is chosen once, since every amount is kept in its minor units.

import type { Language } from '../../shared/texts.ts';
import { difference, recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { one, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';

export interface NewCompany {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: Language;
}

export interface CompanyRow {
  readonly name: string;
  readonly currency: string;
  readonly time_zone: string;
  readonly language: Language;
  readonly base_url: string | null;
  readonly version: number;
}

/** Makes the company of an empty installation. */
export async function insertCompany(ctx: Ctx, company: NewCompany): Promise<void> {
  refuseUnknown(company);
  const inserted = await run(
    ctx.db,
    sql`insert into platform.company (name, currency, time_zone, language)
        values (${company.name}, ${company.currency}, ${company.timeZone}, ${company.language}) on conflict do nothing`,
  );
  if (inserted === 0) throw refuse('company_exists');
  await recordChange(ctx, {
    entity: 'platform.company',
    entityId: 1,
    action: 'create',
    after: { ...company },
  });
}

export async function getCompany(ctx: Ctx): Promise<CompanyRow> {
  const found = await one(
    ctx.db,
    sql<CompanyRow>`select name, currency, time_zone, language, base_url, version from platform.company`,
  );
  if (!found) throw refuse('not_found');
  return found;
}

export interface CompanyChange {
  readonly version: number;
  readonly name?: string;
  readonly timeZone?: string;
  readonly language?: Language;
  readonly baseUrl?: string | null;
}

export async function changeCompany(ctx: Ctx, change: CompanyChange): Promise<CompanyRow> {
  refuseUnknown(change);
  const before = await getCompany(ctx);
  const next = {
    name: change.name ?? before.name,
    time_zone: change.timeZone ?? before.time_zone,
    language: change.language ?? before.language,
    base_url: change.baseUrl === undefined ? before.base_url : change.baseUrl,
  };
  const after = await one(
    ctx.db,
    sql<CompanyRow>`
      update platform.company
         set name = ${next.name}, time_zone = ${next.time_zone}, language = ${next.language}, base_url = ${next.base_url}, version = version + 1
       where version = ${change.version}
      returning name, currency, time_zone, language, base_url, version`,
  );
  if (!after) throw refuse('changed_meanwhile', { version: before.version });
  await recordChange(ctx, {
    entity: 'platform.company',
    entityId: 1,
    action: 'change',
    ...difference({ ...before }, next),
  });
  return after;
}

function refuseUnknown(company: { readonly timeZone?: string; readonly currency?: string }): void {
  if (company.timeZone !== undefined && !isTimeZone(company.timeZone)) throw refuse('unknown_time_zone');
  if (company.currency !== undefined && !Intl.supportedValuesOf('currency').includes(company.currency)) {
    throw refuse('unknown_currency');
  }
}

/** PostgreSQL and the machine both know the IANA names. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0);
    return /^[A-Za-z]+(\/[A-Za-z_+\-0-9]+)*$/.test(name);
  } catch {
    return false;
  }
}
