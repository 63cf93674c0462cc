// The victim of the crash test: a process of its own that performs one import on a given database. Started by killed.room.test.ts only.

import { createLog } from '#platform/server/log.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { readConfig } from '#platform/server/config.ts';
import { importByMapping } from '#app/commands/import.ts';
import { openProgram } from '#app/program.ts';

process.once(
  'message',
  async ({
    connection,
    mapping,
    dataFolder,
  }: {
    connection: Connection;
    mapping: string;
    dataFolder: string;
  }) => {
    const program = await openProgram({
      config: readConfig({ dataFolder }),
      connection,
      log: createLog('silent'),
    });
    process.send?.('started');
    await importByMapping(program, mapping, { replaceChanged: false, overwrite: false });
    process.exit(0);
  },
);
