// One program owns a data folder; others notice it by this file: a process and the moment it started.

import { readFileSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

export interface Lock {
  release(): Promise<void>;
}

/** Takes the lock, or answers undefined when a living program holds it. A dead holder's lock is replaced. */
export async function takeLock(path: string): Promise<Lock | undefined> {
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid), nonce: Math.random().toString(36).slice(2) });
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, mine);
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await link(draft, path).then(() => true, () => false)) return { release: () => release(path, mine) };
      const held = await readFile(path, 'utf8').catch(() => undefined);
      if (held === undefined) continue;
      if (isAlive(held)) return undefined;
      await release(path, held);
    }
    return undefined;
  } finally {
    await rm(draft, { force: true });
  }
}

async function release(path: string, content: string): Promise<void> {
  const held = await readFile(path, 'utf8').catch(() => undefined);
  if (held === content) await rm(path, { force: true });
}

function isAlive(content: string): boolean {
  try {
    const held = JSON.parse(content) as { pid: number; started: string };
    return startOf(held.pid) === held.started;
  } catch {
    return false;
  }
}

/** When a process started, in the kernel's ticks; where there is no /proc, only whether it lives. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return process.platform === 'linux' ? undefined : livesWithoutProc(pid);
  }
}

function livesWithoutProc(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return undefined;
  }
}
