// PostgreSQL refuses to run as root: a root program hands it to an account without rights.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const wanted = ['klientela', 'postgres', 'nobody'];

/** The account to run the server as: none for an ordinary user, else `klientela` (made when it can be) or another of the machine's. */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (!(await findAccount('klientela'))) {
    await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'klientela']).catch(() => {});
  }
  for (const name of wanted) {
    const account = await findAccount(name);
    if (account) return account;
  }
  throw new Error('PostgreSQL does not run as root and no other account exists; start Klientela as an ordinary user');
}

async function findAccount(name: string): Promise<Account | undefined> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}
