// The DuckDB file of a data folder. One process may open it; the lock tells us whether we are that one.

import { statSync } from 'node:fs';
import { readdir, unlink } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { schemaVersion } from './schema.ts';
import { readState } from './state.ts';

export interface Store {
  /** A connection of its own; the caller closes it. */
  connect(): Promise<DuckDBConnection>;
  /** Lets the engine's memory grow with the mirror; called after the mirror was written. */
  fitMemory(): Promise<void>;
  close(): void;
}

/** What the engine may hold in memory; beyond it spills to files beside the mirror. A small mirror needs little, a large one more. */
const memory = { leastMegabytes: 192, timesFile: 4, shareOfMachine: 0.25 };

/** The system's lock holds between processes only: within one, a second opening would be let through and damage the file. */
const openHere = new Set<string>();

/** Opens the file, or answers undefined when another process holds it. A damaged file, or one of another version, is thrown away: it is a cache. */
export async function openStore(folder: string, file = 'facts.duckdb'): Promise<Store | undefined> {
  const path = join(folder, file);
  if (openHere.has(path)) return undefined;
  openHere.add(path);
  const instance = await openOrReplace(folder, file).catch((error: unknown) => {
    openHere.delete(path);
    throw error;
  });
  if (!instance) {
    openHere.delete(path);
    return undefined;
  }
  await removeLeftovers(folder);
  const close = () => {
    instance.closeSync();
    openHere.delete(path);
  };
  const fitMemory = async (): Promise<void> => {
    const connection = await instance.connect();
    try {
      await connection.run(`set memory_limit = '${memoryLimit(path)}'`);
    } finally {
      connection.closeSync();
    }
  };
  return { connect: () => instance.connect(), fitMemory, close };
}

async function openOrReplace(folder: string, file: string): Promise<DuckDBInstance | undefined> {
  const path = join(folder, file);
  try {
    return await openReadable(path);
  } catch (error) {
    if (isLocked(error)) return undefined;
    await removeFiles(folder, file);
    return DuckDBInstance.create(path, options(path));
  }
}

async function openReadable(path: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(path, options(path));
  try {
    const connection = await instance.connect();
    const state = await readState(connection);
    connection.closeSync();
    if (state && state.schema !== schemaVersion)
      throw new Error('a mirror of another version of the program');
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

function memoryLimit(path: string): string {
  const fileMegabytes = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) / 1_048_576;
  const most = (totalmem() / 1_048_576) * memory.shareOfMachine;
  return `${Math.round(Math.max(memory.leastMegabytes, Math.min(most, fileMegabytes * memory.timesFile)))}MB`;
}

function options(path: string): Record<string, string> {
  return {
    memory_limit: memoryLimit(path),
    threads: String(Math.max(2, availableParallelism())),
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
}

function isLocked(error: unknown): boolean {
  return (
    error instanceof Error &&
    /could not set lock|conflicting lock|being used by another process/i.test(error.message)
  );
}

async function removeFiles(folder: string, file: string): Promise<void> {
  for (const name of [file, `${file}.wal`]) await unlink(join(folder, name)).catch(() => {});
}

/** Files of a copy that a kill interrupted. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^facts-[a-z]+-\d+-\d+\.csv$/.test(name)) await unlink(join(folder, name)).catch(() => {});
  }
}
