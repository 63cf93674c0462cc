// A program of the supervisor's tests: opens the database of a folder, says so in one JSON line, and stops when its input ends.

import { openPostgres } from './postgres.ts';

const [, , folder = ''] = process.argv;
const lines: string[] = [];
const began = performance.now();

try {
  const server = await openPostgres({ dataFolder: folder, log: (line) => lines.push(line) });
  const { connection, appConnection, owned } = server;
  say({
    connection,
    appConnection,
    owned,
    lines,
    uid: process.getuid?.(),
    ms: Math.round(performance.now() - began),
  });
  process.stdin.resume();
  process.stdin.on('end', () => void server.stop().then(() => process.exit(0)));
} catch (error) {
  say({ refused: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

function say(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
