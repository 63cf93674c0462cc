// Prints what the first screen of the web application weighs, compressed, and fails above the limit. Run after a build.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

const limit = 300_000;
const folder = new URL(process.argv[2] ?? '../dist/web/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8')) as Record<
  string,
  Chunk
>;

/** A chunk with all that it needs at once. */
function filesOf(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) seen.add(style);
  for (const part of chunk.imports ?? []) filesOf(part, seen);
  return seen;
}

function weigh(files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length;
  return bytes;
}

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true);
if (entry === undefined) throw new Error('no entry in the manifest: build the web application first');
const languages = Object.keys(manifest).filter((key) => /texts-(en|ru)\.ts$/.test(key));
const pages = Object.keys(manifest).filter((key) => /-page\.tsx$/.test(key) && !key.includes('/gallery/'));
const ground = filesOf(entry);
const heaviestOf = (keys: readonly string[]) =>
  Math.max(0, ...keys.map((key) => weigh([...filesOf(key)].filter((file) => !ground.has(file)))));
const parts = { ground: weigh(ground), language: heaviestOf(languages), page: heaviestOf(pages) };
const total = parts.ground + parts.language + parts.page;

for (const [name, bytes] of Object.entries(parts))
  console.log(`${name.padEnd(10)}${(bytes / 1000).toFixed(1).padStart(8)} kB`);
console.log(
  `${'first'.padEnd(10)}${(total / 1000).toFixed(1).padStart(8)} kB of ${limit / 1000} kB, compressed JavaScript and styles with the heaviest page`,
);
if (total > limit) process.exitCode = 1;
