// Under whose account PostgreSQL runs. It refuses to run as root, so root drops to an account of its own, or, where that account could not reach
// the files (a home of mode 0700), runs it in a user namespace in which root is an ordinary user.

import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** How to start a program of PostgreSQL: as ourselves, as another account, or as ourselves in a user namespace that shows us as that account. */
export type Runner =
  | { readonly how: 'self' }
  | { readonly how: 'drop' | 'namespace'; readonly account: Account };

const ownAccount = 'klientela';

/** The account for the server when we are root: ours, made when it can be, else one that every system has. */
export function serverAccount(): Account {
  const found =
    findAccount(ownAccount) ?? createAccount() ?? findAccount('postgres') ?? findAccount('nobody');
  if (!found)
    throw new Error(
      'PostgreSQL refuses to run as root and no other account was found: start the program as an ordinary user',
    );
  return found;
}

/** An account by its name or number. */
export function findAccount(wanted: string | number): Account | undefined {
  for (const line of readAccounts()) {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || uid === undefined) continue;
    if (name === wanted || Number(uid) === wanted) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/** True when user namespaces are allowed here. */
export function mayUseNamespace(account: Account): boolean {
  return (
    spawnSync('unshare', [...namespaceOptions(account), 'true'], { stdio: 'ignore', cwd: '/' }).status === 0
  );
}

/** The command line and the options that start `file` as the runner says. */
export function commandOf(
  runner: Runner,
  file: string,
  args: readonly string[],
): { file: string; args: string[]; options: { uid?: number; gid?: number } } {
  switch (runner.how) {
    case 'self':
      return { file, args: [...args], options: {} };
    case 'drop':
      return { file, args: [...args], options: { uid: runner.account.uid, gid: runner.account.gid } };
    case 'namespace':
      return { file: 'unshare', args: [...namespaceOptions(runner.account), file, ...args], options: {} };
  }
}

/** True when the account may enter every folder on the way to `path` and the last one too. */
export function canReach(account: Account, path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const { uid, gid, mode } = statSync(folder);
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode;
    if ((bits & 1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function namespaceOptions(account: Account): string[] {
  return ['--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
}

function createAccount(): Account | undefined {
  const args = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    ownAccount,
  ];
  const made = spawnSync('useradd', args, { stdio: 'ignore' });
  return made.status === 0 ? findAccount(ownAccount) : undefined;
}

function readAccounts(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    return [];
  }
}
