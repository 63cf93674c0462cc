// The supervisor with real processes and real kills (design page parts 1.1, check F1 of the reliability page).

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type pg from 'pg';
import { canReach, findAccount } from './account.ts';
import { withClient } from './checks.ts';
import { findPostmaster } from './server-process.ts';

interface Opened {
  readonly child: ChildProcessWithoutNullStreams;
  readonly connection: { host: string; port: number; user: string; database: string };
  readonly appConnection: { host: string; port: number; user: string; database: string };
  readonly owned: boolean;
  readonly lines: string[];
  readonly uid: number;
  readonly ms: number;
  readonly refused?: string;
}

const isRoot = process.getuid?.() === 0;
const program = join(import.meta.dirname, 'testing-program.ts');
const children = new Set<ChildProcessWithoutNullStreams>();
const folders = new Set<string>();

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) {
    const left = findPostmaster(join(folder, 'postgres'));
    if (left) process.kill(left.pid, 'SIGQUIT');
  }
  await sleep(200);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  children.clear();
  folders.clear();
});

describe('a first start', { timeout: 180_000 }, () => {
  it('makes a cluster that is durable and at home in Cyrillic, with a second role for ordinary work', async () => {
    const opened = await open(newFolder());
    const facts = await query(
      opened.connection,
      `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums, current_setting('jit') as jit,
              (select datctype from pg_database where datname = current_database()) as characters, current_setting('default_text_search_config') as search, upper('ёж') as upper,
              current_setting('listen_addresses') as network,
              (select rolsuper from pg_roles where rolname = 'klientela_app') as app_is_superuser`,
    );
    expect(facts).toEqual([
      {
        fsync: 'on',
        checksums: 'on',
        jit: 'off',
        characters: 'C.UTF-8',
        search: 'pg_catalog.russian',
        upper: 'ЁЖ',
        network: '',
        app_is_superuser: false,
      },
    ]);
    expect(await query(opened.appConnection, 'select current_user::text as me')).toEqual([
      { me: 'klientela_app' },
    ]);
    expect(opened.owned).toBe(true);
    expect(await close(opened)).toBe(0);
    expect(findPostmaster(opened.connection.host)).toBeUndefined();
  });

  it('goes on where a killed initdb left its half', async () => {
    const folder = newFolder();
    await close(await open(folder));
    rmSync(join(folder, 'postgres'), { recursive: true });
    mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true });
    expect((await open(folder)).owned).toBe(true);
  });

  it('finds another place for the socket when the path is too long for one', async () => {
    const folder = join(newFolder(), 'длинный-путь'.repeat(8));
    mkdirSync(folder);
    if (isRoot) chmodSync(join(folder, '..'), 0o755);
    const opened = await open(folder);
    folders.add(opened.connection.host);
    expect(opened.connection.host.length).toBeLessThan(60);
    expect(await query(opened.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await close(opened)).toBe(0);
  });
});

describe('a second start', { timeout: 180_000 }, () => {
  it('is ready within 3 seconds and finds what was written', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await write(first, 'before');
    await close(first);
    const second = await open(folder);
    expect(second.ms).toBeLessThan(3000);
    expect(await written(second)).toEqual(['before']);
  });

  it('adopts the server of a program that was killed', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await write(first, 'acknowledged');
    const before = findPostmaster(join(folder, 'postgres'));
    await kill(first.child);
    const second = await open(folder);
    expect(findPostmaster(join(folder, 'postgres'))?.pid).toBe(before?.pid);
    expect(second.owned).toBe(true);
    expect(await written(second)).toEqual(['acknowledged']);
    await close(second);
    expect(findPostmaster(join(folder, 'postgres'))).toBeUndefined();
  });

  it('recovers when the server and the program were killed together', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await write(first, 'acknowledged');
    const postmaster = findPostmaster(join(folder, 'postgres'));
    first.child.kill('SIGKILL');
    process.kill(postmaster?.pid ?? 0, 'SIGKILL');
    const second = await open(folder);
    expect(await written(second)).toEqual(['acknowledged']);
  });

  it('does not take another process for the server when its number has come again', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await write(first, 'kept');
    await close(first);
    writeFileSync(
      join(folder, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${join(folder, 'postgres')}\n1\n5432\n/tmp\n\n 1 1\nready\n`,
    );
    expect(await written(await open(folder))).toEqual(['kept']);
  });
});

describe('a server that dies under a running program', { timeout: 180_000 }, () => {
  it('is started again and nothing acknowledged is lost', async () => {
    const folder = newFolder();
    const opened = await open(folder);
    await write(opened, 'acknowledged');
    const before = findPostmaster(join(folder, 'postgres'));
    process.kill(before?.pid ?? 0, 'SIGKILL');
    const again = await until(() => {
      const found = findPostmaster(join(folder, 'postgres'));
      return found && found.pid !== before?.pid && found.status === 'ready' ? found : undefined;
    });
    expect(again.pid).not.toBe(before?.pid);
    expect(await written(opened)).toEqual(['acknowledged']);
    expect(await close(opened)).toBe(0);
  });
});

describe('several programs on one data folder', { timeout: 180_000 }, () => {
  it('share the server, and the last one to stop ends it', async () => {
    const folder = newFolder();
    const owner = await open(folder);
    const guest = await open(folder);
    const another = await open(folder);
    expect([owner.owned, guest.owned, another.owned]).toEqual([true, false, false]);
    await close(another);
    expect(findPostmaster(join(folder, 'postgres'))).toBeDefined();
    await close(owner);
    await write(guest, 'after the owner left');
    await close(guest);
    expect(findPostmaster(join(folder, 'postgres'))).toBeUndefined();
  });

  it('that start at the same moment start one server', async () => {
    const folder = newFolder();
    const opened = await Promise.all([open(folder), open(folder), open(folder), open(folder)]);
    expect(opened.map((one) => one.refused)).toEqual([undefined, undefined, undefined, undefined]);
    expect(opened.filter((one) => one.owned)).toHaveLength(1);
    expect(new Set(opened.map((one) => one.connection.host)).size).toBe(1);
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8').match(/starting PostgreSQL/g)).toHaveLength(1);
  });

  it('do not wait for one that was killed while it held the lock', async () => {
    const folder = newFolder();
    await close(await open(folder));
    writeFileSync(join(folder, 'postgres.lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
    expect((await open(folder)).ms).toBeLessThan(3000);
  });
});

describe('a folder that is not ours', { timeout: 180_000 }, () => {
  it('is refused in one sentence and left as it is', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'thesis.doc'), 'mine');
    const { refused } = await open(folder);
    expect(refused).toMatch(/is not a data folder of Klientela: it holds thesis\.doc/);
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
  });

  it('is refused when the database in it is of another major version', async () => {
    const folder = newFolder();
    await close(await open(folder));
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
    expect((await open(folder)).refused).toMatch(/of PostgreSQL 17, this program brings 18/);
  });

  it('is refused when the place where its database was put has gone', async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, 'klientela.json'),
      JSON.stringify({ format: 1, cluster: '/nonexistent/postgres' }),
    );
    expect((await open(folder)).refused).toMatch(/stood in \/nonexistent\/postgres, which is gone/);
  });
});

describe.runIf(isRoot)('as root', { timeout: 180_000 }, () => {
  it('runs the server under an account without rights', async () => {
    const folder = newFolder();
    const opened = await open(folder);
    const postmaster = findPostmaster(join(folder, 'postgres'));
    expect(statSync(`/proc/${postmaster?.pid}`).uid).not.toBe(0);
    expect(statSync(join(folder, 'postgres')).uid).not.toBe(0);
    await close(opened);
  });

  it('works in a home of mode 0700 and says how', async () => {
    const home = newFolder();
    const folder = join(home, 'data');
    const opened = await open(folder);
    expect(opened.lines.join()).toMatch(/out of reach for the account/);
    await write(opened, 'kept');
    await close(opened);
    const again = await open(folder);
    expect(await written(again)).toEqual(['kept']);
    await close(again);
  });

  it('puts the database into a reachable place where there are no user namespaces, says so and finds it again', async () => {
    const folder = join(newFolder(), 'data');
    const withoutNamespaces = { PATH: '/nonexistent' };
    const opened = await open(folder, undefined, withoutNamespaces);
    expect(opened.lines.join()).toMatch(
      /out of reach for the account .+: the database stands in \/var\/lib\/klientela\/.+ instead/,
    );
    folders.add(join(opened.connection.host, '..'));
    await write(opened, 'kept');
    await close(opened);
    const again = await open(folder);
    expect(again.connection.host).toBe(opened.connection.host);
    expect(await written(again)).toEqual(['kept']);
    await close(again);
  });

  it('starts the database of an ordinary user as that user', async () => {
    const folder = newFolder();
    const nobody = findAccount('nobody');
    chownSync(folder, nobody?.uid ?? 0, nobody?.gid ?? 0);
    await close(await open(folder, 'nobody'));
    const opened = await open(folder);
    expect(statSync(`/proc/${findPostmaster(join(folder, 'postgres'))?.pid}`).uid).toBe(nobody?.uid);
    await close(opened);
  });

  it('leaves the rest of the life cycle to an ordinary user alike', async () => {
    const folder = newFolder();
    const nobody = findAccount('nobody');
    chownSync(folder, nobody?.uid ?? 0, nobody?.gid ?? 0);
    const first = await open(folder, 'nobody');
    expect(first.uid).toBe(nobody?.uid);
    await write(first, 'acknowledged');
    await kill(first.child);
    const second = await open(folder, 'nobody');
    expect(await written(second)).toEqual(['acknowledged']);
    await close(second);
  });

  it("refuses an ordinary user the database of root's account", async () => {
    const folder = newFolder();
    await close(await open(folder));
    chmodSync(folder, 0o777);
    chmodSync(join(folder, 'klientela.json'), 0o644);
    expect((await open(folder, 'nobody')).refused).toMatch(
      /belongs to the user .+: start the program as that user or as root/,
    );
  });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'klientela-pg-'));
  folders.add(folder);
  return folder;
}

/** Starts the program in a process of its own; as another user where the test says so. */
async function open(folder: string, user?: 'nobody', env: Record<string, string> = {}): Promise<Opened> {
  const account = user ? findAccount(user) : undefined;
  const reachable =
    account === undefined ||
    (canReach(account, import.meta.dirname) && spawnSync(process.execPath, ['-v'], account).status === 0);
  const [file, args] = reachable
    ? [process.execPath, [program, folder]]
    : ['unshare', ['--user', `--map-user=${account.uid}`, process.execPath, program, folder]];
  const child = spawn(file, args, {
    cwd: '/',
    env: { ...process.env, ...env },
    ...(reachable && account ? { uid: account.uid, gid: account.gid } : {}),
  });
  children.add(child);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => setTimeout(() => reject(new Error(`the program ended: ${errors}`)), 100));
  });
  return { child, ...JSON.parse(line) } as Opened;
}

async function close({ child }: Opened): Promise<number> {
  const ended = once(child, 'exit');
  child.stdin.end();
  await ended;
  return child.exitCode ?? -1;
}

async function kill(child: ChildProcessWithoutNullStreams): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function query(connection: Opened['connection'], text: string): Promise<unknown[]> {
  return withClient(
    connection,
    async (client: pg.Client) => (await client.query<Record<string, unknown>>(text)).rows,
  );
}

async function write({ connection }: Opened, word: string): Promise<void> {
  await query(
    connection,
    `create table if not exists proof (word text); insert into proof values ('${word}')`,
  );
}

async function written({ connection }: Opened): Promise<unknown[]> {
  return withClient(connection, async (client) =>
    (await client.query<{ word: string }>('select word from proof')).rows.map((row) => row.word),
  );
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 500; tries++) {
    const found = look();
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error('it did not happen within 10 seconds');
}
