// Runs of settlement days without a break (domain 03, section 3). The decision table and the transitions are read off them.

import type { Day } from '#platform/shared/days.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import { countedLinesSql, countedSalesSql } from './facts.sql.ts';

/** Which customers (or customers in directions) a statement is about; undefined for all. */
export interface LifeScope {
  readonly level: 'customer' | 'direction';
  /** A statement of customer ids to limit to. */
  readonly only?: MirrorSql;
}

/** Settlement days with the one before: key columns, day, before. A day stands as often as it has settlements, which makes no break. */
function stepsSql(definitions: Definitions, until: Day, scope: LifeScope): MirrorSql {
  const only = scope.only ? mirrorSql`and customer_id in (${scope.only})` : mirrorSql``;
  if (scope.level === 'customer') {
    return mirrorSql`
      select customer_id, day, lag(day) over (partition by customer_id order by day) as before
        from (${countedSalesSql(definitions, until)}) sale where is_trade ${only}`;
  }
  return mirrorSql`
    select customer_id, direction_id, day, lag(day) over (partition by customer_id, direction_id order by day) as before
      from (${countedLinesSql(definitions, until)}) line
     where is_trade and amount_minor > 0 and direction_id is not null ${only}`;
}

/** Grain: customer (or customer and direction) with a settlement by `until`: first_on, last_on, run_start_on, category, since. */
export function lifeSql(
  definitions: Definitions,
  asOf: Day,
  scope: LifeScope = { level: 'customer' },
): MirrorSql {
  const key = keyOf(scope);
  const window = windowSql(definitions, scope);
  const lastStands = mirrorSql`(last_on + ${window})::date`;
  const youngUntil = mirrorSql`(run_start_on + ${window})::date`;
  const firstYoung = mirrorSql`(first_on + ${window})::date`;
  return mirrorSql`
    select ${key}, first_on, last_on, run_start_on,
           case when ${lastStands} < ${asOf}::date then 'lost'
                when run_start_on > first_on and ${asOf}::date <= ${youngUntil} then 'recovered'
                when ${asOf}::date <= ${firstYoung} then 'new'
                else 'regular' end as category,
           case when ${lastStands} < ${asOf}::date then ${lastStands} + 1
                when run_start_on > first_on and ${asOf}::date <= ${youngUntil} then run_start_on
                when ${asOf}::date <= ${firstYoung} then first_on
                else ${youngUntil} + 1 end as since
      from (select ${key}, min(day) as first_on, max(day) as last_on,
                   max(case when before is null or day > (before + ${window})::date then day end) as run_start_on
              from (${stepsSql(definitions, asOf, scope)}) step
             group by ${key}) life`;
}

/** Grain: one transition dated up to `until`: key columns, day, from_category, to_category, seq (order within a day). */
export function transitionsSql(
  definitions: Definitions,
  until: Day,
  scope: LifeScope = { level: 'customer' },
): MirrorSql {
  const key = keyOf(scope);
  const window = windowSql(definitions, scope);
  return mirrorSql`
    with step as (${stepsSql(definitions, until, scope)}),
    marked as (select ${key}, day, sum(case when before is null or day > (before + ${window})::date then 1 else 0 end)
                                       over (partition by ${key} order by day rows unbounded preceding) as run
                 from step),
    run as (select ${key}, run, min(day) as start_on, (min(day) + ${window})::date as young_until, (max(day) + ${window})::date as stands_until
              from marked group by ${key}, run),
    change as (
      select ${key}, start_on as day, case when run = 1 then 'potential' else 'lost' end as from_category,
             case when run = 1 then 'new' else 'recovered' end as to_category, 2 as seq from run
      union all
      select ${key}, young_until + 1, case when run = 1 then 'new' else 'recovered' end, 'regular', 3 from run where young_until < stands_until
      union all
      select ${key}, stands_until + 1,
             case when young_until < stands_until then 'regular' when run = 1 then 'new' else 'recovered' end, 'lost', 1 from run)
    select ${key}, day, from_category, to_category, seq from change where day <= ${until}::date`;
}

function keyOf(scope: LifeScope): MirrorSql {
  return verbatim(scope.level === 'customer' ? 'customer_id' : 'customer_id, direction_id');
}

/** The window as an interval: the company's, or the direction's own where it has one. */
function windowSql(definitions: Definitions, scope: LifeScope): MirrorSql {
  const { windowMonths, directionWindowMonths } = definitions.lifeCycle;
  const own = Object.entries(directionWindowMonths);
  if (scope.level === 'customer' || own.length === 0) return interval(windowMonths);
  const branches = own
    .map(([id, months]) => `when ${Number(id.slice('dir_'.length))} then ${interval(months).text}`)
    .join(' ');
  return verbatim(`case direction_id ${branches} else ${interval(windowMonths).text} end`);
}

function interval(months: number): MirrorSql {
  if (!Number.isInteger(months)) throw new RangeError('a window is whole months');
  return verbatim(`interval '${months} month'`);
}
