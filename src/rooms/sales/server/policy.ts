// Whose settlements the actor reads, and which part of them (domain page 10).

import { scopeOf } from '#platform/server/access/actor.ts';
import type { Actor } from '#platform/server/access/actor.ts';
import { amountsReach, isWithin } from '#rooms/customers/server/index.ts';

/** Whole amounts, only the lines of these directions, or nothing. */
export type AmountView = 'whole' | 'nothing' | { readonly directionIds: readonly number[] };

/** What of a customer's settlements the actor reads. A head of a direction sees its lines at every customer. */
export function amountViewOf(actor: Actor, responsibleId: number | null): AmountView {
  if (scopeOf(actor, 'amounts', 'read') === 'ownDirection') return { directionIds: actor.directionIds };
  return isWithin(amountsReach(actor), responsibleId) ? 'whole' : 'nothing';
}
