// Programs that share one data folder: a short mutex around starting and stopping, and a register of who uses the server, so that the last one out stops it.

import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, ownIdentity } from './identity.ts';
import type { ProcessIdentity } from './identity.ts';

export interface Membership {
  leave(): void;
}

const waitMs = 180_000;

/** Runs `work` while no other program starts or stops the server of this folder. A holder that was killed is no holder. */
export async function exclusively<T>(dataFolder: string, work: () => Promise<T>): Promise<T> {
  const path = join(dataFolder, 'postgres.lock');
  const until = Date.now() + waitMs;
  while (!take(path)) {
    if (Date.now() > until)
      throw new Error(
        `another program has been starting or stopping the database in ${dataFolder} for ${waitMs / 1000} seconds`,
      );
    await sleep(40);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Writes this program into the register. */
export function enterRegister(dataFolder: string): Membership {
  const folder = join(dataFolder, 'programs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}.json`);
  writeFileSync(path, JSON.stringify(ownIdentity()), { mode: 0o600 });
  return { leave: () => rmSync(path, { force: true }) };
}

/** How many living programs use the server; the dead are struck off. */
export function countMembers(dataFolder: string): number {
  const folder = join(dataFolder, 'programs');
  let alive = 0;
  for (const name of namesIn(folder)) {
    const identity = readIdentity(join(folder, name));
    if (identity && isAlive(identity)) alive++;
    else rmSync(join(folder, name), { force: true });
  }
  return alive;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The lock appears whole or not at all: written aside, then linked to its name. */
function take(path: string): boolean {
  const mine = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(mine, JSON.stringify(ownIdentity()), { mode: 0o600 });
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    removeDead(path, mine);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Takes a dead holder's lock away; one that a living program has put there in between is put back. */
function removeDead(path: string, aside: string): void {
  const holder = readIdentity(path);
  if (!holder || isAlive(holder)) return;
  const taken = `${aside}.dead`;
  try {
    renameSync(path, taken);
    const found = readIdentity(taken);
    if (found && isAlive(found)) linkSync(taken, path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(taken, { force: true });
  }
}

function readIdentity(path: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value))
      return undefined;
    return { pid: Number(value.pid), started: String(value.started) };
  } catch {
    return undefined;
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
