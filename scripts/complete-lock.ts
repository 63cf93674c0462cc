// Completes package-lock.json with the binaries of other platforms that the registry at hand does not serve: `npm ci` refuses a lock without them
// ("Missing: ... from lock file") on every platform. Run after every `npm install`. Their hashes come when somebody installs from a full registry.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockEntry {
  readonly version?: string;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Packages = Record<string, LockEntry & { os?: string[]; cpu?: string[]; libc?: string[] }>;

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** The optional packages that the lock's entries name but the lock lacks, as entries to add. */
export function missingEntries(packages: Packages): Packages {
  const missing: Packages = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isFound(packages, path, name) || !/^\d/.test(version)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  return missing;
}

/** npm looks inside the package, then beside it and in every folder above. */
function isFound(packages: Packages, from: string, name: string): boolean {
  for (let at = from; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at}/node_modules/${name}`]) return true;
  }
  return packages[`node_modules/${name}`] !== undefined;
}

/** The platform that the name of a package of binaries tells, such as `binding-linux-x64-musl`. */
function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const words = name.split(/[/-]/).map((word) => (word === 'windows' ? 'win32' : word));
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  if (!os || !cpu) throw new Error(`the platform of ${name} is not told by its name`);
  return { cpu: [cpu], ...(libc && os === 'linux' ? { libc: [libc] } : {}), os: [os] };
}

if (import.meta.main) {
  const path = join(import.meta.dirname, '../package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Packages };
  const missing = missingEntries(lock.packages);
  const [root, ...rest] = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries([
    ...(root ? [root] : []),
    ...rest.toSorted(([one], [other]) => one.localeCompare(other, 'en')),
  ]);
  writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
  process.stdout.write(`${Object.keys(missing).length} packages of other platforms added\n`);
}
