// The only list of all rooms of the web application.

import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import { platformWeb } from '#platform/web/module.ts';

export const roomWebs: readonly RoomWeb[] = [platformWeb];
