// What an actor may see of the figures (domain page 10): whose customers, which amounts, and whether figures of the whole base.

import { reachedPersons, scopeOf, type Actor } from '#platform/server/access/actor.ts';
import { mirrorSql, type MirrorSql } from '#rooms/facts/server/index.ts';

export interface ReportScope {
  /** Responsible managers whose customers are seen; undefined for all. */
  readonly persons: readonly number[] | undefined;
  readonly unowned: boolean;
  /** Amounts: of all seen customers, of some directions only, or none. */
  readonly amounts: 'all' | 'none' | { readonly directions: readonly number[] };
  /** Shares, ranks and totals over customers beyond the seen ones. */
  readonly wholeBase: boolean;
  /** Employees whose rows of the employee report are seen; undefined for all. */
  readonly employees: readonly number[] | undefined;
}

export const everything: ReportScope = { persons: undefined, unowned: true, amounts: 'all', wholeBase: true, employees: undefined };

/** The scope of an actor; jobs and commands run as the program see everything. */
export function reportScope(actor: Actor): ReportScope {
  const customers = scopeOf(actor, 'customers', 'read');
  const amounts = scopeOf(actor, 'amounts', 'read');
  const persons = narrower(reachedPersons(actor, customers), amounts === 'ownDirection' || amounts === 'none' ? undefined : reachedPersons(actor, amounts));
  return {
    persons,
    unowned: persons === undefined || (amounts === 'all' && scopeOf(actor, 'unownedCustomers', 'read') === 'all'),
    amounts: amounts === 'none' ? 'none' : amounts === 'ownDirection' ? { directions: actor.directionIds } : 'all',
    wholeBase: customers === 'all' && amounts === 'all',
    employees: reachedPersons(actor, scopeOf(actor, 'employeeReports', 'read')),
  };
}

/** The condition on a customer's responsible manager, for a column of the statement. */
export function seenCustomersSql(scope: ReportScope, responsible: MirrorSql): MirrorSql {
  if (scope.persons === undefined) return mirrorSql`true`;
  const owned = mirrorSql`coalesce(${responsible} in ${scope.persons}, false)`;
  return scope.unowned ? mirrorSql`(${responsible} is null or ${owned})` : owned;
}

/** The condition on the direction of a line. */
export function seenDirectionsSql(scope: ReportScope, direction: MirrorSql): MirrorSql {
  if (scope.amounts === 'all') return mirrorSql`true`;
  if (scope.amounts === 'none') return mirrorSql`false`;
  return mirrorSql`coalesce(${direction} in ${scope.amounts.directions}, false)`;
}

function narrower(left: readonly number[] | undefined, right: readonly number[] | undefined): readonly number[] | undefined {
  if (left === undefined) return right;
  return right === undefined ? left : left.filter((id) => right.includes(id));
}
