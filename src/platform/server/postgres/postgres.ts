// The database server: our own in the data folder (started, adopted or shared with another program), or an outside one by its address.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Connection } from '../db/pool.ts';
import { commandOf } from './account.ts';
import type { Runner } from './account.ts';
import { checkCharacters, checkDataDirectory, checkVersion, ensureDatabase, withClient } from './checks.ts';
import { commonFolder, openDataFolder, placeCluster, prepareCluster, socketFolder } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { countMembers, enterRegister, exclusively } from './members.ts';
import { prepareNative } from './native.ts';
import { findPostmaster, startPostmaster, stopPostmaster, waitForStatus } from './server-process.ts';
import type { Postmaster } from './server-process.ts';

export interface PostgresServer {
  /** The owner of the schema, for migrations and backups. */
  readonly connection: Connection;
  /** The role for ordinary work; the owner itself on an outside server. */
  readonly appConnection: Connection;
  /** False when another program had the server running: it stays up as long as any program uses it. */
  readonly owned: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataFolder: string;
  log(line: string): void;
}

const superuser = 'klientela';
const appRole = 'klientela_app';
const databaseName = 'klientela';
const watchMs = 1000;

/**
 * Opens the database server. In a data folder it is made at the first start, started when it does not run, adopted when a killed program left it
 * behind, shared when another program uses it, and started again should it die; the last program to stop ends it.
 */
export async function openPostgres(
  options: EmbeddedOptions | { readonly databaseUrl: string },
): Promise<PostgresServer> {
  return 'databaseUrl' in options ? openOutside(options.databaseUrl) : openEmbedded(options);
}

async function openOutside(connectionString: string): Promise<PostgresServer> {
  const connection = { connectionString };
  await withClient(connection, async (client) => {
    await checkVersion(client);
    await checkCharacters(client);
  });
  return { connection, appConnection: connection, owned: false, stop: async () => {} };
}

async function openEmbedded(options: EmbeddedOptions): Promise<PostgresServer> {
  const dataFolder = await openDataFolder(options.dataFolder);
  return exclusively(dataFolder, async () => {
    const owned = countMembers(dataFolder) === 0;
    const cluster = await placeCluster(dataFolder, options.log);
    let postmaster = await ensureRunning(dataFolder, cluster, options.log);
    const connection = connectionTo(postmaster, superuser);
    await withClient({ ...connection, database: 'postgres' }, async (client) => {
      await checkDataDirectory(client, cluster.folder);
      await ensureDatabase(client, databaseName, appRole);
    });
    await withClient(connection, checkCharacters);
    const membership = enterRegister(dataFolder);
    const stopWatching = watch(async () => {
      if (findPostmaster(cluster.folder)) return;
      options.log('the database server has ended unexpectedly: starting it again');
      postmaster = await exclusively(dataFolder, () => ensureRunning(dataFolder, cluster, options.log));
    }, options.log);
    const leave = async () => {
      await stopWatching();
      await exclusively(dataFolder, async () => {
        membership.leave();
        const running = findPostmaster(cluster.folder);
        if (running && countMembers(dataFolder) === 0) await stopPostmaster(running);
      });
    };
    let left: Promise<void> | undefined;
    return {
      connection,
      appConnection: connectionTo(postmaster, appRole),
      owned,
      stop: () => (left ??= leave()),
    };
  });
}

/** Adopts the running server of this cluster or starts it. */
async function ensureRunning(
  dataFolder: string,
  cluster: Cluster,
  log: (line: string) => void,
): Promise<Postmaster> {
  const running = await waitForStatus(cluster.folder, log);
  if (running) return running;
  const native = await prepareNative(cluster.runner, copyPlaces(dataFolder), log);
  await prepareCluster(cluster, (folder) => initialize(native.initdb, cluster.runner, folder));
  return startPostmaster({
    postgres: native.postgres,
    cluster: cluster.folder,
    socketFolder: await socketFolder(cluster),
    runner: cluster.runner,
    logFile: join(dataFolder, 'postgres.log'),
    log,
  });
}

function copyPlaces(dataFolder: string): string[] {
  return process.getuid?.() === 0 ? [commonFolder, join(dataFolder, 'bin')] : [join(dataFolder, 'bin')];
}

/** The locale decides whether Cyrillic can be searched and in what order text sorts by default: code points, the same on every machine. */
function initialize(initdb: string, runner: Runner, folder: string): Promise<void> {
  const characters = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const locale = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--lc-collate=C',
    `--lc-ctype=${characters}`,
  ];
  const args = [
    '-D',
    folder,
    '-U',
    superuser,
    '--auth=trust',
    '--data-checksums',
    '--no-instructions',
    ...locale,
  ];
  const command = commandOf(runner, initdb, args);
  return new Promise((resolve, reject) => {
    const child = spawn(command.file, command.args, {
      ...command.options,
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`the database could not be made in ${folder}: ${errors.trim()}`)),
    );
  });
}

function connectionTo(
  postmaster: Postmaster,
  user: string,
): { host: string; port: number; user: string; database: string } {
  return { host: postmaster.socketFolder, port: postmaster.port, user, database: databaseName };
}

/** Looks every second, one look at a time. The answer ends the watch and waits for the look under way. */
function watch(look: () => Promise<void>, log: (line: string) => void): () => Promise<void> {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log(error instanceof Error ? error.message : String(error)))
      .finally(() => (looking = undefined));
  }, watchMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
