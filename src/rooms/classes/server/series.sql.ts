// Values of full periods, added up for the coefficient of variation (domain 03, section 5).

import { addDays, addMonths, firstOfMonth, lastOfMonth, type Day } from '#platform/shared/days.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import { periodOf } from '../shared/xyz.ts';
import { countedLinesSql, countedSalesSql } from './facts.sql.ts';

export interface SeriesSpan {
  /** First day of the earliest period that can be measured; undefined for the whole history. */
  readonly from: Day | undefined;
  /** Last day of the last full period. */
  readonly until: Day;
}

/** The span of the last full periods by the as-of date. A period whose last day is the as-of date is full. */
export function seriesSpan(rule: Definitions['xyz'], asOf: Day): SeriesSpan {
  const length = rule.period === 'quarter' ? 3 : 1;
  const start = periodOf(asOf, rule.period);
  const end = lastOfMonth(addMonths(start, length - 1));
  const until = end === asOf ? end : addDays(firstOfMonth(start), -1);
  return {
    from: rule.periods === null ? undefined : addMonths(addDays(until, 1), -length * rule.periods),
    until,
  };
}

/** Quantities are measured in millionths, amounts in minor units: integers both. Grain: customer and period; value. */
export function periodValuesSql(definitions: Definitions, span: SeriesSpan, only?: MirrorSql): MirrorSql {
  const { period, measure } = definitions.xyz;
  const since = span.from === undefined ? mirrorSql`` : mirrorSql`and day >= ${span.from}`;
  const limited = only ? mirrorSql`and customer_id in (${only})` : mirrorSql``;
  const source =
    measure === 'amount'
      ? countedSalesSql(definitions, span.until)
      : countedLinesSql(definitions, span.until);
  const value = verbatim(measure === 'amount' ? 'amount_minor' : '(quantity * 1000000)::bigint');
  return mirrorSql`
    select customer_id, date_trunc(${period}, day)::date as period, sum(${value}) as value
      from (${source}) sale where true ${since} ${limited}
     group by customer_id, date_trunc(${period}, day)::date`;
}

/** First full period of a customer: his first settlement's when it stands on the period's first day, else the next one. */
export function firstFullPeriodSql(rule: Definitions['xyz'], firstOn: string): MirrorSql {
  const start = `date_trunc('${rule.period}', ${firstOn})::date`;
  const length = rule.period === 'quarter' ? 3 : 1;
  return verbatim(
    `case when ${start} = ${firstOn} then ${start} else (${start} + interval '${length} month')::date end`,
  );
}

/** Number of full periods from `from` (an expression) to the end of the span; 0 or less when there is none. */
export function periodCountSql(rule: Definitions['xyz'], from: string, span: SeriesSpan): MirrorSql {
  const end = mirrorSql`${span.until}::date`.text;
  const months = (of: string) => `(extract(year from ${of}) * 12 + extract(month from ${of}))::int`;
  return verbatim(
    rule.period === 'quarter'
      ? `((${months(end)} - ${months(from)} + 1) / 3)::int`
      : `(${months(end)} - ${months(from)} + 1)`,
  );
}
