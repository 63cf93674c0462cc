// `klientela restore --from FOLDER`: a backup into an empty data folder or database.

import { resolve } from 'node:path';
import { readConfig } from '#platform/server/config.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import { restore } from '../backup.ts';
import { answer, note, progressLine, readArgs, usageError } from './command.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: 'restore --from FOLDER --data EMPTY_FOLDER',
  details: [
    'checks every file of the backup before it writes; the data folder (or the database of DATABASE_URL) must be empty',
  ],
  run: async (args) => {
    const { values } = readArgs(args, { from: { type: 'string' } });
    if (values.from === undefined) throw usageError('say which backup: --from FOLDER');
    const config = readConfig(values.data === undefined ? {} : { dataFolder: values.data });
    const { databaseUrl, dataFolder } = config;
    const postgres = await openPostgres(databaseUrl ? { databaseUrl } : { dataFolder, log: note });
    try {
      const onProgress = progressLine('Restoring');
      const manifest = await restore({
        connection: postgres.connection,
        dataFolder,
        folder: resolve(values.from),
        onProgress,
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      answer(
        values,
        { madeAt: manifest.madeAt, rows, files: manifest.blobs.length },
        `${rows} rows and ${manifest.blobs.length} files of ${manifest.madeAt}`,
      );
    } finally {
      await postgres.stop();
    }
  },
};
