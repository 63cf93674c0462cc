// The program without a port: database, services, rooms. The server, the command line and the tests are built on it.

import { join } from 'node:path';
import { ctxMaker } from '#platform/server/ctx-maker.ts';
import type { CtxMaker } from '#platform/server/ctx-maker.ts';
import { createReadLog, readLogKey } from '#platform/server/audit/reads.ts';
import type { Clock } from '#platform/server/clock.ts';
import { systemClock } from '#platform/server/clock.ts';
import type { Config } from '#platform/server/config.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { blobStoreKey, createBlobStore } from '#platform/server/files/blobs.ts';
import { openDatabase } from '#platform/server/db/pool.ts';
import type { Connection, Database } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import type { JobHandler } from '#platform/server/jobs/jobs.ts';
import { startWorker } from '#platform/server/jobs/worker.ts';
import type { Worker } from '#platform/server/jobs/worker.ts';
import type { Logger } from '#platform/server/log.ts';
import type { Listener, Room } from '#platform/server/room.ts';
import { createServices } from '#platform/server/services.ts';
import type { Services } from '#platform/server/services.ts';
import { loadTexts, textsKey } from '#platform/server/texts.ts';
import { migrationSources, roomNames, rooms } from './rooms.ts';

export interface Program {
  readonly config: Config;
  readonly database: Database;
  readonly services: Services;
  readonly makeCtx: CtxMaker;
  readonly log: Logger;
  readonly rooms: readonly Room[];
  startWorker(): Worker;
  close(): Promise<void>;
}

export interface ProgramOptions {
  readonly config: Config;
  readonly connection: Connection;
  readonly log: Logger;
  readonly clock?: Clock;
}

/** Brings the schema up to date with the owner's connection. Answers the names of the migrations applied. */
export async function migrateDatabase(connection: Connection): Promise<string[]> {
  const client = new pg.Client({ ...connection, application_name: 'klientela-migrate' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await migrate(client, migrationSources());
  } finally {
    await client.end();
  }
}

/** Opens the pool and the rooms' long-lived parts. */
export async function openProgram(options: ProgramOptions): Promise<Program> {
  const { config, log } = options;
  const database = openDatabase(options.connection, {
    onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
  });
  const services = createServices();
  services.onClose(() => database.end());
  services.set(textsKey, await loadTexts(textFolders()));
  services.set(blobStoreKey, createBlobStore(join(config.dataFolder, 'files')));
  const reads = createReadLog(database, log);
  services.set(readLogKey, reads);
  services.onClose(() => reads.stop());
  const makeCtx = ctxMaker({ clock: options.clock ?? systemClock, log, services });
  for (const room of rooms) await room.start?.({ config, database, services, log, makeCtx });
  return {
    config,
    database,
    services,
    makeCtx,
    log,
    rooms,
    startWorker: () => startWorker({ database, makeCtx, log, jobs: allJobs(), listeners: allListeners() }),
    close: () => services.close(),
  };
}

function textFolders(): string[] {
  const source = join(import.meta.dirname, '..');
  return [join(source, 'platform/web'), ...roomNames.map((room) => join(source, 'rooms', room, 'web'))];
}

function allJobs(): Readonly<Record<string, JobHandler>> {
  return Object.assign({}, ...rooms.map((room) => room.jobs ?? {})) as Record<string, JobHandler>;
}

function allListeners(): Map<string, Listener[]> {
  const found = new Map<string, Listener[]>();
  for (const room of rooms) {
    for (const [event, listener] of Object.entries(room.listeners ?? {}))
      found.set(event, [...(found.get(event) ?? []), listener]);
  }
  return found;
}
