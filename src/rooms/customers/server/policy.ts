// Who may do what with which customer (domain page 10): pure functions of the actor and the record.

import type { Action } from '#platform/shared/endpoint.ts';
import { may, reachedPersons, scopeOf } from '#platform/server/access/actor.ts';
import type { Actor } from '#platform/server/access/actor.ts';

/** Which customers a right reaches: those of these responsible persons (undefined: of anybody), and those without one. */
export interface Reach {
  readonly persons: readonly number[] | undefined;
  readonly unowned: boolean;
}

/** How far an action on customers reaches. Customers without a responsible person are a resource of their own. */
export function customerReach(actor: Actor, action: Action): Reach {
  return {
    persons: reachedPersons(actor, scopeOf(actor, 'customers', action)),
    unowned: scopeOf(actor, 'unownedCustomers', action) === 'all',
  };
}

/** Whose amounts the actor reads whole. A head of a direction reads parts of amounts, so no sum over all directions. */
export function amountsReach(actor: Actor): Reach {
  const persons = reachedPersons(actor, scopeOf(actor, 'amounts', 'read'));
  return { persons, unowned: persons === undefined };
}

export function isWithin(reach: Reach, responsibleId: number | null): boolean {
  if (responsibleId === null) return reach.unowned;
  return reach.persons === undefined || reach.persons.includes(responsibleId);
}

/** Whether everything within `inner` is within `outer`. */
export function covers(outer: Reach, inner: Reach): boolean {
  if (inner.unowned && !outer.unowned) return false;
  if (outer.persons === undefined) return true;
  return inner.persons !== undefined && inner.persons.every((id) => outer.persons?.includes(id));
}

export interface CustomerRecord {
  readonly responsibleId: number | null;
  readonly state: 'active' | 'archived' | 'blocked';
  readonly mergedIntoId: number | null;
}

export interface Abilities {
  readonly change: boolean;
  readonly archive: boolean;
  readonly restore: boolean;
  readonly assign: boolean;
  readonly take: boolean;
  readonly merge: boolean;
}

/** What this actor may do with this record: the buttons and the routes ask the same table. */
export function abilitiesOn(actor: Actor, customer: CustomerRecord): Abilities {
  const isLive = customer.mergedIntoId === null;
  const writes = isLive && isWithin(customerReach(actor, 'write'), customer.responsibleId);
  const deletes = isLive && isWithin(customerReach(actor, 'delete'), customer.responsibleId);
  return {
    change: writes && customer.state !== 'archived',
    archive: deletes && customer.state !== 'archived',
    restore: deletes && customer.state === 'archived',
    assign: isLive && mayMoveFrom(actor, customer.responsibleId),
    take: isLive && mayTake(actor, customer.responsibleId),
    merge: writes && customer.state !== 'archived',
  };
}

/** Whether the actor may give this customer another responsible person. A head also assigns those without one. */
export function mayMoveFrom(actor: Actor, responsibleId: number | null): boolean {
  const persons = reachedPersons(actor, scopeOf(actor, 'customerManager', 'write'));
  if (persons === undefined) return true;
  if (persons.length === 0) return false;
  return responsibleId === null ? may(actor, 'unownedAssigning', 'approve') : persons.includes(responsibleId);
}

/** Whether customers may be given to this person (null: to nobody). */
export function mayMoveTo(actor: Actor, responsibleId: number | null): boolean {
  const persons = reachedPersons(actor, scopeOf(actor, 'customerManager', 'write'));
  return persons === undefined || (responsibleId !== null && persons.includes(responsibleId));
}

/** A manager may take a customer that has nobody for himself. */
export function mayTake(actor: Actor, responsibleId: number | null): boolean {
  return responsibleId === null && actor.personId !== undefined && may(actor, 'unownedTaking', 'approve');
}

/** Whom a new customer may belong to: with an own right only to oneself, with a division's to its people, else to anybody or nobody. */
export function mayCreateFor(actor: Actor, responsibleId: number | null): boolean {
  return isWithin(customerReach(actor, 'write'), responsibleId);
}
