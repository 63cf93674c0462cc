// The only list of all rooms of the server, in the order of the map: a room stands after those it uses.

import { join } from 'node:path';
import type { MigrationSource } from '#platform/server/db/migrate.ts';
import { platformRoom } from '#platform/server/platform-room.ts';
import type { Room } from '#platform/server/room.ts';
import { catalogRoom } from '#rooms/catalog/server/room.ts';
import { customersRoom } from '#rooms/customers/server/room.ts';
import { classesRoom } from '#rooms/classes/server/room.ts';
import { factsRoom } from '#rooms/facts/server/room.ts';
import { reportsRoom } from '#rooms/reports/server/room.ts';
import { importsRoom } from '#rooms/imports/server/room.ts';
import { startRoom } from './start-room.ts';
import { salesRoom } from '#rooms/sales/server/room.ts';

export const roomNames = ['imports', 'catalog', 'customers', 'sales', 'facts', 'classes', 'reports'] as const;

/** Folders of migrations, the platform's first. */
export function migrationSources(): MigrationSource[] {
  const source = join(import.meta.dirname, '..');
  return [
    { room: 'platform', folder: join(source, 'platform/migrations') },
    ...roomNames.map((room) => ({ room, folder: join(source, 'rooms', room, 'migrations') })),
  ];
}

/** The rooms themselves; a room enters here when it is built. */
export const rooms: readonly Room[] = [
  platformRoom,
  catalogRoom,
  importsRoom,
  customersRoom,
  salesRoom,
  factsRoom,
  classesRoom,
  reportsRoom,
  startRoom,
];
