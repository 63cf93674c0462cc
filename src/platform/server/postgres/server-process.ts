// Starting, finding and stopping the server process. Readiness is read from postmaster.pid, never from the log.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf } from './account.ts';
import type { Runner } from './account.ts';
import { startOf } from './identity.ts';

export interface Postmaster {
  readonly pid: number;
  readonly started: string;
  readonly port: number;
  readonly socketFolder: string;
  readonly status: string;
}

export interface StartOptions {
  readonly postgres: string;
  readonly cluster: string;
  readonly socketFolder: string;
  readonly runner: Runner;
  readonly logFile: string;
  log(line: string): void;
}

const retryMs = 15_000;
const logLimit = 10 * 2 ** 20;

/** The living server of this cluster, from its postmaster.pid; a file that a killed server left behind is no server. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const started = startOf(pid);
  if (started === undefined || !worksIn(pid, cluster)) return undefined;
  return {
    pid,
    started,
    port: Number(lines[3]),
    socketFolder: lines[4]?.trim() ?? '',
    status: lines[7]?.trim() ?? '',
  };
}

/** Starts the server and waits until it takes connections. After a crash the first tries may fail until the old backends have gone. */
export async function startPostmaster(options: StartOptions): Promise<Postmaster> {
  const until = Date.now() + retryMs;
  for (;;) {
    clearForeignPid(options.cluster);
    const child = spawnServer(options);
    const ready = await waitReady(options, child);
    if (ready) return ready;
    if (Date.now() > until)
      throw new Error(
        `the database did not start; its log ${options.logFile} ends with: ${tailOf(options.logFile)}`,
      );
    await sleep(200);
  }
}

/** Waits until a server that was found takes connections; undefined when it ends instead. */
export async function waitForStatus(
  cluster: string,
  log: (line: string) => void,
): Promise<Postmaster | undefined> {
  for (let waited = 0; ; waited += 20) {
    const found = findPostmaster(cluster);
    if (!found || found.status === 'ready') return found;
    if (waited > 0 && waited % 10_000 === 0)
      log(`the database is ${found.status || 'starting'}, ${waited / 1000} s`);
    await sleep(20);
  }
}

/** Ends the server: sessions are cut, everything committed is on the disk. Waits until it is gone. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  const { pid, started } = postmaster;
  if (startOf(pid) !== started) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; startOf(pid) === started; waited += 10) {
    if (waited === 60_000) process.kill(pid, 'SIGQUIT');
    await sleep(10);
  }
}

function spawnServer(options: StartOptions): ChildProcess {
  const { cluster, socketFolder, postgres, runner, logFile } = options;
  turnOver(logFile);
  const output = openSync(logFile, 'a', 0o600);
  try {
    const command = commandOf(runner, postgres, [
      '-D',
      cluster,
      '-k',
      socketFolder,
      '-p',
      '5432',
      '-c',
      'listen_addresses=',
    ]);
    const environment = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
      TZ: 'UTC',
    };
    const child = spawn(command.file, command.args, {
      ...command.options,
      cwd: '/',
      env: environment,
      detached: true,
      stdio: ['ignore', output, output],
    });
    child.on('error', () => {});
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

async function waitReady(options: StartOptions, child: ChildProcess): Promise<Postmaster | undefined> {
  if (child.pid === undefined) throw new Error(`${options.postgres} could not be started`);
  for (let waited = 0; child.exitCode === null && child.signalCode === null; waited += 10) {
    const found = findPostmaster(options.cluster);
    if (found?.status === 'ready') return found;
    if (waited > 0 && waited % 10_000 === 0)
      options.log(`the database is starting (recovery after a crash takes a while), ${waited / 1000} s`);
    await sleep(10);
  }
  return undefined;
}

/** In a container numbers come again: a pid file whose number is now another program would keep the server from starting for ever. */
function clearForeignPid(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
  } catch {
    return;
  }
  if (startOf(pid) !== undefined && !worksIn(pid, cluster) && !anyoneWorksIn(cluster))
    rmSync(path, { force: true });
}

/** Every process of a PostgreSQL server has its cluster as working folder. */
function worksIn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

function anyoneWorksIn(cluster: string): boolean {
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(Number(name), cluster));
}

function turnOver(path: string): void {
  try {
    if (statSync(path).size > logLimit) renameSync(path, `${path}.1`);
  } catch {
    // No log yet.
  }
}

export function tailOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim().split('\n').slice(-3).join(' | ');
  } catch {
    return '';
  }
}
