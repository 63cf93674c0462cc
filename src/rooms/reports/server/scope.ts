// What an actor may see of the figures (domain page 10): whose customers, whose amounts, and whether figures of the whole base.

import { reachedPersons, scopeOf, type Actor } from '#platform/server/access/actor.ts';
import type { Resource } from '#platform/shared/endpoint.ts';
import { mirrorSql, type MirrorSql } from '#rooms/facts/server/index.ts';

/** Customers of these responsible managers (undefined: of anybody), and those without one. */
export interface Reach {
  readonly persons: readonly number[] | undefined;
  readonly unowned: boolean;
}

export interface ReportScope {
  readonly customers: Reach;
  /** Whose amounts are seen; never wider than the customers. */
  readonly amounts: Reach;
  /** A head of directions sees amounts of these only, and no sum over all directions; undefined for all. */
  readonly directions: readonly number[] | undefined;
  /** Totals of amounts over the seen customers. */
  readonly totals: boolean;
  /** Shares before a customer and ranks: they would tell the turnover of the whole base. */
  readonly wholeBase: boolean;
  /** Employees whose rows of the employee report are seen; undefined for all. */
  readonly employees: readonly number[] | undefined;
}

/** The scope of an actor; jobs and commands that run as the program see everything. */
export function reportScope(actor: Actor): ReportScope {
  const unowned = scopeOf(actor, 'unownedCustomers', 'read') === 'all';
  const customers = { persons: reached(actor, 'customers'), unowned };
  const amountScope = scopeOf(actor, 'amounts', 'read');
  const byDirection = amountScope === 'ownDirection';
  const amountPersons = byDirection ? undefined : reachedPersons(actor, amountScope);
  const amounts = {
    persons: narrower(customers.persons, amountPersons),
    unowned: unowned && amountPersons === undefined,
  };
  const wholeBase = amountScope === 'all' && customers.persons === undefined && unowned;
  return {
    customers,
    amounts,
    directions: byDirection ? actor.directionIds : undefined,
    totals:
      !byDirection && (isNarrow(customers) || wholeBase || scopeOf(actor, 'amountTotals', 'read') === 'all'),
    wholeBase,
    employees: reached(actor, 'employeeReports'),
  };
}

/** The condition that a customer is within a reach, by the column of his responsible manager. */
export function withinSql(reach: Reach, responsible: MirrorSql): MirrorSql {
  if (reach.persons === undefined)
    return reach.unowned ? mirrorSql`true` : mirrorSql`${responsible} is not null`;
  const owned = mirrorSql`coalesce(${responsible} in ${reach.persons}, false)`;
  return reach.unowned ? mirrorSql`(${responsible} is null or ${owned})` : owned;
}

/** The condition that the amount of a line is seen, by the columns of the customer's manager and the line's direction. */
export function seenAmountSql(scope: ReportScope, responsible: MirrorSql, direction: MirrorSql): MirrorSql {
  const ofCustomer = withinSql(scope.amounts, responsible);
  return scope.directions === undefined
    ? ofCustomer
    : mirrorSql`(${ofCustomer} and coalesce(${direction} in ${scope.directions}, false))`;
}

/** The condition that sums over all lines of a customer are seen. */
export function seenSumSql(scope: ReportScope, responsible: MirrorSql): MirrorSql {
  return scope.directions === undefined ? withinSql(scope.amounts, responsible) : mirrorSql`false`;
}

function reached(actor: Actor, resource: Resource): readonly number[] | undefined {
  return reachedPersons(actor, scopeOf(actor, resource, 'read'));
}

/** A reach of persons: its sums tell no more than the rows do, since amounts of those beyond are left out. */
function isNarrow(customers: Reach): boolean {
  return customers.persons !== undefined;
}

function narrower(
  left: readonly number[] | undefined,
  right: readonly number[] | undefined,
): readonly number[] | undefined {
  if (left === undefined) return right;
  return right === undefined ? left : left.filter((id) => right.includes(id));
}
