// What `reports` brings: seven reports over the mirror, on the screen and as files.

import type { Room } from '#platform/server/room.ts';
import { routes } from './reports.routes.ts';

export const reportsRoom: Room = { name: 'reports', routes };
