// Runs once before the room tests: a PostgreSQL of their own in a temporary folder, and a migrated template to clone.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from './program.ts';

export const templateName = 'klientela_template';

declare module 'vitest' {
  interface ProvidedContext {
    owner: Connection;
    application: Connection;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'klientela-test-'));
  const server = await openPostgres({ dataFolder: folder, log: () => {} });
  const client = new pg.Client(server.connection);
  await client.connect();
  await client.query(`create database ${templateName}`);
  await client.end();
  await migrateDatabase(inDatabase(server.connection, templateName));
  project.provide('owner', server.connection);
  project.provide('application', server.appConnection);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function inDatabase(connection: Connection, database: string): Connection {
  if (!('connectionString' in connection)) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
}
