// What a command that needs the company's data stands on: the database (started, or shared with a running server) and the rooms.

import { readConfig } from '#platform/server/config.ts';
import type { Config } from '#platform/server/config.ts';
import { createLog } from '#platform/server/log.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import { migrateDatabase, openProgram } from '../program.ts';
import type { Program } from '../program.ts';

/** Opens the program without a port, does the work and closes everything again, whatever happens. */
export async function withProgram<T>(overrides: Partial<Pick<Config, 'dataFolder'>>, work: (program: Program) => Promise<T>): Promise<T> {
  const config = readConfig(overrides);
  const log = createLog('warn');
  const postgres = await openPostgres(config.databaseUrl ? { databaseUrl: config.databaseUrl } : { dataFolder: config.dataFolder, log: () => {} });
  try {
    await migrateDatabase(postgres.connection);
    const program = await openProgram({ config, connection: postgres.appConnection, log });
    try {
      return await work(program);
    } finally {
      await program.close();
    }
  } finally {
    await postgres.stop();
  }
}
