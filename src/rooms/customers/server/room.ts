// What `customers` brings.

import type { Room } from '#platform/server/room.ts';
import { registerCustomerImports } from './import-slots.ts';

export const customersRoom: Room = {
  name: 'customers',
  routes: [],
  start: async ({ services }) => registerCustomerImports(services),
};
