// What the __room__ room brings.

import type { Room } from '#platform/server/room.ts';
import { __room__Routes } from './__nouns__.routes.ts';

export const __room__Room: Room = { name: '__room__', routes: __room__Routes };
