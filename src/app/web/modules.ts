// The only list of all rooms of the web application.

import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import { classesWeb } from '#rooms/classes/web/module.ts';
import { platformWeb } from '#platform/web/module.ts';
import { importsWeb } from '#rooms/imports/web/module.ts';

export const roomWebs: readonly RoomWeb[] = [platformWeb, classesWeb, importsWeb];
