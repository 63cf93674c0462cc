// What `catalog` brings.

import type { Room } from '#platform/server/room.ts';
import { registerImportKind } from '#rooms/imports/server/index.ts';
import { productImportKind } from './import-kind.ts';

export const catalogRoom: Room = {
  name: 'catalog',
  routes: [],
  start: async ({ services }) => registerImportKind(services, productImportKind),
};
