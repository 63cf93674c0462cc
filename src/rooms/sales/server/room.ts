// What `sales` brings.

import type { Room } from '#platform/server/room.ts';
import { registerImportKind } from '#rooms/imports/server/index.ts';
import { settlementImportKind } from './import-kind.ts';

export const salesRoom: Room = {
  name: 'sales',
  routes: [],
  start: async ({ services }) => registerImportKind(services, settlementImportKind),
};
