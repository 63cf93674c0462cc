// The command line as a script meets it: exit codes, what goes where, and commands beside a running server.

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pg } from '#platform/server/db/types.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
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

  it('has its classes and their history when an import without a server has ended', async () => {
    const folderOfOwn = mkdtempSync(join(tmpdir(), 'klientela-cli-'));
    try {
      call(
        'init',
        '--data',
        folderOfOwn,
        '--company',
        'ООО «Ромашка»',
        '--currency',
        'RUB',
        '--time-zone',
        'UTC',
        '--language',
        'ru',
      );
      const imported = call('import', writeSales(folderOfOwn), '--data', folderOfOwn, '--json');
      expect([imported.status, imported.stderr]).toEqual([0, '']);
      expect(JSON.parse(imported.stdout)).toMatchObject({ imported: 12, customers: 2 });
      expect(await classesOf(folderOfOwn)).toEqual({ classed: 2, told: 2, due: 0 });
    } finally {
      rmSync(folderOfOwn, { recursive: true, force: true });
    }
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

/** Two customers with a settlement in each of six months. Answers the mapping. */
function writeSales(inFolder: string): string {
  const lines = Array.from(
    { length: 12 },
    (_, at) => `${at},2025-0${1 + (at >> 1)}-10,${at % 2 ? 'ООО Кедр' : 'ООО Волга'},${100 * (at + 1)}`,
  );
  writeFileSync(join(inFolder, 'sales.csv'), ['number,date,customer,amount', ...lines].join('\n'));
  const path = join(inFolder, 'sales.json');
  const columns = {
    'settlement.number': 'number',
    'settlement.date': 'date',
    'customer.name': 'customer',
    'line.amount': 'amount',
  };
  writeFileSync(
    path,
    JSON.stringify({ kind: 'settlements', files: { sales: { path: 'sales.csv' } }, columns }),
  );
  return path;
}

/** What stands in the database of a data folder: customers with a class, customers in the history, work that is due. */
async function classesOf(dataFolder: string): Promise<unknown> {
  const server = await openPostgres({ dataFolder, log: () => {} });
  const client = new pg.Client(server.connection);
  try {
    await client.connect();
    const { rows } = await client.query(
      `select (select count(*)::int from customers.badge where abc is not null) as classed,
              (select count(distinct customer_id)::int from classes.class_history) as told,
              (select count(*)::int from platform.job where state in ('waiting', 'running') and run_at <= now()) as due`,
    );
    return rows[0];
  } finally {
    await client.end();
    await server.stop();
  }
}

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
