// Passwords: argon2id with 64 MiB and three passes, at most two at once, so that a flood of sign-ins cannot eat the memory.

import { hash, verify } from '@node-rs/argon2';
import { refuse } from '../errors.ts';

// 2 is argon2id: the package's enum is ambient and cannot be imported when types are stripped.
const options = { algorithm: 2, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const;
const atOnce = 2;
const longestQueue = 60;

let running = 0;
const queue: (() => void)[] = [];

/** A new hash; refuses a password that anybody would guess. `known` are words of the person: name, e-mail. */
export async function hashPassword(password: string, known: readonly string[] = []): Promise<string> {
  if (isWeak(password, known)) throw refuse('weak_password');
  return inTurn(() => hash(password, options));
}

/** One hash always runs, also for an account that does not exist: same time, same answer (reliability class 15). */
export async function verifyPassword(kept: string | undefined, password: string): Promise<boolean> {
  const against = kept ?? (await nobodysHash());
  const fits = await inTurn(() => verify(against, password));
  return kept !== undefined && fits;
}

export const shortestPassword = 10;

/** Short, one repeated sign, a run of the keyboard, or made of the person's own words. */
export function isWeak(password: string, known: readonly string[] = []): boolean {
  if ([...password].length < shortestPassword) return true;
  const plain = password.toLowerCase();
  if (new Set(plain).size < 4) return true;
  if (runs.some((run) => run.includes(plain) || plain.startsWith(run.slice(0, 8)))) return true;
  return known
    .flatMap((words) => words.toLowerCase().split(/[\s@.]+/))
    .some((word) => word.length >= 4 && plain.replaceAll(word, '').length < 5);
}

const runs = [
  '0123456789012345',
  '1234567890123456',
  '9876543210987654',
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдежзийклмнопрст',
  'qwertyuiopasdfghjkl',
  'йцукенгшщзхъфывапролдж',
  '1qaz2wsx3edc4rfv',
  'password',
  'пароль12',
  'klientela',
  'клиентела',
];

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobodys ??= inTurn(() => hash('nobody has this password', options));
  return nobodys;
}

/** Makes the hash for unknown accounts before the first sign-in, so that not even the first one shows by its time. */
export async function warmPasswords(): Promise<void> {
  await nobodysHash();
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (queue.length >= longestQueue) throw refuse('overloaded');
    await new Promise<void>((resolve) => queue.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
}
