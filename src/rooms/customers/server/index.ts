// The front door of the customers room: what other rooms may use, nothing deeper.

export { writeBadges } from './badges.ts';
export type { BadgeSource } from './badges.ts';
export { requireCustomer } from './customers.ts';
export { listPartIds } from './customers.queries.ts';
export type { CustomerRow } from './customers.queries.ts';
export { findDuplicates } from './duplicates.ts';
export {
  createMissingCustomers,
  customerKey,
  matchCustomers,
  nameNamelessCustomers,
} from './import-matching.ts';
export { listCustomerBlockers, undoCustomers } from './import-undo.ts';
export { mergeHoldersKey } from './merge.ts';
export type { MergeHolder } from './merge.ts';
export { abilitiesOn, amountsReach, customerReach, isWithin } from './policy.ts';
export type { Reach } from './policy.ts';
export { withinReach } from './reach.queries.ts';
