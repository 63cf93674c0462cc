// A PostgreSQL of its own for a check, with the template to clone worlds from.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTemplate } from '#app/template.ts';
import type { WorldServer } from '#app/world.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';

export interface CheckServer extends WorldServer {
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startCheckServer(): Promise<CheckServer> {
  const folder = await mkdtemp(join(tmpdir(), 'klientela-check-'));
  const server = await openPostgres({ dataFolder: folder, log: () => {} });
  await makeTemplate(server.connection);
  return {
    folder,
    owner: server.connection,
    application: server.appConnection,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
