// Builds the web application when it has not been built from the sources that are here. Vite runs in a process of its own, so that a running
// program carries none of it.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const built = join(root, 'dist/web');

/** Builds into dist/web unless it fits the sources. Throws a sentence when the build fails. */
export async function buildWeb(say: (line: string) => void): Promise<void> {
  const wanted = await describeSources();
  if ((await readFile(join(built, '.sources'), 'utf8').catch(() => '')) === wanted) return;
  if (!existsSync(join(root, 'node_modules/vite')) && existsSync(join(built, 'index.html'))) return;
  const began = performance.now();
  say('Building the web application');
  const aside = `${built}.${process.pid}`;
  try {
    await runVite(aside);
    await writeFile(join(aside, '.sources'), wanted);
    await swap(aside, built);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  say(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** A program that serves the old build, or builds at the same time, never meets half a build. */
async function swap(fresh: string, place: string): Promise<void> {
  const old = `${fresh}.old`;
  await rename(place, old).catch(() => {});
  await rename(fresh, place);
  await rm(old, { recursive: true, force: true });
}

/** Names, sizes and times of everything that the build reads: a few milliseconds, no reading of contents. */
async function describeSources(): Promise<string> {
  const hash = createHash('sha256');
  const folders = ['src/app/web', 'src/platform/web', 'src/platform/shared', ...(await roomFolders())];
  const files = (await Promise.all(folders.map(listFiles))).flat();
  for (const path of [...files, 'vite.config.ts', 'package-lock.json'].toSorted()) {
    const found = await stat(join(root, path));
    hash.update(`${path} ${found.size} ${Math.floor(found.mtimeMs)}\n`);
  }
  return hash.digest('hex');
}

async function roomFolders(): Promise<string[]> {
  const rooms = await readdir(join(root, 'src/rooms'));
  return rooms
    .flatMap((room) => [`src/rooms/${room}/web`, `src/rooms/${room}/shared`])
    .filter((path) => existsSync(join(root, path)));
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function runVite(folder: string): Promise<void> {
  const script = join(root, 'node_modules/vite/bin/vite.js');
  const args = [script, 'build', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else if (signal) reject(new Error(`the build of the web application was stopped (${signal})`));
      else reject(new Error(`the web application could not be built:\n${output.trim()}`));
    });
  });
}
