// `npm run check:NAME`: one of the checks of scripts/checks, each a program that tries to break this one and prints `N passed, N failed`.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'checks');

/** The checks that `npm test` runs, with the sizes that keep them short. */
export const quickChecks: Readonly<Record<string, readonly string[]>> = {
  audit: [],
  authz: [],
  concurrency: ['--updates', '100'],
  credentials: ['--rounds', '1'],
  deps: [],
  headers: [],
  fuzz: ['--runs', '20'],
  migrations: ['--kills', '6'],
};

if (import.meta.main) {
  const [name = '', ...args] = process.argv.slice(2);
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  if (!names.includes(name)) {
    process.stderr.write(`there is no check "${name}"; there are ${names.join(', ')}\n`);
    process.exit(2);
  }
  const child = spawn(process.execPath, [join(folder, `${name}.ts`), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
