// What `facts` brings: the mirror as a long-lived part of the program.

import type { Room } from '#platform/server/room.ts';
import { mirrorService, openMirror } from './mirror.ts';

export const factsRoom: Room = {
  name: 'facts',
  routes: [],
  start: async ({ config, database, services }) => {
    const mirror = await openMirror({ folder: config.dataFolder, database });
    services.set(mirrorService, mirror);
    services.onClose(() => mirror.close());
  },
};
