// `klientela backup --to FOLDER`: all rows in one snapshot and the files, while people work.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backUp } from '../backup.ts';
import { answer, progressLine, readArgs, usageError, withDatabase } from './command.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: 'backup --to FOLDER',
  details: [
    'FOLDER   gets a folder of its own for this backup, named by the moment',
    'restore it with: klientela restore --from THAT_FOLDER --data EMPTY_FOLDER',
  ],
  run: async (args) => {
    const { values } = readArgs(args, { to: { type: 'string' } });
    if (values.to === undefined) throw usageError('say where to: --to FOLDER');
    const folder = join(resolve(values.to), `klientela-${momentOf(new Date())}`);
    if (existsSync(folder)) throw new Error(`${folder} exists already`);
    await withDatabase(values, async ({ config, postgres }) => {
      const onProgress = progressLine('Backing up');
      const manifest = await backUp({
        connection: postgres.connection,
        dataFolder: config.dataFolder,
        folder,
        onProgress,
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const kept = { folder, tables: manifest.tables.length, rows, files: manifest.blobs.length };
      answer(values, kept, `${rows} rows of ${kept.tables} tables and ${kept.files} files in ${folder}`);
    });
  },
};

/** '20261122-061500' in UTC. */
function momentOf(moment: Date): string {
  return moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
