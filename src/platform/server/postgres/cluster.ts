// One PostgreSQL cluster in a folder: made once, started, adopted when its program was killed, stopped.

import { spawn } from 'node:child_process';
import { existsSync, openSync, closeSync, statfsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';

export interface Cluster {
  readonly native: string;
  /** Holds `pgdata` and the log. */
  readonly home: string;
  readonly socketFolder: string;
  readonly account: Account | undefined;
}

export const superuser = 'klientela';

/** Makes the cluster if the folder has none. The character type must be UTF-8, or search finds nothing in Cyrillic. */
export async function initialise(cluster: Cluster): Promise<void> {
  const data = dataOf(cluster);
  if (existsSync(join(data, 'PG_VERSION'))) return;
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=C.UTF-8'];
  const status = await runProgram(cluster, 'initdb', ['-D', data, '-U', superuser, '-A', 'trust', '--data-checksums', ...locale]);
  if (status !== 0) throw new Error(`PostgreSQL could not make its folder ${data}; its log is ${logOf(cluster)}`);
}

/** Starts the server, or takes over one that a killed program left running. Resolves when it answers. */
export async function start(cluster: Cluster): Promise<void> {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    const state = await readState(cluster);
    if (state?.alive) {
      if (state.ready) return;
      await sleep(20);
      continue;
    }
    if (await launch(cluster)) return;
    await sleep(200);
  }
  throw new Error(`PostgreSQL did not start within 30 seconds; its log is ${logOf(cluster)}`);
}

/** Fast stop: open transactions roll back. Resolves when the process is gone. */
export async function stop(cluster: Cluster): Promise<void> {
  const state = await readState(cluster);
  if (!state?.alive) return;
  signal(state.pid, 'SIGINT');
  for (let waited = 0; waited < 20_000; waited += 20) {
    if (!isAlive(state.pid)) return;
    if (waited === 15_000) signal(state.pid, 'SIGQUIT');
    await sleep(20);
  }
}

export interface ServerState {
  readonly pid: number;
  readonly alive: boolean;
  readonly ready: boolean;
}

/** What `postmaster.pid` says: line 1 the process, line 8 `ready`. */
export async function readState(cluster: Cluster): Promise<ServerState | undefined> {
  const text = await readFile(join(dataOf(cluster), 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, alive: isAlive(pid) && (await isPostgres(pid)), ready: lines[7]?.trim() === 'ready' };
}

/** Prepares the folders with the owner that the server will have. */
export async function prepareFolders(cluster: Cluster): Promise<void> {
  for (const folder of [cluster.home, cluster.socketFolder]) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o700);
    if (cluster.account) await chown(folder, cluster.account.uid, cluster.account.gid);
  }
}

function dataOf(cluster: Cluster): string {
  return join(cluster.home, 'pgdata');
}

function logOf(cluster: Cluster): string {
  return join(cluster.home, 'postgres.log');
}

/** One try. False when the server ended before it was ready, as it does while backends of a killed one still live. */
async function launch(cluster: Cluster): Promise<boolean> {
  const child = spawnProgram(cluster, 'postgres', ['-D', dataOf(cluster), ...settings(cluster).flatMap((setting) => ['-c', setting])], true);
  let ended = false;
  child.on('exit', () => (ended = true));
  child.on('error', () => (ended = true));
  child.unref();
  while (!ended) {
    const state = await readState(cluster);
    if (state?.pid === child.pid && state?.ready) return true;
    await sleep(5);
  }
  return false;
}

function settings(cluster: Cluster): string[] {
  const megabytes = Math.floor(totalmem() / 1024 / 1024);
  const buffers = Math.max(64, Math.min(2048, Math.floor(megabytes / 8)));
  return [
    `listen_addresses=`, `port=5432`, `unix_socket_directories=${cluster.socketFolder}`, `unix_socket_permissions=0700`,
    `max_connections=100`, `shared_buffers=${buffers}MB`, `effective_cache_size=${Math.floor(megabytes / 2)}MB`,
    `work_mem=${Math.max(8, Math.min(64, Math.floor(megabytes / 256)))}MB`, `maintenance_work_mem=${Math.max(64, Math.min(512, Math.floor(megabytes / 32)))}MB`,
    `max_wal_size=4GB`, `min_wal_size=256MB`, `checkpoint_timeout=15min`, `wal_compression=pglz`, `random_page_cost=1.1`, `jit=off`,
    `dynamic_shared_memory_type=${hasSharedMemory() ? 'posix' : 'mmap'}`,
    `default_text_search_config=pg_catalog.russian`, `timezone=UTC`, `log_timezone=UTC`, `lc_messages=C`,
  ];
}

/** Containers often give a few megabytes of shared memory, too little for parallel queries. */
function hasSharedMemory(): boolean {
  try {
    const found = statfsSync('/dev/shm');
    return found.bavail * found.bsize >= 256 * 1024 * 1024;
  } catch {
    return process.platform !== 'linux';
  }
}

function runProgram(cluster: Cluster, name: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawnProgram(cluster, name, args, false);
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function spawnProgram(cluster: Cluster, name: string, args: string[], detached: boolean) {
  const log = openSync(logOf(cluster), 'a', 0o600);
  try {
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
    const owner = cluster.account ? { uid: cluster.account.uid, gid: cluster.account.gid } : {};
    return spawn(join(cluster.native, 'bin', name), args, { cwd: '/', env, detached, stdio: ['ignore', log, log], ...owner });
  } finally {
    closeSync(log);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone already
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process number may have been given to another program since. A zombie has no command line. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes('postgres');
}
