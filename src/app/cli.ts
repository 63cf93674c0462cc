// The command line. Exit codes: 0 done, 1 failed, 2 called wrongly, 3 refused (the request cannot be met as it is), 130 and 143 stopped by a signal.

import type { Command } from './commands/command.ts';
import { exitCodeOf, exitCodes, explain } from './commands/failure.ts';

interface Entry {
  readonly describe: string;
  /** Code is loaded when its command is called. */
  load(): Promise<{ readonly command: Command }>;
}

/** Every command. */
const commands: Readonly<Record<string, Entry>> = {
  serve: {
    describe: 'start the program: database, web and worker',
    load: () => import('./commands/serve.ts'),
  },
  demo: {
    describe: 'serve a demo company that is already at work',
    load: () => import('./commands/demo.ts'),
  },
  init: {
    describe: 'set an empty installation up without questions',
    load: () => import('./commands/init.ts'),
  },
  user: {
    describe: 'add, list or disable people who sign in, or reset a password',
    load: () => import('./commands/user.ts'),
  },
  import: {
    describe: 'bring customers, sales, products and employees from csv and xlsx',
    load: () => import('./commands/import.ts'),
  },
  report: { describe: 'print a report', load: () => import('./commands/report.ts') },
  facts: {
    describe: 'make the columnar mirror anew, or compare it with the truth',
    load: () => import('./commands/facts.ts'),
  },
  backup: { describe: 'write a backup while people work', load: () => import('./commands/backup.ts') },
  restore: {
    describe: 'load a backup into an empty installation',
    load: () => import('./commands/restore.ts'),
  },
};

// A reader that has seen enough (`report … | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed),
);

const [name = 'help', ...rest] = process.argv.slice(2);
const exitCode = await main(name, rest);
// A lost connection or watcher must not hold a finished command; what was written must reach a slow reader first.
process.stdout.write('', () => process.exit(exitCode));

async function main(wanted: string, args: readonly string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(wanted)) return say(listOfCommands(), exitCodes.done);
  const entry = Object.hasOwn(commands, wanted) ? commands[wanted] : undefined;
  if (!entry)
    return say(`klientela: there is no command "${wanted}"\n\n${listOfCommands()}`, exitCodes.calledWrongly);
  const { command } = await entry.load();
  if (args.includes('--help') || args.includes('-h')) return say(helpText(command), exitCodes.done);
  try {
    return (await command.run(args)) ?? exitCodes.done;
  } catch (error) {
    const code = exitCodeOf(error);
    const usage = code === exitCodes.calledWrongly ? `\n\n${helpText(command)}` : '';
    return say(`klientela: ${await explain(error)}${usage}`, code);
  }
}

function helpText({ usage, details = [] }: Command): string {
  return [`klientela ${usage}`, ...details.map((line) => `  ${line}`)].join('\n');
}

function say(text: string, code: number): number {
  (code === exitCodes.done ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

function listOfCommands(): string {
  const width = Math.max(...Object.keys(commands).map((key) => key.length));
  return [
    'klientela COMMAND [options]      (also: npm run klientela -- COMMAND)',
    '',
    ...Object.entries(commands).map(([key, { describe }]) => `  ${key.padEnd(width)}  ${describe}`),
    '',
    '  --data FOLDER   the data folder ("data" here unless KLIENTELA_DATA names it); DATABASE_URL uses a server of your own instead',
    '  --json          answers for machines',
    '  COMMAND --help  how to call it',
  ].join('\n');
}
