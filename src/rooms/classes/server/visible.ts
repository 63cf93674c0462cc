// Which customers an actor's questions about classes count, and whose amounts he sees (domain page 10).

import { reachedPersons, scopeOf, type Actor } from '#platform/server/access/actor.ts';
import { mirrorSql, type MirrorSql } from '#rooms/facts/server/index.ts';

/** Customers within the actor's reach: a statement of ids. */
export function visibleCustomersSql(actor: Actor): MirrorSql {
  const persons = reachedPersons(actor, scopeOf(actor, 'customers', 'read'));
  const unowned = scopeOf(actor, 'unownedCustomers', 'read') === 'all';
  const owned =
    persons === undefined
      ? mirrorSql`responsible_id is not null`
      : mirrorSql`coalesce(responsible_id in ${persons}, false)`;
  return mirrorSql`select id from pub_customer where ${owned} or ${unowned ? mirrorSql`responsible_id is null` : mirrorSql`false`}`;
}

/** Whether the actor sees amounts of the customer with this manager, over all directions. */
export function seesAmounts(actor: Actor, responsibleId: number | null): boolean {
  const scope = scopeOf(actor, 'amounts', 'read');
  if (scope === 'ownDirection') return false;
  const persons = reachedPersons(actor, scope);
  return persons === undefined || (responsibleId !== null && persons.includes(responsibleId));
}

/** Whether the actor may know totals of amounts over the whole base, and with them shares and ranks. */
export function seesWholeBase(actor: Actor): boolean {
  return (
    scopeOf(actor, 'amounts', 'read') === 'all' &&
    scopeOf(actor, 'customers', 'read') === 'all' &&
    scopeOf(actor, 'unownedCustomers', 'read') === 'all'
  );
}
