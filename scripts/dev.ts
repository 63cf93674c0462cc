// `npm run dev`: the server restarts when its sources change, the browser reloads by itself. Data lie in data/ as ever.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const port = process.env['PORT'] ?? '4080';
const args = process.argv.slice(2);

// Watches what the server has imported: a change of the web application is Vite's business.
const server = start([
  '--watch',
  '--watch-preserve-output',
  join(root, 'src/app/cli.ts'),
  'serve',
  '--no-build',
  '--port',
  port,
  ...args,
]);
const web = start([join(root, 'node_modules/vite/bin/vite.js'), '--clearScreen', 'false']);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
process.on('disconnect', () => stop(0));
process.channel?.unref();
for (const child of [server, web]) child.on('exit', (code) => stop(code ?? 1));

function start(call: readonly string[]): ChildProcess {
  const env = { ...process.env, KLIENTELA_API: `http://127.0.0.1:${port}` };
  return spawn(process.execPath, [...call], { cwd: root, env, stdio: 'inherit' });
}

/** Both end together: one without the other is of no use. */
function stop(code: number): void {
  process.exitCode = code;
  for (const child of [server, web]) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  }
}
