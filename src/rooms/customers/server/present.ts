// How rows become replies: ids with prefixes, amounts as decimals, nothing that the actor may not read.

import type { Static } from 'typebox';
import { may } from '#platform/server/access/actor.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import type { contactPerson } from '../shared/contact-contract.ts';
import type { customerCard, listedCustomer } from '../shared/contract.ts';
import { personIds } from '#platform/shared/contracts/common.ts';
import { contactPersonIds, customerIds, mergeIds } from '../shared/ids.ts';
import type { ContactPersonRow } from './contacts.queries.ts';
import { unitsShown } from './customers.queries.ts';
import type { CardRow, NamedRow } from './customers.queries.ts';
import type { ListRow } from './list.queries.ts';
import { abilitiesOn, amountsReach, isWithin } from './policy.ts';

export function presentListed(
  row: ListRow,
  currency: string,
  classes: boolean,
): Static<typeof listedCustomer> {
  return {
    id: customerIds.write(row.id),
    code: row.code,
    kind: row.kind,
    name: row.name,
    city: row.city ?? undefined,
    state: row.state,
    responsible: presentPerson(row.responsible_id, row.responsible_name),
    ...(classes ? presentClasses(row) : {}),
    ...presentAmounts(row, currency),
  };
}

export function presentCard(ctx: Ctx, row: CardRow): Static<typeof customerCard> {
  const mayReadAmounts = isWithin(amountsReach(ctx.actor), row.responsible_id);
  const units = row.units ?? [];
  return {
    id: customerIds.write(row.id),
    code: row.code,
    kind: row.kind,
    name: row.name,
    parent: row.parent === null ? undefined : presentNamed(row.parent),
    ...presentFields(row),
    parameters: (row.known_parameters ?? []).flatMap((known) => {
      const value = row.parameters[known.key];
      return value === undefined ? [] : [{ ...known, value }];
    }),
    responsible: presentPerson(row.responsible_id, row.responsible_name),
    state: row.state,
    mergedInto: row.merged_into === null ? undefined : presentNamed(row.merged_into),
    merged: (row.merged ?? []).map((one) => ({
      mergeId: mergeIds.write(one.merge_id),
      customer: presentNamed(one.customer),
    })),
    contacts: (row.contacts ?? []).map(presentContactPerson),
    units: units.slice(0, unitsShown).map(presentNamed),
    unitsMore: units.length > unitsShown,
    ...(may(ctx.actor, 'classes', 'read') ? presentClasses(row) : {}),
    ...(mayReadAmounts ? presentAmounts(row, ctx.company.currency) : {}),
    ...(mayReadAmounts && row.first_settlement_on !== null
      ? { firstSettlementOn: row.first_settlement_on }
      : {}),
    createdAt: row.created_at.toISOString(),
    version: row.version,
    may: abilitiesOn(ctx.actor, {
      responsibleId: row.responsible_id,
      state: row.state,
      mergedIntoId: row.merged_into?.id ?? null,
    }),
  };
}

export function presentNamed(row: NamedRow) {
  return { id: customerIds.write(row.id), code: row.code, name: row.name };
}

export function presentPerson(
  id: number | null,
  name: string | null,
): { id: string; name: string } | undefined {
  return id === null ? undefined : { id: personIds.write(id), name: name ?? '' };
}

export function presentContactPerson(row: ContactPersonRow): Static<typeof contactPerson> {
  return {
    id: contactPersonIds.write(row.id),
    name: row.name,
    position: row.position ?? undefined,
    role: row.role ?? undefined,
    phone: row.phone ?? undefined,
    email: row.email ?? undefined,
    messenger: row.messenger ?? undefined,
    birthday: row.birthday ?? undefined,
    note: row.note ?? undefined,
    version: row.version,
  };
}

function presentFields(row: CardRow) {
  return {
    taxNumber: row.tax_number ?? undefined,
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
    website: row.website ?? undefined,
    address: row.address ?? undefined,
    city: row.city ?? undefined,
    region: row.region ?? undefined,
    country: row.country ?? undefined,
    source: row.source ?? undefined,
    note: row.note ?? undefined,
    firstContactOn: row.first_contact_on ?? undefined,
  };
}

type Classed = Pick<ListRow, 'category' | 'category_since' | 'abc' | 'xyz' | 'xyz_preliminary'>;

function presentClasses(row: Classed) {
  return {
    category: row.category,
    categorySince: row.category_since ?? undefined,
    abc: row.abc ?? undefined,
    xyz: row.xyz ?? undefined,
    xyzPreliminary: row.xyz_preliminary || undefined,
  };
}

type Amounts = Pick<ListRow, 'turnover_minor' | 'turnover_before_minor' | 'months' | 'last_settlement_on'>;

function presentAmounts(row: Amounts, currency: string) {
  if (row.turnover_minor === null) return {};
  return {
    turnover: minorToDecimal(row.turnover_minor, currency),
    change: changeOf(row.turnover_minor, row.turnover_before_minor ?? 0n),
    months: heightsOf(row.months ?? '{}'),
    lastSettlementOn: row.last_settlement_on ?? undefined,
  };
}

/** The change against the value before, 0.08 for +8 %; none where that was not positive (domain 00, section 4: no value, never 100 %). */
export function changeOf(now: bigint, before: bigint): number | undefined {
  return before > 0n ? Number(((now - before) * 1_000_000n) / before) / 1_000_000 : undefined;
}

/** '{100,250,0}' -> heights 0 to 100 of the largest, for a sparkline with its own scale. Exactness is not its matter. */
export function heightsOf(months: string): number[] {
  const values = months === '{}' ? [] : months.slice(1, -1).split(',').map(Number);
  const largest = Math.max(...values, 1);
  return values.map((value) => Math.max(0, Math.round((value / largest) * 100)));
}
