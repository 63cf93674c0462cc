// The victim of the crash test: a process of its own that performs one import on a given database. Started by killed.room.test.ts only.

import { once } from 'node:events';
import { createLog } from '#platform/server/log.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { readConfig } from '#platform/server/config.ts';
import { importByMapping } from '#app/commands/import.ts';
import { openProgram } from '#app/program.ts';

interface Order {
  readonly connection: Connection;
  readonly mapping: string;
  readonly dataFolder: string;
}

const [{ connection, mapping, dataFolder }] = (await once(process, 'message')) as [Order];
const program = await openProgram({
  config: readConfig({ dataFolder }),
  connection,
  log: createLog('silent'),
});
process.send?.('started');
await importByMapping(program, mapping, { replaceChanged: false, overwrite: false });
process.exit(0);
