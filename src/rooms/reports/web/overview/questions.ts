// The questions of the overview; parts that ask the same one share its answer in the cache.

import { addMonths, day, firstOfMonth } from '#platform/shared/days.ts';
import { query } from '#platform/web/lib/queries.ts';
import type { getLifeCycle, listLeaving } from '#rooms/classes/shared/life-cycle-contract.ts';
import type { getClassTable, listClassedCustomers } from '#rooms/classes/shared/table-contract.ts';
import type { dynamicsReport } from '../../shared/contract.ts';

export function yearUpTo(asOf: string): { from: string; to: string } {
  return { from: addMonths(firstOfMonth(day(asOf)), -11), to: asOf };
}

export const tableQuestion = (asOf: string) =>
  query<typeof getClassTable>('/api/classes/table', { query: { asOf } });
export const lifeQuestion = (asOf: string) =>
  query<typeof getLifeCycle>('/api/life-cycle', { query: yearUpTo(asOf) });
export const turnoverQuestion = (asOf: string) =>
  query<typeof dynamicsReport>('/api/reports/dynamics', { query: { ...yearUpTo(asOf), limit: 12 } });
export const leavingQuestion = (asOf: string) =>
  query<typeof listLeaving>('/api/life-cycle/leaving', { query: { asOf, limit: 6 } });
export const keyQuestion = (asOf: string) =>
  query<typeof listClassedCustomers>('/api/classes/customers', { query: { asOf, key: true, limit: 6 } });
export const largestQuestion = (asOf: string) =>
  query<typeof listClassedCustomers>('/api/classes/customers', { query: { asOf, abc: 'A', limit: 6 } });
