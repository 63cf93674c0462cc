// ABC and XYZ classes of every customer at a date, from what was measured (domain 03, sections 4 and 5).

import type { Day } from '#platform/shared/days.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import { hundredths, type Definitions } from '../shared/definitions.ts';
import { measuresSql } from './measures.sql.ts';

/** One customer's row of `classesSql`, as the mirror answers it. */
export interface ClassRow {
  readonly customer_id: number;
  readonly category: string;
  readonly since: string;
  readonly first_on: string;
  readonly last_on: string;
  readonly is_ranked: boolean;
  readonly value_minor: string;
  /** Sum of the values strictly above; null outside the total. */
  readonly before_minor: string | null;
  readonly total_minor: string | null;
  readonly abc: string | null;
  readonly periods: number;
  readonly cv: number | null;
  readonly xyz: string | null;
  readonly xyz_reason: string | null;
  readonly xyz_preliminary: boolean;
}

/** Question: class and category of every customer at a date. Grain: a customer with a settlement by then. One pass over the mirror. */
export function classesSql(definitions: Definitions, asOf: Day, only?: MirrorSql): MirrorSql {
  return rankedSql(definitions, measuresSql(definitions, asOf, only));
}

/** The same from rows that were measured before (columns of `measuresSql`). */
export function rankedSql(definitions: Definitions, measured: MirrorSql): MirrorSql {
  const { abc } = definitions;
  return mirrorSql`
    with measure as (${measured}),
    block as (select value_minor, sum(value_minor) as block_minor from measure where is_ranked and value_minor > 0 group by value_minor),
    standing as (select value_minor, sum(block_minor) over (order by value_minor desc rows unbounded preceding) - block_minor as before_minor,
                        sum(block_minor) over () as total_minor from block),
    classed as (
      select measure.*, standing.before_minor::hugeint as before_minor, standing.total_minor::hugeint as total_minor,
             case when not is_ranked then null
                  when standing.total_minor is not null then
                    case when 10000 * standing.before_minor < ${hundredths(abc.borderA)} * standing.total_minor then 'A'
                         when 10000 * standing.before_minor < ${hundredths(abc.borderB)} * standing.total_minor then 'B' else 'C' end
                  when exists (select 1 from block) then 'C' end as abc,
             ${xyzReasonSql(definitions)} as xyz_reason,
             (periods * series_squares - series_sum * series_sum)::hugeint as deviation
        from measure left join standing on standing.value_minor = case when measure.is_ranked then measure.value_minor end)
    select customer_id, category, since, first_on, last_on, run_start_on, is_ranked, value_minor, before_minor, total_minor, abc,
           periods, series_sum, series_squares, ${cvSql(definitions)} as cv, xyz_reason,
           case when is_ranked and xyz_reason is null then
             case when ${withinSql(definitions, definitions.xyz.borderX)} then 'X'
                  when ${withinSql(definitions, definitions.xyz.borderY)} then 'Y' else 'Z' end end as xyz,
           is_ranked and xyz_reason is null and periods < ${definitions.xyz.preliminaryBelow} as xyz_preliminary
      from classed`;
}

function xyzReasonSql(definitions: Definitions): MirrorSql {
  return mirrorSql`
    case when not is_ranked then null when category = 'new' then 'new_customer'
         when periods < ${definitions.xyz.minPeriods} then 'short_history' when series_sum <= 0 then 'mean_not_positive' end`;
}

/** CV with 6 decimals, as a float for showing. */
function cvSql(definitions: Definitions): MirrorSql {
  return mirrorSql`case when is_ranked then floor((${plainCvSql(definitions)}) * 1000000 + 0.5) / 1000000 end`;
}

/** CV as a float; null without a positive mean. */
function plainCvSql(definitions: Definitions): MirrorSql {
  const factor = verbatim(
    definitions.xyz.deviation === 'sample' ? 'periods::double precision / (periods - 1)' : '1',
  );
  return mirrorSql`case when periods >= 2 and series_sum > 0
    then sqrt(greatest(deviation, 0)::double precision * ${factor}) / series_sum::double precision end`;
}

/**
 * CV <= p. Where the float is clear of the border it decides; next to it the test is exact: without roots, in integers of 128 bits. Beyond
 * 10^12 units a period those could overflow, and floats decide.
 */
function withinSql(definitions: Definitions, border: number): MirrorSql {
  const p = BigInt(hundredths(border));
  const sample = definitions.xyz.deviation === 'sample';
  const [left, right] = [verbatim(sample ? '* periods' : ''), verbatim(sample ? '* (periods - 1)' : '')];
  const share = Number(p) / 10_000;
  const cv = plainCvSql(definitions);
  return mirrorSql`
    case when (${cv}) < ${share * 0.999_999} then true when (${cv}) > ${share * 1.000_001} then false
         when series_squares < 1000000000000000000000000
         then 100000000::hugeint * deviation ${left} <= ${p * p}::hugeint * series_sum * series_sum ${right}
         else (${cv}) <= ${share} end`;
}
