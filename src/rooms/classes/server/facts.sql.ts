// Which settlements count under the definitions (domain 00, section 3). Grain: one settlement, or one line of one. Leans on pub_sale.

import type { Day } from '#platform/shared/days.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';

/**
 * Settlements and returns up to a day: customer_id, id, day, employee_id, amount_minor, is_trade. A trade proves a settlement day: no
 * return, amount above 0. Under `either` a document that is both paid and shipped counts once, on the earlier day.
 */
export function countedSalesSql(definitions: Pick<Definitions, 'settlement'>, until: Day): MirrorSql {
  if (definitions.settlement !== 'either') {
    const kinds = kindsOf(definitions);
    return mirrorSql`
      select customer_id, id, day, employee_id, amount_minor, kind <> 'r' and amount_minor > 0 as is_trade
        from pub_sale where day <= ${until} and kind in ${kinds}`;
  }
  return mirrorSql`
    select customer_id, id, day, employee_id, amount_minor, kind <> 'r' and amount_minor > 0 as is_trade
      from (select pub_sale.*, ${twinSql('document_key', 'id')} as twin from pub_sale
             where day <= ${until} and kind in ('d', 'p', 's', 'r')) sale
     where twin = 1`;
}

/** Lines of the counted settlements: customer_id, settlement_id, day, employee_id, product_id, direction_id, quantity, amount_minor, is_trade. */
export function countedLinesSql(definitions: Pick<Definitions, 'settlement'>, until: Day): MirrorSql {
  const columns = verbatim(
    `customer_id, settlement_id, day, employee_id, product_id, direction_id, quantity, amount_minor,
     kind <> 'r' and settlement_minor > 0 as is_trade`,
  );
  if (definitions.settlement !== 'either') {
    return mirrorSql`select ${columns} from pub_sale_line where day <= ${until} and kind in ${kindsOf(definitions)}`;
  }
  return mirrorSql`
    select ${columns} from pub_sale_line
     where day <= ${until} and kind in ('d', 'p', 's', 'r')
       and settlement_id in (select id from (${countedSalesSql(definitions, until)}) counted)`;
}

/** The first day of trade of the whole base: before it there is nothing to compare with. One row; first_on is null without trade. */
export function historyStartSql(definitions: Pick<Definitions, 'settlement'>, until: Day): MirrorSql {
  const kinds = definitions.settlement === 'either' ? verbatim(`('d', 'p', 's')`) : kindsOf(definitions);
  return mirrorSql`
    select min(day) as first_on from settlement where day <= ${until} and kind in ${kinds} and kind <> 'r' and amount_minor > 0`;
}

function kindsOf(definitions: Pick<Definitions, 'settlement'>): MirrorSql {
  return verbatim(definitions.settlement === 'shipment' ? `('d', 's', 'r')` : `('d', 'p', 'r')`);
}

function twinSql(key: string, id: string): MirrorSql {
  return verbatim(
    `row_number() over (partition by customer_id, ${key}, case when ${key} is null then ${id} end order by day, ${id})`,
  );
}
