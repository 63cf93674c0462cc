// The mirror as rooms use it: questions over one snapshot, whoever owns the file.

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Database } from '#platform/server/db/pool.ts';
import { serviceKey } from '#platform/server/services.ts';
import type { MirrorCheck } from './check.ts';
import type { MirrorSql } from './mirror-sql.ts';
import { openOwned } from './owner.ts';
import { listenForOthers } from './owner-socket.ts';
import type { Rebuilt } from './rebuild.ts';
import type { Refreshed } from './refresh.ts';
import { openRemote, OwnerGone } from './remote.ts';
import { openStore } from './store.ts';

/**
 * A session over one snapshot. It may make temporary tables for itself. Rows come as JSON knows them: int4 as number, int8,
 * hugeint and decimals as text, days as 'YYYY-MM-DD'.
 */
export interface MirrorReader {
  rows<Row>(statement: MirrorSql): Promise<Row[]>;
  /** The same in batches of some thousand rows, for answers that should not stand in memory whole. */
  batches<Row>(statement: MirrorSql): AsyncIterable<Row[]>;
}

export interface Mirror {
  /** Several questions over one snapshot of the mirror. */
  read<T>(work: (reader: MirrorReader) => Promise<T>): Promise<T>;
  /** One transaction that may also write tables of the caller's room in the mirror. */
  write<T>(work: (reader: MirrorReader) => Promise<T>): Promise<T>;
  /** Brings the mirror to the latest commit; makes it anew when it belongs to another past. */
  refresh(): Promise<Refreshed>;
  rebuild(onRows?: (rows: number) => void): Promise<Rebuilt>;
  /** Compares the mirror with the truth at one snapshot. */
  check(): Promise<MirrorCheck>;
  readonly isOwner: boolean;
  close(): Promise<void>;
}

export interface MirrorOptions {
  /** Data folder of the program. */
  readonly folder: string;
  readonly database: Database;
  /** How long to wait for an owner that is starting or going, 15 s unless told. */
  readonly patienceMs?: number;
}

export const mirrorService = serviceKey<Mirror>('facts.mirror');

/**
 * Opens the mirror of a data folder: the first process owns the file and answers the others over a local socket. A process
 * whose owner went away takes the file over at its next question.
 */
export async function openMirror(options: MirrorOptions): Promise<Mirror> {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true });
  let current = await acquire(folder, options);
  const ask = async <T>(question: (mirror: Mirror) => Promise<T>): Promise<T> => {
    try {
      return await question(current);
    } catch (error) {
      if (!(error instanceof OwnerGone)) throw error;
      current = await acquire(folder, options);
      return question(current);
    }
  };
  return {
    get isOwner() {
      return current.isOwner;
    },
    read: (work) => ask((mirror) => mirror.read(work)),
    write: (work) => ask((mirror) => mirror.write(work)),
    refresh: () => ask((mirror) => mirror.refresh()),
    rebuild: (onRows) => ask((mirror) => mirror.rebuild(onRows)),
    check: () => ask((mirror) => mirror.check()),
    close: () => current.close(),
  };
}

/** Owns the file, or finds its owner; waits a while for one that is starting or going. */
async function acquire(folder: string, options: MirrorOptions): Promise<Mirror> {
  const socketPath = socketPathOf(folder);
  const give = performance.now() + (options.patienceMs ?? 15_000);
  for (;;) {
    const store = await openStore(folder);
    if (store) {
      const owned = openOwned(store, folder, options.database);
      const stopListening = await listenForOthers(owned, socketPath);
      return {
        ...owned,
        close: async () => {
          await stopListening();
          await owned.close();
        },
      };
    }
    const remote = await openRemote(socketPath);
    if (remote) return remote;
    if (performance.now() > give)
      throw new Error('the mirror of facts is held by a program that does not answer');
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** A socket path must stay under 100 bytes; a deep data folder gets one in the folder for temporary files. */
export function socketPathOf(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\klientela-facts-${hash}`;
  const inside = join(folder, 'facts.sock');
  return Buffer.byteLength(inside) < 100 ? inside : join(tmpdir(), `klientela-facts-${hash}.sock`);
}
