// Customers with classes as lists show them: names, manager, products in use beside the row of classes.

import { addMonths, type Day } from '#platform/shared/days.ts';
import type { Actor } from '#platform/server/access/actor.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import { idKind } from '#platform/shared/ids.ts';
import { mirrorSql, type MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import { shareOf } from '../shared/abc.ts';
import { classesSql, type ClassRow } from './classes.sql.ts';
import { countedLinesSql } from './facts.sql.ts';
import { seesAmounts, seesWholeBase, visibleCustomersSql } from './visible.ts';

const customerIds = idKind('cus');

export interface ClassedRow extends ClassRow {
  readonly code: string;
  readonly name: string;
  readonly responsible_id: number | null;
  readonly manager_code: string | null;
  readonly manager_name: string | null;
  readonly products: number;
}

/** Grain: a visible customer with a settlement by the date, with classes against the whole base. */
export function classedRowsSql(actor: Actor, definitions: Definitions, asOf: Day): MirrorSql {
  return mirrorSql`
    select class.*, customer.code, customer.name, customer.responsible_id, manager.code as manager_code, manager.name as manager_name,
           coalesce(used.products, 0) as products
      from (${classesSql(definitions, asOf)}) class
      join pub_customer customer on customer.id = class.customer_id
      left join (${productsInUseSql(definitions, asOf)}) used on used.customer_id = class.customer_id
      left join person manager on manager.id = customer.responsible_id
     where class.customer_id in (${visibleCustomersSql(actor)})`;
}

/** Grain: customer; distinct products sold within the usage window (domain 03, section 2). */
export function productsInUseSql(definitions: Definitions, asOf: Day): MirrorSql {
  return mirrorSql`
    select customer_id, count(distinct product_id)::int as products from (${countedLinesSql(definitions, asOf)}) line
     where is_trade and amount_minor > 0 and day > ${addMonths(asOf, -definitions.usageMonths)} group by customer_id`;
}

/** Key customers: class A and X and at least so many products in use (CLS-7). A condition on a classed row. */
export function isKeySql({ keyCustomer }: Definitions): MirrorSql {
  return mirrorSql`coalesce(abc = 'A' and xyz = 'X' and products >= ${keyCustomer.minProducts}, false)`;
}

/** The row as the contract has it; amounts and shares only where the actor sees them. */
export function presentClassed(ctx: Ctx, row: ClassedRow) {
  const isSeen = seesAmounts(ctx.actor, row.responsible_id);
  const isWhole = seesWholeBase(ctx.actor) && row.total_minor !== null;
  const share = (minor: string | null) =>
    isWhole && minor !== null ? (shareOf(BigInt(minor), BigInt(row.total_minor ?? 0)) ?? null) : null;
  return {
    customer: { id: customerIds.write(row.customer_id), code: row.code, name: row.name },
    manager: row.responsible_id === null ? null : { code: row.manager_code, name: row.manager_name },
    category: row.category as 'new',
    since: row.since,
    lastOn: row.last_on,
    abc: row.abc as 'A' | null,
    xyz: row.xyz as 'X' | null,
    ...(row.xyz_reason === null ? {} : { xyzReason: row.xyz_reason as 'short_history' }),
    ...(row.xyz_preliminary ? { xyzPreliminary: true } : {}),
    ...(row.is_ranked && BigInt(row.value_minor) <= 0n ? { notPositive: true } : {}),
    value: isSeen ? minorToDecimal(BigInt(row.value_minor), ctx.company.currency) : null,
    share: share(row.value_minor),
    shareBefore: share(row.before_minor),
    cv: row.cv,
    products: row.products,
  };
}
