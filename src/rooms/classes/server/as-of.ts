// The date that figures are read at when nobody names one (domain 00, section 3).

import type { Day } from '#platform/shared/days.ts';
import { day } from '#platform/shared/days.ts';
import { mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import { defaultAsOf } from '../shared/as-of.ts';
import type { Definitions } from '../shared/definitions.ts';
import { countedSalesSql } from './facts.sql.ts';

/** Today, or the last settlement day of a history that has ended. Settlements dated after today are not looked at. */
export async function findDefaultAsOf(
  reader: MirrorReader,
  definitions: Definitions,
  today: Day,
): Promise<Day> {
  const [row] = await reader.rows<{ last_on: string | null }>(
    mirrorSql`select max(day)::varchar as last_on from (${countedSalesSql(definitions, today)}) sale where is_trade`,
  );
  return defaultAsOf(today, row?.last_on ? day(row.last_on) : undefined, definitions.lifeCycle.windowMonths);
}
