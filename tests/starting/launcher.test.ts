// The launcher on a small project of its own, with a stand-in for npm: what it installs, to whom it hands over, how it ends.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let project = '';

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'klientela-launcher-'));
  for (const folder of ['bin', 'src/app', 'npm', 'scripts'])
    mkdirSync(join(project, folder), { recursive: true });
  copyFileSync(join(root, 'bin/klientela.mjs'), join(project, 'bin/klientela.mjs'));
  write('package.json', { type: 'module' });
  write('package-lock.json', {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/far': { version: '1.0.0', optional: true, os: ['plan9'] },
    },
  });
  writeFileSync(
    join(project, 'src/app/cli.ts'),
    `console.log('cli', JSON.stringify(process.argv.slice(2))); process.exitCode = 7;`,
  );
  npmThat(
    `mkdirSync('node_modules/a', { recursive: true }); writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }));`,
  );
});

afterEach(() => {
  chmodSync(project, 0o755);
  rmSync(project, { recursive: true, force: true });
});

describe('the launcher', { timeout: 60_000 }, () => {
  it('installs what is missing, says so, hands the call over and keeps the exit code', () => {
    const { status, stdout, stderr } = launch('report', '--as-of', '2026-01-01');
    expect(stdout).toBe(`cli ["report","--as-of","2026-01-01"]\n`);
    expect(stderr).toMatch(/^Installing up to 2 packages; .+\nInstalled in \d+ s\.\n$/);
    expect(status).toBe(7);
    expect(calls()).toEqual(['ci --ignore-scripts --include=dev --include=optional --no-audit --no-fund']);
  });

  it('installs nothing the second time, nor where npm was called by hand', () => {
    launch('x');
    expect(launch('x').stderr).toBe('');
    rmSync(join(project, 'node_modules/.klientela-stamp'));
    expect(launch('x').stderr).toBe('');
    expect(calls()).toHaveLength(1);
  });

  it('installs again when the lock has changed', () => {
    launch('x');
    npmThat(
      `writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.1' } } }));`,
    );
    write('package-lock.json', { packages: { '': {}, 'node_modules/a': { version: '1.0.1' } } });
    expect(launch('x').status).toBe(7);
    expect(calls()).toHaveLength(2);
  });

  it('hands the commands of the workshop to their scripts', () => {
    writeFileSync(join(project, 'scripts/test.ts'), `console.log('test', process.argv[2]);`);
    expect(launch('test', '--only').stdout).toBe('test --only\n');
  });

  it.each([
    [
      'no network',
      `console.error('npm error code ENOTFOUND'); process.exit(1);`,
      /the package registry was not reached/,
    ],
    ['a full disk', `console.error('npm error code ENOSPC'); process.exit(1);`, /the disk is full/],
    [
      'another trouble',
      `console.error('npm error odd'); process.exit(3);`,
      /npm ci ended with 3\): npm error odd/,
    ],
  ])('says in one sentence what failed: %s', (_name, npm, words) => {
    npmThat(npm);
    const { status, stderr } = launch('x');
    expect(stderr.trim().split('\n').at(-1)).toMatch(words);
    expect(status).toBe(1);
  });

  it('does not wait for an installation that was killed', () => {
    mkdirSync(join(project, 'tmp'));
    writeFileSync(join(project, 'tmp/install.lock'), '999999999');
    expect(launch('x').status).toBe(7);
    expect(existsSync(join(project, 'tmp/install.lock'))).toBe(false);
  });

  it('passes a signal on, lets the program end in good order, and leaves nobody behind', async () => {
    launch('x');
    const brought = join(project, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
    mkdirSync(brought, { recursive: true });
    symlinkSync(process.execPath, join(brought, 'node'));
    writeFileSync(
      join(project, 'src/app/cli.ts'),
      `process.on('SIGTERM', () => { console.log('stopping'); setTimeout(() => process.exit(0), 100); }); console.log(process.pid); setInterval(() => {}, 1000);`,
    );
    const child = spawn(oldNode(), ['bin/klientela.mjs', 'serve'], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(out).toMatch(/^\d+\nstopping\n$/);
    expect(code).toBe(0);
    expect(() => process.kill(Number.parseInt(out, 10), 0)).toThrow('ESRCH');
  });
});

/** The Node before ours where the machine has one: that is who starts the launcher on a fresh machine. */
function oldNode(): string {
  return ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path)) ?? process.execPath;
}

function launch(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, npm_execpath: join(project, 'npm/npm-cli.mjs') };
  return spawnSync(process.execPath, ['bin/klientela.mjs', ...args], { cwd: project, encoding: 'utf8', env });
}

function npmThat(does: string): void {
  const record = `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'; appendFileSync('npm/calls', process.argv.slice(2).join(' ') + '\\n');`;
  writeFileSync(join(project, 'npm/npm-cli.mjs'), `${record}\n${does}\n`);
}

function calls(): string[] {
  return readFileSync(join(project, 'npm/calls'), 'utf8').trim().split('\n');
}

function write(path: string, value: unknown): void {
  writeFileSync(join(project, path), JSON.stringify(value));
}
