// Where the cluster of a data folder stands, who owns it, and how it is made: aside and renamed, so that a killed initdb leaves nothing half.

import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  access,
  constants,
  chmod,
  chown,
  link,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { canReach, findAccount, mayUseNamespace, serverAccount } from './account.ts';
import type { Account, Runner } from './account.ts';
import { hasCode } from './members.ts';
import { accessText, lookAtMachine, settingsText } from './settings.ts';

export interface Cluster {
  readonly folder: string;
  readonly runner: Runner;
}

type Log = (line: string) => void;

/** Where root keeps what must lie in reach of the server's account. */
export const commonFolder = '/var/lib/klientela';
const majorVersion = '18';
const markName = 'klientela.json';

/** Makes the data folder, or recognizes it as ours. Answers its real path. */
export async function openDataFolder(path: string): Promise<string> {
  const wanted = resolve(path);
  try {
    await mkdir(wanted, { recursive: true, mode: 0o711 });
    const folder = await realpath(wanted);
    await access(folder, constants.W_OK | constants.X_OK);
    if (!existsSync(join(folder, markName))) {
      const strange = (await readdir(folder)).filter(
        (name) => !name.startsWith('.') && name !== 'lost+found',
      );
      // What is there may be of a program that starts at the same moment: its mark comes before anything else.
      if (strange.length > 0 && !existsSync(join(folder, markName)))
        throw new Error(
          `${folder} is not a data folder of Klientela: it holds ${strange.slice(0, 3).join(', ')}; give an empty folder`,
        );
      await makeMark(folder);
    }
    return folder;
  } catch (error) {
    const why = hasCode(error, 'EROFS')
      ? 'is read-only'
      : hasCode(error, 'EACCES') || hasCode(error, 'EPERM')
        ? 'may not be written by this user'
        : undefined;
    if (why) throw new Error(`the data folder ${wanted} ${why}`, { cause: error });
    throw error;
  }
}

/** Finds the cluster of the data folder or decides where it will stand, and under whose account it runs. */
export async function placeCluster(dataFolder: string, log: Log): Promise<Cluster> {
  const folder = (await readMark(dataFolder)).cluster ?? join(dataFolder, 'postgres');
  if (existsSync(folder)) return existing(folder);
  if (folder !== join(dataFolder, 'postgres'))
    throw new Error(
      `the database of ${dataFolder} stood in ${folder}, which is gone: bring it back or restore a backup`,
    );
  if (process.getuid?.() !== 0) return { folder, runner: ownRunner() };
  const account = serverAccount();
  if (canReach(account, dirname(dataFolder))) {
    await letEnter(dataFolder);
    return { folder, runner: { how: 'drop', account } };
  }
  if (mayUseNamespace(account)) {
    log(
      `${dataFolder} is out of reach for the account ${account.name}: the database runs there in a user namespace instead`,
    );
    return { folder, runner: { how: 'namespace', account } };
  }
  return elsewhere(dataFolder, account, log);
}

/** Makes the cluster unless it is there, and brings its settings up to date. */
export async function prepareCluster(
  cluster: Cluster,
  initdb: (folder: string) => Promise<void>,
): Promise<void> {
  const { folder, runner } = cluster;
  if (!existsSync(folder)) {
    const aside = `${folder}.new`;
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside, { mode: 0o700 });
    await giveTo(runner, aside);
    await initdb(aside);
    await rename(aside, folder);
  }
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version !== majorVersion)
    throw new Error(
      `the database in ${folder} is of PostgreSQL ${version}, this program brings ${majorVersion}: restore a backup into a new data folder`,
    );
  await writeFor(runner, join(folder, 'postgresql.conf'), settingsText(await lookAtMachine()));
  await writeFor(runner, join(folder, 'pg_hba.conf'), accessText);
  if (!existsSync(join(folder, 'local.conf'))) await writeFor(runner, join(folder, 'local.conf'), '');
}

/** The folder of the socket: the cluster's own, or a short one where its path is too long for a socket. */
export async function socketFolder({ folder, runner }: Cluster): Promise<string> {
  if (Buffer.byteLength(join(folder, '.s.PGSQL.5432.lock')) <= 100) return folder;
  const owner = runner.how === 'drop' ? runner.account.uid : process.getuid?.();
  const short = `/tmp/klientela-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  await mkdir(short, { mode: 0o700 }).then(
    () => giveTo(runner, short),
    (error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    },
  );
  const found = await stat(short);
  if (found.uid !== owner || (found.mode & 0o077) !== 0)
    throw new Error(
      `${short} belongs to somebody else; the database needs it for its socket, for the path ${folder} is too long`,
    );
  return short;
}

/** Whoever owns the files runs the server. */
async function existing(folder: string): Promise<Cluster> {
  const { uid, gid } = await stat(folder);
  const own = process.getuid?.();
  if (own !== 0) {
    if (uid !== own)
      throw new Error(
        `the database in ${folder} belongs to the user ${findAccount(uid)?.name ?? uid}: start the program as that user or as root`,
      );
    refuseEmpty(folder);
    return { folder, runner: ownRunner() };
  }
  refuseEmpty(folder);
  if (uid === 0) return { folder, runner: { how: 'namespace', account: namespaceAccount(folder) } };
  const account = findAccount(uid) ?? { name: String(uid), uid, gid };
  if (!canReach(account, dirname(folder)))
    throw new Error(
      `the user ${account.name}, who owns the database in ${folder}, cannot reach it: let him enter the folders above it`,
    );
  return { folder, runner: { how: 'drop', account } };
}

function refuseEmpty(folder: string): void {
  if (!existsSync(join(folder, 'PG_VERSION')))
    throw new Error(`${folder} holds no database of Klientela: give another data folder`);
}

function namespaceAccount(folder: string): Account {
  const account = serverAccount();
  if (!mayUseNamespace(account))
    throw new Error(
      `the database in ${folder} belongs to root, and user namespaces are not allowed here: give its folder to the user ${account.name}`,
    );
  return account;
}

/** initdb wants a name for its user; a container may give a number without one. */
function ownRunner(): Runner {
  const own = process.getuid?.() ?? 0;
  if (findAccount(own) || process.platform !== 'linux') return { how: 'self' };
  const account = findAccount('nobody');
  return account && mayUseNamespace(account) ? { how: 'namespace', account } : { how: 'self' };
}

async function elsewhere(dataFolder: string, account: Account, log: Log): Promise<Cluster> {
  const place = join(commonFolder, createHash('sha256').update(dataFolder).digest('hex').slice(0, 16));
  await mkdir(place, { recursive: true, mode: 0o711 });
  const folder = join(place, 'postgres');
  if (!canReach(account, place))
    throw new Error(
      `${dataFolder} and ${place} are out of reach for the account ${account.name}: give a data folder that it can enter`,
    );
  log(
    `${dataFolder} is out of reach for the account ${account.name}: the database stands in ${folder} instead`,
  );
  await replaceMark(dataFolder, { cluster: folder });
  return { folder, runner: { how: 'drop', account } };
}

/** Our own data folder may be entered (not listed) by the server's account. */
async function letEnter(dataFolder: string): Promise<void> {
  const { mode } = await stat(dataFolder);
  await chmod(dataFolder, (mode & 0o777) | 0o011);
}

async function giveTo(runner: Runner, path: string): Promise<void> {
  if (runner.how === 'drop') await chown(path, runner.account.uid, runner.account.gid);
}

async function writeFor(runner: Runner, path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await giveTo(runner, `${path}.new`);
  await rename(`${path}.new`, path);
}

/** Marks the folder as ours unless it is marked already: the mark of another program may say more than ours. */
async function makeMark(dataFolder: string): Promise<void> {
  const aside = await writeAside(dataFolder, {});
  try {
    await link(aside, join(dataFolder, markName));
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function replaceMark(dataFolder: string, mark: { cluster: string }): Promise<void> {
  await rename(await writeAside(dataFolder, mark), join(dataFolder, markName));
}

/** Hidden, so that nobody takes it for a stranger's file, and of a name that no other program uses. */
async function writeAside(dataFolder: string, mark: { cluster?: string }): Promise<string> {
  const path = join(dataFolder, `.${markName}.${randomUUID()}`);
  await writeFile(path, `${JSON.stringify({ format: 1, ...mark })}\n`, { mode: 0o600 });
  return path;
}

async function readMark(dataFolder: string): Promise<{ cluster?: string }> {
  const mark: unknown = JSON.parse(await readFile(join(dataFolder, markName), 'utf8'));
  return typeof mark === 'object' && mark !== null && 'cluster' in mark
    ? { cluster: String(mark.cluster) }
    : {};
}
