// The only list of all rooms of the web application.

import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import { catalogWeb } from '#rooms/catalog/web/module.ts';
import { classesWeb } from '#rooms/classes/web/module.ts';
import { customersWeb } from '#rooms/customers/web/module.ts';
import { platformWeb } from '#platform/web/module.ts';
import { importsWeb } from '#rooms/imports/web/module.ts';
import { reportsWeb } from '#rooms/reports/web/module.ts';
import { salesWeb } from '#rooms/sales/web/module.ts';

export const roomWebs: readonly RoomWeb[] = [
  platformWeb,
  customersWeb,
  catalogWeb,
  salesWeb,
  classesWeb,
  reportsWeb,
  importsWeb,
];
