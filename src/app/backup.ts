// Backup and restore of a whole installation: rows, blobs, schema.

import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeBackup } from '#platform/server/backup/backup.ts';
import type { BackupManifest } from '#platform/server/backup/format.ts';
import { loadBackup } from '#platform/server/backup/restore.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import { createBlobStore } from '#platform/server/files/blobs.ts';
import { migrationSources } from './rooms.ts';

export interface BackupPlace {
  /** The owner's connection. */
  readonly connection: Connection;
  readonly dataFolder: string;
  /** The backup's own folder. */
  readonly folder: string;
  onProgress?(done: number, total: number): void;
}

/** Writes a backup of a running or stopped installation. */
export function backUp(place: BackupPlace): Promise<BackupManifest> {
  return withClient(place.connection, (client) =>
    writeBackup({ ...place, client, blobs: createBlobStore(join(place.dataFolder, 'files')) }),
  );
}

/** Loads a backup into an empty database and data folder. */
export function restore(place: BackupPlace): Promise<BackupManifest> {
  const blobs = createBlobStore(join(place.dataFolder, 'files'));
  return withClient(place.connection, (client) =>
    loadBackup({
      ...place,
      client,
      migrations: migrationSources(),
      blobPath: blobs.pathOf,
      copyBlob: async (from, to) => {
        await mkdir(dirname(to), { recursive: true, mode: 0o700 });
        await copyFile(from, to);
      },
    }),
  );
}

async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
