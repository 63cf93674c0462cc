// Runs once before the room tests: a PostgreSQL of their own in a temporary folder, and a migrated template to clone.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '#platform/server/db/pool.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import type { TestProject } from 'vitest/node';
import { makeTemplate } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    owner: Connection;
    application: Connection;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'klientela-test-'));
  const server = await openPostgres({ dataFolder: folder, log: () => {} });
  await makeTemplate(server.connection);
  project.provide('owner', server.connection);
  project.provide('application', server.appConnection);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
