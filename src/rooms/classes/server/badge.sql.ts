// What lists show of a customer at a date: classes, category, turnover, twelve months, products in use. Leans on pub_sale and pub_sale_line.

import { addDays, addMonths, type Day } from '#platform/shared/days.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import { countedLinesSql, countedSalesSql, historyStartSql } from './facts.sql.ts';
import { windowStart } from './measures.sql.ts';
import { seriesSpan } from './series.sql.ts';

/** Columns of `customers.badge` in the order of the statement, without the date that they are of. */
export const badgeColumns = [
  'customer_id',
  'category',
  'category_since',
  'abc',
  'xyz',
  'xyz_preliminary',
  'turnover_minor',
  'turnover_before_minor',
  'month_minor',
  'first_settlement_on',
  'last_settlement_on',
  'products_used',
  'directions_used',
] as const;

/**
 * Grain: a customer with a settlement by the as-of date. `classed` is a relation with the columns of `classesSql`. The turnover before is
 * that of the window before the window, null where the base's history does not cover that one; the months are the last 12 full ones, oldest first, as PostgreSQL writes an array.
 */
export function badgesSql(definitions: Definitions, asOf: Day, classed: MirrorSql): MirrorSql {
  const span = seriesSpan({ ...definitions.xyz, period: 'month', periods: 12 }, asOf);
  const first = span.from ?? asOf;
  const monthSums = Array.from({ length: 12 }, (_, index) => {
    const from = addMonths(first, index);
    return mirrorSql`coalesce(sum(amount_minor) filter (where day >= ${from} and day < ${addMonths(from, 1)}), 0)::bigint`
      .text;
  });
  return mirrorSql`
    with turnover as (select customer_id, ${beforeSql(definitions, asOf)} as turnover_before_minor,
                             '{' || array_to_string([${verbatim(monthSums.join(', '))}], ',') || '}' as month_minor
                        from (${countedSalesSql(definitions, asOf)}) sale group by customer_id),
    used as (select customer_id, count(distinct product_id)::int as products_used, count(distinct direction_id)::int as directions_used
               from (${countedLinesSql(definitions, asOf)}) line
              where is_trade and amount_minor > 0 and day > ${addMonths(asOf, -definitions.usageMonths)} group by customer_id)
    select class.customer_id, class.category, class.since as category_since, class.abc, class.xyz, class.xyz_preliminary,
           class.value_minor as turnover_minor, turnover.turnover_before_minor, turnover.month_minor,
           class.first_on as first_settlement_on, class.last_on as last_settlement_on,
           coalesce(used.products_used, 0) as products_used, coalesce(used.directions_used, 0) as directions_used
      from ${classed} class
      join turnover on turnover.customer_id = class.customer_id
      left join used on used.customer_id = class.customer_id`;
}

/** The first day of the window before the ABC window; undefined where that is the whole history. */
export function earlierWindowStart(definitions: Definitions, asOf: Day): Day | undefined {
  const months = definitions.abc.windowMonths;
  return months === null ? undefined : addDays(addMonths(asOf, -2 * months), 1);
}

function beforeSql(definitions: Definitions, asOf: Day): MirrorSql {
  const [from, start] = [earlierWindowStart(definitions, asOf), windowStart(definitions, asOf)];
  if (from === undefined || start === undefined) return verbatim('null::bigint');
  return mirrorSql`case when (select first_on from (${historyStartSql(definitions, asOf)}) base) <= ${from}::date
    then coalesce(sum(amount_minor) filter (where day >= ${from} and day <= ${start}), 0) end::bigint`;
}
