// `serve`: PostgreSQL, migrations, rooms, web and worker; stops in good order.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '#platform/server/http/app.ts';
import { readConfig } from '#platform/server/config.ts';
import type { Config } from '#platform/server/config.ts';
import { createLog } from '#platform/server/log.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import { migrateDatabase, openProgram } from './program.ts';
import type { Program } from './program.ts';

export interface Running {
  /** Where people reach the program. */
  readonly address: string;
  readonly program: Program;
  stop(): Promise<void>;
}

/** Starts the program with this configuration. Resolves when it is ready to serve. */
export async function startServer(overrides: Parameters<typeof readConfig>[0] = {}): Promise<Running> {
  const config = readConfig(overrides);
  const log = createLog(config.logLevel);
  const postgres = await openPostgres(
    config.databaseUrl
      ? { databaseUrl: config.databaseUrl }
      : { dataFolder: config.dataFolder, log: (line) => log.info(line) },
  );
  try {
    const applied = await migrateDatabase(postgres.connection);
    if (applied.length > 0) log.info({ migrations: applied.length }, 'schema brought up to date');
    const program = await openProgram({ config, connection: postgres.appConnection, log });
    const started = await startParts(config, program);
    return {
      address: started.address,
      program,
      stop: async () => {
        await started.stop();
        await program.close();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function startParts(
  config: Config,
  program: Program,
): Promise<{ address: string; stop(): Promise<void> }> {
  const worker = config.roles.includes('worker') ? program.startWorker() : undefined;
  if (!config.roles.includes('web')) return { address: '', stop: async () => worker?.stop() };
  const app = await createApp({ ...program, ...webFolderOf() });
  await app.listen({ host: config.host, port: config.port });
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound ? bound.port : config.port;
  return {
    address: config.baseUrl ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`,
    stop: async () => {
      // A kept-alive connection that falls idle while we close would hold the server for its whole time-out.
      const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
      await Promise.all([app.close(), worker?.stop()]).finally(() => clearInterval(sweep));
    },
  };
}

function webFolderOf(): { webFolder?: string } {
  const folder = join(import.meta.dirname, '../../dist/web');
  return existsSync(join(folder, 'index.html')) ? { webFolder: folder } : {};
}
