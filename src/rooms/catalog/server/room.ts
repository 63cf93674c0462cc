// What the catalogue brings: routes, the kind of imported products, and whose directions a head of a direction sees.

import { directionsOfKey } from '#platform/server/access/load-actor.ts';
import type { Room } from '#platform/server/room.ts';
import { registerImportKind } from '#rooms/imports/server/index.ts';
import { catalogRoutes } from './catalog.routes.ts';
import { listHeadedDirections } from './directions.queries.ts';
import { productImportKind } from './import-kind.ts';

export const catalogRoom: Room = {
  name: 'catalog',
  routes: catalogRoutes,
  start: async ({ services }) => {
    services.set(directionsOfKey, listHeadedDirections);
    registerImportKind(services, productImportKind);
  },
};
