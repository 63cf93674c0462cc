// The list's conditions as SQL over `customers.customer c join customers.badge b`.

import { sql } from '#platform/server/db/db.ts';
import type { Sql } from '#platform/server/db/db.ts';
import type { BasicNeed } from '../shared/completeness.ts';
import { basicNeeds } from '../shared/completeness.ts';
import type { ParameterCondition } from '../shared/parameter.ts';
import { escapeLike, foldText, likePatterns } from '../shared/search.ts';
import type { CustomerFilter, ListScope, Range } from './filter.ts';
import { withinReach } from './reach.queries.ts';

/** What the search adds: ids found beforehand, or the words themselves when they are too common for a list of ids. */
export type Search = { readonly ids: readonly number[] } | { readonly words: readonly string[] };

/** The whole condition of a list: merged customers are never listed, nor those out of the actor's reach. */
export function whereOfList(scope: ListScope, filter: CustomerFilter, search?: Search): Sql<boolean> {
  const conditions: (Sql<boolean> | undefined)[] = [
    sql`c.merged_into_id is null`,
    withinReach(scope.visible),
    filter.state === undefined ? undefined : sql`c.state = ${filter.state}`,
    filter.categories && sql`b.category = any(${filter.categories}::text[])`,
    filter.abc && classIn(sql`b.abc`, filter.abc),
    filter.xyz && classIn(sql`b.xyz`, filter.xyz),
    responsibleIn(filter),
    filter.divisionId === undefined ? undefined : inDivision(filter.divisionId),
    filter.cities && sql`c.city = any(${filter.cities}::text[])`,
    filter.regions && sql`c.region = any(${filter.regions}::text[])`,
    filter.countries && sql`c.country = any(${filter.countries}::text[])`,
    filter.sources && sql`c.source = any(${filter.sources}::text[])`,
    filter.kinds && sql`c.kind = any(${filter.kinds}::text[])`,
    filter.parentId === undefined ? undefined : sql`c.parent_id = ${filter.parentId}`,
    ...(filter.missing ?? []).map(missingSome),
    filter.created &&
      within(sql`(c.created_at at time zone ${filter.timeZone})::date`, filter.created, 'date'),
    filter.firstContact && within(sql`c.first_contact_on`, filter.firstContact, 'date'),
    filter.lastSettlement &&
      readable(scope, within(sql`b.last_settlement_on`, filter.lastSettlement, 'date')),
    filter.turnover && readable(scope, within(sql`b.turnover_minor`, filter.turnover, 'bigint')),
    ...filter.parameters.map(conditionOf),
    search && searched(search),
  ];
  return and(conditions.filter((condition) => condition !== undefined));
}

/** All the words, each anywhere in the customer's own text. */
export function wordsIn(column: Sql<string>, words: readonly string[]): Sql<boolean> {
  return and(
    words.map((word) => or(likePatterns(word).map((pattern) => sql<boolean>`${column} like ${pattern}`))),
  );
}

/** Of a base with amounts that the actor may not read, only the rows that he may are compared. */
function readable(scope: ListScope, condition: Sql<boolean>): Sql<boolean> {
  return scope.amountsWhole ? condition : sql`(${withinReach(scope.amounts)} and ${condition})`;
}

function searched(search: Search): Sql<boolean> {
  if ('ids' in search) return sql`c.id = any(${search.ids}::int[])`;
  return sql`(${wordsIn(sql`c.search_text`, search.words)} or exists (
    select 1 from customers.contact_person cp where cp.customer_id = c.id and cp.archived_at is null and ${wordsIn(sql`cp.search_text`, search.words)}))`;
}

function classIn(column: Sql, wanted: readonly string[]): Sql<boolean> {
  const classes = wanted.filter((one) => one !== 'none');
  if (classes.length === wanted.length) return sql`${column} = any(${classes}::text[])`;
  return classes.length === 0
    ? sql`${column} is null`
    : sql`(${column} = any(${classes}::text[]) or ${column} is null)`;
}

function responsibleIn(filter: CustomerFilter): Sql<boolean> | undefined {
  if (filter.responsibleIds === undefined) return undefined;
  if (filter.responsibleIds.length === 0) return sql`c.responsible_id is null`;
  const own = sql<boolean>`c.responsible_id = any(${filter.responsibleIds}::int[])`;
  return filter.orUnowned ? sql`(${own} or c.responsible_id is null)` : own;
}

function inDivision(divisionId: number): Sql<boolean> {
  return sql`c.responsible_id in (
    with recursive under as (
      select ${divisionId}::int as id
      union
      select d.id from platform.division d join under on d.parent_id = under.id)
    select p.id from platform.pub_person p join under on p.division_id = under.id)`;
}

function within<T>(value: Sql, range: Range<T>, type: 'date' | 'bigint'): Sql<boolean> {
  const as = sql.raw(type);
  return and([
    ...(range.from === undefined ? [] : [sql<boolean>`${value} >= ${range.from}::${as}`]),
    ...(range.to === undefined ? [] : [sql<boolean>`${value} <= ${range.to}::${as}`]),
  ]);
}

const lacks: Readonly<Record<BasicNeed, Sql<boolean>>> = {
  phoneOrEmail: sql`(c.phone is null and c.email is null)`,
  taxNumber: sql`(c.tax_number is null and c.kind = 'organisation')`,
  city: sql`c.city is null`,
  contactPerson: sql`(c.kind <> 'person' and not exists (
    select 1 from customers.contact_person cp where cp.customer_id = c.id and cp.archived_at is null))`,
  responsible: sql`c.responsible_id is null`,
  source: sql`c.source is null`,
};

/** The customer lacks what the need names; 'any' is any basic need or required parameter. The rule is shared/completeness.ts. */
export function missingSome(need: string): Sql<boolean> {
  const basic = basicNeeds.find((known) => known === need);
  if (basic) return lacks[basic];
  if (need !== 'any') return sql`not (c.parameters ? ${need.slice('parameter.'.length)})`;
  return sql`(${or(basicNeeds.map((known) => lacks[known]))} or exists (
    select 1 from customers.parameter p where p.required and p.archived_at is null and not (c.parameters ? p.key)))`;
}

/** A condition over a parameter. Equality leans on the index of `parameters`; an unknown value meets only `empty`. */
function conditionOf(condition: ParameterCondition): Sql<boolean> {
  const { key, op, value } = condition;
  const holds = (one: unknown) => sql<boolean>`c.parameters @> ${JSON.stringify({ [key]: one })}::jsonb`;
  const known = sql<boolean>`c.parameters ? ${key}`;
  const plain = sql`(c.parameters ->> ${key})`;
  const isNumber = typeof (Array.isArray(value) ? value[0] : value) === 'number';
  const compared = isNumber
    ? sql`case when jsonb_typeof(c.parameters -> ${key}) = 'number' then ${plain}::numeric end`
    : sql`${plain} collate "C"`;
  const than = (sign: '<' | '<=' | '>' | '>=', one: unknown) =>
    sql<boolean>`${compared} ${sql.raw(sign)} ${one}::${sql.raw(isNumber ? 'numeric' : 'text')}`;
  const [first, second] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  switch (op) {
    case 'eq':
      return holds(value);
    case 'ne':
      return sql`(${known} and not ${holds(value)})`;
    case 'in':
      return or((Array.isArray(value) ? (value as readonly unknown[]) : []).map(holds));
    case 'lt':
      return than('<', value);
    case 'le':
      return than('<=', value);
    case 'gt':
      return than('>', value);
    case 'ge':
      return than('>=', value);
    case 'between':
      return sql`(${than('>=', first)} and ${than('<=', second)})`;
    case 'contains':
      return sql`customers.search_key(${plain}) like ${`%${escapeLike(foldText(String(value)))}%`}`;
    case 'empty':
      return sql`not (${known})`;
    case 'notEmpty':
      return known;
  }
}

function and(conditions: readonly Sql<boolean>[]): Sql<boolean> {
  return conditions.length === 0 ? sql`true` : sql`${sql.join([...conditions], sql` and `)}`;
}

function or(conditions: readonly Sql<boolean>[]): Sql<boolean> {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join([...conditions], sql` or `)})`;
}
