// check:network (P2): the program lives a short life in a network namespace without routes; every attempt to connect elsewhere is seen by strace and fails the check.
// Needs root, strace and unshare; where they are missing the check fails loudly, it is never passed over.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tally } from './lib/tally.ts';

const root = join(import.meta.dirname, '../..');
const score = tally();
const folder = mkdtempSync(join(tmpdir(), 'klientela-network-'));

for (const tool of ['strace', 'unshare']) {
  if (spawnSync('which', [tool]).status !== 0)
    score.fail(`${tool} is not installed: install the package and run again`);
}
const life = join(import.meta.dirname, 'lib/short-life.ts');
const args = [
  '--net',
  '--',
  'sh',
  '-c',
  `ip link set lo up 2>/dev/null; exec strace -f -qq -e trace=connect,sendto,sendmsg -o ${join(folder, 'trace')} ${process.execPath} ${life} ${join(folder, 'data')}`,
];
const ran = spawnSync('unshare', args, { cwd: root, encoding: 'utf8', timeout: 180_000 });
score.expect(
  ran.status === 0,
  `the program did not live without a network: ${ran.stdout.slice(-500)} ${ran.stderr.slice(-1500)}`,
);
score.expect(ran.stdout.includes('lived'), 'the short life did not reach its end');

const lines = readdirSync(folder)
  .filter((name) => name.startsWith('trace'))
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
const calls = lines.filter((line) => /\b(connect|sendto|sendmsg)\(/.test(line));
score.expect(calls.length > 0, 'strace saw no call at all, not even to the database');
for (const call of calls) {
  const address =
    /sin6?_addr=(?:inet_addr\("([^"]+)"\)|.*inet_pton\(AF_INET6, "([^"]+)")|inet_pton\(AF_INET6, "([^"]+)"/.exec(
      call,
    );
  const target = address?.[1] ?? address?.[2] ?? address?.[3];
  if (target === undefined) continue;
  score.expect(
    /^(127\.|::1$|::ffff:127\.)/.test(target),
    `an attempt to reach ${target}: ${call.slice(0, 200)}`,
  );
}
rmSync(folder, { recursive: true, force: true });
score.close();
