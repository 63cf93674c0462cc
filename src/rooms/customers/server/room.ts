// What the customers room brings: routes, the search for duplicates, kinds of imported rows, its memory of totals, the slot of merge holders.

import type { Room } from '#platform/server/room.ts';
import { customerRoutes } from './customers.routes.ts';
import { runDuplicateSearch } from './duplicates.ts';
import { registerCustomerImports } from './import-slots.ts';
import { mergeHoldersKey } from './merge.ts';
import { createTotalsCache, totalsCacheKey } from './totals.ts';

export const customersRoom: Room = {
  name: 'customers',
  routes: customerRoutes,
  jobs: { 'customers.find_duplicates': runDuplicateSearch },
  start: async ({ database, services }) => {
    services.set(totalsCacheKey, createTotalsCache(database));
    services.set(mergeHoldersKey, []);
    registerCustomerImports(services);
  },
};
