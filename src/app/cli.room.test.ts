// The command line as a script meets it: exit codes, what goes where, and commands beside a running server.

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostmaster } from '#platform/server/postgres/server-process.ts';

const cli = join(import.meta.dirname, 'cli.ts');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'klientela-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a call', () => {
  it('without a command lists the commands', () => {
    const { status, stdout } = call();
    expect(status).toBe(0);
    for (const name of ['serve', 'init', 'user', 'import', 'report', 'facts', 'backup', 'restore'])
      expect(stdout).toContain(`  ${name} `);
  });

  it('of a command that there is not ends with 2 and leaves standard output empty', () => {
    const { status, stdout, stderr } = call('constructor');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is no command "constructor"');
  });

  it.each([
    [['serve', '--port', 'x'], 'the port must be a number'],
    [['serve', '--what'], `Unknown option '--what'`],
    [['facts', 'fly'], 'rebuild or check'],
  ])('that is wrong ends with 2 and shows the usage: %j', (args, words) => {
    const { status, stderr } = call(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toContain(`\nklientela ${args[0]}`);
  });

  it('with --help says how to call the command', () => {
    expect(call('serve', '--help')).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('a data folder', { timeout: 180_000 }, () => {
  it('serves, answers commands beside the server, and stops in good order', async () => {
    const server = serve();
    const address = await lineWith(server, 'Klientela is ready at ');
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    const beside = call('facts', 'check', '--data', folder, '--json');
    expect(beside.status).toBe(0);
    expect(JSON.parse(beside.stdout)).toMatchObject({ differences: [] });
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('answers commands without a server, too', () => {
    expect(call('facts', 'check', '--data', folder).status).toBe(0);
  });

  it('is left without a database server by a command that is told to stop', async () => {
    const folderOfOwn = mkdtempSync(join(tmpdir(), 'klientela-cli-'));
    try {
      expect(call('facts', 'check', '--data', folderOfOwn).status).toBe(0);
      const command = spawn(process.execPath, [cli, 'facts', 'check', '--data', folderOfOwn], {
        env: { ...process.env, DATABASE_URL: '' },
      });
      while (!findPostmaster(join(folderOfOwn, 'postgres')) && command.exitCode === null) await sleep(1);
      const ended = once(command, 'exit');
      await sleep(100);
      command.kill('SIGTERM');
      await ended;
      expect(findPostmaster(join(folderOfOwn, 'postgres'))).toBeUndefined();
    } finally {
      rmSync(folderOfOwn, { recursive: true, force: true });
    }
  });

  it('says which port is taken', async () => {
    const server = serve();
    const address = await lineWith(server, 'Klientela is ready at ');
    const second = call('serve', '--no-build', '--data', folder, '--port', new URL(address).port);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('is taken by another program');
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    await ended;
  });
});

function call(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'warn' };
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd: folder, env });
}

function serve(): ChildProcessWithoutNullStreams {
  const env = { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'warn' };
  return spawn(process.execPath, [cli, 'serve', '--no-build', '--data', folder, '--port', '0'], {
    cwd: folder,
    env,
  });
}

/** What follows the words in the line of standard error that has them. */
function lineWith(child: ChildProcessWithoutNullStreams, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = text.split('\n').find((line) => line.startsWith(words));
      if (found) resolve(found.slice(words.length));
    });
    child.once('exit', () => reject(new Error(`the server ended: ${text}`)));
  });
}
