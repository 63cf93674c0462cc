// The sale class of every line: first, first in a new direction, repeat (domain 03, section 7).

import type { Day } from '#platform/shared/days.ts';
import { mirrorSql, type MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import { countedLinesSql, countedSalesSql } from './facts.sql.ts';

/**
 * Grain: a line of a counted settlement up to `until`, with sale_class 'first', 'newDirection', 'repeat', or null for a return, and
 * the employee it belongs to: the document's, else the customer's responsible manager on that day. Only the mirror can run it (asof join).
 */
export function saleLinesSql(definitions: Definitions, until: Day): MirrorSql {
  return mirrorSql`
    with counted as (${countedLinesSql(definitions, until)}),
    first_day as (select customer_id, min(day) as first_on from (${countedSalesSql(definitions, until)}) sale where is_trade group by customer_id),
    first_direction as (select customer_id, direction_id, min(day) as first_on from counted
                         where is_trade and amount_minor > 0 and direction_id is not null group by customer_id, direction_id)
    select counted.customer_id, counted.settlement_id, counted.day, counted.product_id, counted.direction_id, counted.quantity,
           counted.amount_minor, counted.is_trade,
           coalesce(counted.employee_id, case when responsible.until_on is null or counted.day <= responsible.until_on then responsible.person_id end) as employee_id,
           case when not counted.is_trade then null
                when counted.day = first_day.first_on then 'first'
                when counted.day = first_direction.first_on then 'newDirection'
                else 'repeat' end as sale_class
      from counted
      left join first_day on first_day.customer_id = counted.customer_id
      left join first_direction on first_direction.customer_id = counted.customer_id and first_direction.direction_id = counted.direction_id
      asof left join pub_responsible responsible on responsible.customer_id = counted.customer_id and counted.day >= responsible.from_on`;
}
