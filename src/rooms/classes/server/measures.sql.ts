// What is measured of every customer at a date: life, turnover of the window, n, sum and squares of the series.

import { addMonths, type Day } from '#platform/shared/days.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import { countedSalesSql } from './facts.sql.ts';
import { lifeSql } from './life.sql.ts';
import { firstFullPeriodSql, periodCountSql, periodValuesSql, seriesSpan } from './series.sql.ts';

/** First day after which the ABC window begins; undefined for the whole history. */
export function windowStart(definitions: Definitions, asOf: Day): Day | undefined {
  const months = definitions.abc.windowMonths;
  return months === null ? undefined : addMonths(asOf, -months);
}

/**
 * Question: everything of a customer that classes depend on. Grain: a customer with a settlement by the as-of date. Columns: the life,
 * is_ranked (a settlement in the window), value_minor, periods, series_sum, series_squares. Leans on pub_sale, one scan a part.
 */
export function measuresSql(definitions: Definitions, asOf: Day, only?: MirrorSql): MirrorSql {
  const span = seriesSpan(definitions.xyz, asOf);
  const start = windowStart(definitions, asOf);
  const inWindow = start === undefined ? verbatim('true') : mirrorSql`day > ${start}`;
  const ranked = start === undefined ? verbatim('true') : mirrorSql`last_on > ${start}`;
  const limited = only ? mirrorSql`and customer_id in (${only})` : mirrorSql``;
  const fullFrom = firstFullPeriodSql(definitions.xyz, 'first_on');
  const from = span.from === undefined ? fullFrom : mirrorSql`greatest(${fullFrom}, ${span.from}::date)`;
  return mirrorSql`
    with life as (${lifeSql(definitions, asOf, { level: 'customer', only })}),
    turnover as (select customer_id, sum(amount_minor)::bigint as value_minor
                   from (${countedSalesSql(definitions, asOf)}) sale where ${inWindow} ${limited} group by customer_id),
    series as (select value.customer_id, sum(value.value) as series_sum, sum(value.value * value.value) as series_squares
                 from (${periodValuesSql(definitions, span, only)}) value
                 join life on life.customer_id = value.customer_id
                where value.period >= ${verbatim(fullFrom.text.replaceAll('first_on', 'life.first_on'))}
                group by value.customer_id)
    select life.customer_id, life.category, life.since, life.first_on, life.last_on, life.run_start_on,
           ${ranked} as is_ranked, coalesce(turnover.value_minor, 0) as value_minor,
           greatest(${periodCountSql(definitions.xyz, from.text, span)}, 0) as periods,
           coalesce(series.series_sum, 0)::hugeint as series_sum, coalesce(series.series_squares, 0)::hugeint as series_squares
      from life
      left join turnover on turnover.customer_id = life.customer_id
      left join series on series.customer_id = life.customer_id`;
}
