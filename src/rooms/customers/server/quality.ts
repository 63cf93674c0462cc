// Completeness of one customer and of the base (CL-5).

import type { Static } from 'typebox';
import type { Ctx } from '#platform/server/ctx.ts';
import { basicNeeds, blockOfNeed, completenessOf } from '../shared/completeness.ts';
import type {
  getBaseQuality as baseContract,
  getCustomerQuality as oneContract,
} from '../shared/quality-contract.ts';
import { requireCustomer } from './customers.ts';
import { listParameterSpecs } from './parameters.queries.ts';
import { customerReach } from './policy.ts';
import { countMissing, hasContactPerson } from './quality.queries.ts';

/** What is known and missing of one customer. */
export async function getCustomerQuality(
  ctx: Ctx,
  id: number | undefined,
): Promise<Static<typeof oneContract.reply>> {
  const customer = await requireCustomer(ctx, id);
  const required = (await listParameterSpecs(ctx.db)).filter((spec) => spec.required);
  const blocks = completenessOf(
    {
      ...customer,
      taxNumber: customer.tax_number,
      hasResponsible: customer.responsible_id !== null,
      hasContactPerson: await hasContactPerson(ctx.db, customer.id),
    },
    required,
  );
  const nameOf = (need: string): string | undefined =>
    required.find((spec) => `parameter.${spec.key}` === need)?.name;
  return {
    blocks: blocks.map((block) => ({
      ...block,
      missing: block.missing.map((need) => ({ need, name: nameOf(need) })),
    })),
  };
}

/** How many of the visible active customers lack each need. Needs that do not concern a kind of customer are not asked of it. */
export async function getBaseQuality(ctx: Ctx): Promise<Static<typeof baseContract.reply>> {
  const required = (await listParameterSpecs(ctx.db)).filter((spec) => spec.required);
  const counts = await countMissing(
    ctx.db,
    customerReach(ctx.actor, 'read'),
    required.map((spec) => spec.key),
  );
  const asked = { taxNumber: counts.organisations, contactPerson: counts.customers - counts.persons };
  const basic = basicNeeds.map((need) => ({
    need: need as string,
    block: blockOfNeed[need],
    name: undefined,
    asked: need === 'taxNumber' || need === 'contactPerson' ? asked[need] : counts.customers,
    missing: counts.missing[need] ?? 0,
  }));
  const own = required.map((spec) => ({
    need: `parameter.${spec.key}`,
    block: spec.block,
    name: spec.name,
    asked: counts.customers,
    missing: counts.missing[`parameter.${spec.key}`] ?? 0,
  }));
  return { customers: counts.customers, complete: counts.complete, needs: [...basic, ...own] };
}
