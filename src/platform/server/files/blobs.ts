// Bytes on disk under random names: a name that came from outside never becomes a path.

import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '../errors.ts';
import { serviceKey } from '../services.ts';

export interface StoredBlob {
  readonly blob: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
}

export interface BlobStore {
  /** Writes a stream to its end, refusing more than `limit` bytes. Durable when it resolves. */
  write(source: Readable | AsyncIterable<Buffer>, limit: number): Promise<StoredBlob>;
  read(blob: string, range?: { start: number; end: number }): Readable;
  /** For readers that need a path, such as a child process. */
  pathOf(blob: string): string;
  remove(blob: string): Promise<void>;
  /** Every blob older than a moment, for the clean-up of those that no row names. */
  listOlderThan(moment: Date): AsyncIterable<string>;
}

export const blobStoreKey = serviceKey<BlobStore>('platform.blobs');

export function createBlobStore(folder: string): BlobStore {
  const pathOf = (blob: string): string => {
    if (!/^[0-9a-f]{32}$/.test(blob)) throw new Error('not a blob');
    return join(folder, blob.slice(0, 2), blob);
  };
  return {
    pathOf,
    read: (blob, range) => createReadStream(pathOf(blob), range),
    remove: (blob) => rm(pathOf(blob), { force: true }),
    listOlderThan: (moment) => listOlderThan(folder, moment),
    write: async (source, limit) => {
      const blob = randomBytes(16).toString('hex');
      const path = pathOf(blob);
      await mkdir(join(folder, blob.slice(0, 2)), { recursive: true, mode: 0o700 });
      const partial = `${path}.partial`;
      try {
        const counted = await writeCounted(source, partial, limit);
        await rename(partial, path);
        return { blob, ...counted };
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
  };
}

async function writeCounted(
  source: Readable | AsyncIterable<Buffer>,
  path: string,
  limit: number,
): Promise<Omit<StoredBlob, 'blob'>> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > limit) throw refuse('too_large', { limit });
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, sha256: hash.digest() };
}

async function* listOlderThan(folder: string, moment: Date): AsyncIterable<string> {
  for (const shelf of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, shelf)).catch(() => [])) {
      const found = await stat(join(folder, shelf, name)).catch(() => undefined);
      if (found && found.mtime < moment) yield name;
    }
  }
}
