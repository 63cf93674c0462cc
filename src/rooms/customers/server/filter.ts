// The list's conditions as the queries take them: ids inside, words of the search split, everything sound.

import type { Ctx } from '#platform/server/ctx.ts';
import { may } from '#platform/server/access/actor.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import { parseDay } from '#platform/shared/days.ts';
import { decimalToMinor } from '#platform/shared/money.ts';
import type { FilterQuery, Sort } from '../shared/filter.ts';
import { readConditions } from '../shared/conditions.ts';
import { divisionIds, personIds } from '#platform/shared/contracts/common.ts';
import { customerIds } from '../shared/ids.ts';
import { isSound } from '../shared/parameter.ts';
import type { ParameterCondition } from '../shared/parameter.ts';
import { refuse } from './errors.ts';
import { listParameterSpecs } from './parameters.queries.ts';
import { amountsReach, covers, customerReach } from './policy.ts';
import type { Reach } from './policy.ts';

export interface CustomerFilter {
  readonly categories?: readonly string[];
  readonly abc?: readonly string[];
  readonly xyz?: readonly string[];
  readonly responsibleIds?: readonly number[];
  readonly orUnowned?: boolean;
  readonly divisionId?: number;
  readonly cities?: readonly string[];
  readonly regions?: readonly string[];
  readonly countries?: readonly string[];
  readonly sources?: readonly string[];
  readonly kinds?: readonly string[];
  /** Undefined: of any state. */
  readonly state?: string;
  readonly parentId?: number;
  readonly missing?: readonly string[];
  /** Days in the company's time zone. */
  readonly created?: Range<string>;
  readonly timeZone: string;
  readonly firstContact?: Range<string>;
  readonly lastSettlement?: Range<string>;
  readonly turnover?: Range<bigint>;
  readonly parameters: readonly ParameterCondition[];
}

export interface Range<T> {
  readonly from?: T;
  readonly to?: T;
}

/** What of the base the actor sees, and of which part the amounts. */
export interface ListScope {
  readonly visible: Reach;
  readonly amounts: Reach;
  /** Every visible amount may be read, so that an index by amounts may be used. */
  readonly amountsWhole: boolean;
  readonly classes: boolean;
}

export function scopeOfList(ctx: Ctx): ListScope {
  const visible = customerReach(ctx.actor, 'read');
  const amounts = amountsReach(ctx.actor);
  return {
    visible,
    amounts,
    amountsWhole: covers(amounts, visible),
    classes: may(ctx.actor, 'classes', 'read'),
  };
}

/** Nobody sorts or filters by what he may not read: the order would tell it. */
export function refuseUnreadable(scope: ListScope, query: FilterQuery, sort?: Sort): void {
  const seesAmounts =
    scope.amounts.unowned || scope.amounts.persons === undefined || scope.amounts.persons.length > 0;
  const byAmounts =
    query.turnoverFrom ?? query.turnoverTo ?? query.lastSettlementFrom ?? query.lastSettlementTo;
  if (!seesAmounts && byAmounts !== undefined) throw refuse('field_not_readable', { field: 'turnover' });
  if (!scope.classes && (query.category ?? query.abc ?? query.xyz) !== undefined)
    throw refuse('field_not_readable', { field: 'class' });
  if (!seesAmounts && (sort?.field === 'turnover' || sort?.field === 'lastSettlement'))
    throw refuse('field_not_readable', { field: sort.field });
  if (!scope.classes && (sort?.field === 'category' || sort?.field === 'class'))
    throw refuse('field_not_readable', { field: sort.field });
}

/** Reads the query into a filter. Refuses a condition over an unknown parameter or with a value of another type. */
export async function readFilter(ctx: Ctx, query: FilterQuery): Promise<CustomerFilter> {
  const { ids, orUnowned } = readResponsible(ctx, query.responsible);
  const state = query.state ?? 'active';
  const { currency } = ctx.company;
  return {
    categories: split(query.category, ','),
    abc: split(query.abc, ','),
    xyz: split(query.xyz, ','),
    responsibleIds: ids,
    orUnowned,
    divisionId: query.division === undefined ? undefined : divisionIds.read(query.division),
    cities: split(query.city, '|'),
    regions: split(query.region, '|'),
    countries: split(query.country, '|'),
    sources: split(query.source, '|'),
    kinds: split(query.kind, ','),
    state: state === 'any' ? undefined : state,
    parentId: query.parent === undefined ? undefined : customerIds.read(query.parent),
    missing: split(query.missing, ','),
    created: days(query, 'createdFrom', 'createdTo'),
    timeZone: ctx.company.timeZone,
    firstContact: days(query, 'firstContactFrom', 'firstContactTo'),
    lastSettlement: days(query, 'lastSettlementFrom', 'lastSettlementTo'),
    turnover: range(minor(query.turnoverFrom, currency), minor(query.turnoverTo, currency)),
    parameters: await readSound(ctx, query.parameters),
  };
}

function split(text: string | undefined, separator: string): string[] | undefined {
  return text?.split(separator).filter((part) => part !== '');
}

function range<T>(from: T | undefined, to: T | undefined): Range<T> | undefined {
  return from === undefined && to === undefined ? undefined : { from, to };
}

type DayField =
  | 'createdFrom'
  | 'createdTo'
  | 'firstContactFrom'
  | 'firstContactTo'
  | 'lastSettlementFrom'
  | 'lastSettlementTo';

/** The contract checks the form of a day; that there is such a day is checked here. */
function days(query: FilterQuery, from: DayField, to: DayField): Range<string> | undefined {
  for (const field of [from, to]) {
    const text = query[field];
    if (text !== undefined && parseDay(text) === undefined) {
      throw refusePlatform('bad_request', { fields: [{ path: `query.${field}`, problem: 'not_a_day' }] });
    }
  }
  return range(query[from], query[to]);
}

function minor(text: string | undefined, currency: string): bigint | undefined {
  if (text === undefined) return undefined;
  const value = decimalToMinor(text, currency);
  if (value === undefined)
    throw refusePlatform('bad_request', { fields: [{ path: 'query.turnover', problem: 'malformed' }] });
  return value;
}

function readResponsible(ctx: Ctx, text: string | undefined): { ids?: number[]; orUnowned?: boolean } {
  if (text === undefined) return {};
  const parts = text.split(',');
  const ids = parts.flatMap((part) => (part === 'me' ? ctx.actor.ownIds : (personIds.read(part) ?? [])));
  return { ids, orUnowned: parts.includes('none') };
}

async function readSound(ctx: Ctx, json: string | undefined): Promise<ParameterCondition[]> {
  const conditions = readConditions(json);
  if (!conditions)
    throw refusePlatform('bad_request', { fields: [{ path: 'query.parameters', problem: 'malformed' }] });
  if (conditions.length === 0) return conditions;
  const specs = await listParameterSpecs(ctx.db);
  for (const condition of conditions) {
    const spec = specs.find((known) => known.key === condition.key);
    if (!spec) throw refuse('parameter_unknown', { key: condition.key });
    if (!isSound(spec, condition))
      throw refuse('parameter_value_wrong', { key: condition.key, name: spec.name });
  }
  return conditions;
}
