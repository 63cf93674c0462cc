// What the sales room brings: routes and the kind of imported settlements.

import type { Room } from '#platform/server/room.ts';
import { registerImportKind } from '#rooms/imports/server/index.ts';
import { settlementImportKind } from './import-kind.ts';
import { salesRoutes } from './sales.routes.ts';

export const salesRoom: Room = {
  name: 'sales',
  routes: salesRoutes,
  start: async ({ services }) => registerImportKind(services, settlementImportKind),
};
