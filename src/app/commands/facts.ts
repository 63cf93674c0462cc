// `klientela facts rebuild|check`: the columnar mirror made anew, or compared with the truth.

import { mirrorService } from '#rooms/facts/server/index.ts';
import type { Mirror } from '#rooms/facts/server/index.ts';
import { answer, note, readArgs, usageError, withProgram } from './command.ts';
import type { Command, CommonValues } from './command.ts';

export const command: Command = {
  usage: 'facts rebuild|check',
  details: [
    'rebuild   makes the columnar mirror anew from the database',
    'check     compares it with the database; exit code 1 when they differ',
  ],
  run: async (args) => {
    const { values, positionals } = readArgs(args, {});
    const work = { rebuild: rebuildFacts, check: checkFacts }[positionals[0] ?? ''];
    if (!work || positionals.length > 1) throw usageError('say what to do: rebuild or check');
    return withProgram(values, (program) => work(program.services.get(mirrorService), values));
  },
};

async function rebuildFacts(mirror: Mirror, values: CommonValues): Promise<number> {
  let done = 0;
  const { rows, seconds } = await mirror.rebuild((count) => {
    done += count;
    if (process.stderr.isTTY) process.stderr.write(`\r${done} rows`);
  });
  if (process.stderr.isTTY) note('');
  const words = `${rows['settlement'] ?? 0} settlements, ${rows['line'] ?? 0} lines, ${rows['customer'] ?? 0} customers in ${seconds.toFixed(1)} s`;
  answer(values, { rows, seconds }, words);
  return 0;
}

async function checkFacts(mirror: Mirror, values: CommonValues): Promise<number> {
  const { compared, differences } = await mirror.check();
  const found = differences.map(
    ({ name, truth, mirror: held }) => `${name}: the truth is ${truth}, the mirror holds ${held}`,
  );
  answer(
    values,
    { compared, differences },
    [...found, `${compared - differences.length} passed, ${differences.length} failed`].join('\n'),
  );
  return differences.length === 0 ? 0 : 1;
}
