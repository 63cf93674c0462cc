// `klientela facts rebuild|check`: the columnar mirror made anew, or compared with the truth.

import { parseArgs } from 'node:util';
import { mirrorService } from '#rooms/facts/server/index.ts';
import type { Mirror } from '#rooms/facts/server/index.ts';
import { withProgram } from './with-program.ts';

export const describe = 'facts rebuild|check   make the columnar mirror anew, or compare it with the truth';

/** Answers the exit code: 0 done and equal, 1 differences found, 2 wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args], allowPositionals: true, options: { data: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [action] = positionals;
  if ((action !== 'rebuild' && action !== 'check') || positionals.length > 1) {
    process.stderr.write(`${describe}\n`);
    return 2;
  }
  const work = action === 'rebuild' ? rebuildFacts : checkFacts;
  return withProgram(values.data === undefined ? {} : { dataFolder: values.data }, (program) => work(program.services.get(mirrorService), values.json ?? false));
}

async function rebuildFacts(mirror: Mirror, json: boolean): Promise<number> {
  let done = 0;
  const { rows, seconds } = await mirror.rebuild((count) => {
    done += count;
    if (process.stderr.isTTY) process.stderr.write(`\r${done} rows`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r');
  const lines = rows['line'] ?? 0;
  if (json) process.stdout.write(`${JSON.stringify({ rows, seconds })}\n`);
  else process.stdout.write(`${rows['settlement'] ?? 0} settlements, ${lines} lines, ${rows['customer'] ?? 0} customers in ${seconds.toFixed(1)} s\n`);
  return 0;
}

async function checkFacts(mirror: Mirror, json: boolean): Promise<number> {
  const { compared, differences } = await mirror.check();
  if (json) process.stdout.write(`${JSON.stringify({ compared, differences })}\n`);
  else {
    for (const { name, truth, mirror: found } of differences) process.stdout.write(`${name}: the truth is ${truth}, the mirror holds ${found}\n`);
    process.stdout.write(`${compared - differences.length} passed, ${differences.length} failed\n`);
  }
  return differences.length === 0 ? 0 : 1;
}
