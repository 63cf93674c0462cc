// The parent's side of the reading process: starts it with limits, hears it, ends it.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '#platform/shared/refusals.ts';
import { refuse } from '../errors.ts';
import type { Message, Task } from './task.ts';

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined;
  onMessage(message: Message): void;
  /** Takes the COPY text. The reading ends only when it does. */
  onRows?(rows: Readable): Promise<void>;
}

/** Without a sign of life for so long the process is ended. */
const silenceMs = 60_000;
const heapMegabytes = 384;

/** Performs a task in a process of its own. Refusals of the file come as AppError; its death is a refusal too, never ours. */
export async function readForeign(task: Task, options: ReadingOptions): Promise<void> {
  options.signal?.throwIfAborted();
  const child = startChild(task);
  const heard = listenTo(child, options);
  const abort = (): void => void child.kill('SIGKILL');
  options.signal?.addEventListener('abort', abort);
  try {
    child.send(task);
    const rows = child.stdout && options.onRows ? options.onRows(child.stdout) : undefined;
    if (!rows) child.stdout?.resume();
    const [ended, taken] = await Promise.allSettled([heard.ended, rows]);
    // A stop of the program is no refusal: the import goes on later.
    if (options.signal?.aborted) throw options.signal.reason;
    if (heard.refusal()) throw heard.refusal();
    for (const result of [ended, taken]) if (result.status === 'rejected') throw result.reason;
  } finally {
    heard.stop();
    options.signal?.removeEventListener('abort', abort);
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

/**
 * No inherited environment, little memory, and the permission model of Node: it may read the files that it is handed and our own code,
 * write nothing and start nothing.
 */
function startChild(task: Task): ChildProcess {
  const files = task.action === 'look' ? [task.path] : Object.values(task.paths);
  const readable = [...files, join(import.meta.dirname, '../../../../../*')].map(
    (path) => `--allow-fs-read=${path}`,
  );
  const script = `${import.meta.dirname}/child.ts`;
  const flags = [
    `--max-old-space-size=${heapMegabytes}`,
    '--disable-warning=ExperimentalWarning',
    '--permission',
    ...readable,
  ];
  return spawn(process.execPath, [...flags, script], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: '', TZ: 'UTC' },
    serialization: 'json',
  });
}

interface Heard {
  /** Rejects when the process died of itself. */
  readonly ended: Promise<void>;
  refusal(): AppError | undefined;
  stop(): void;
}

function listenTo(child: ChildProcess, options: ReadingOptions): Heard {
  let refusal: AppError | undefined;
  let complaint = '';
  let lastSign = performance.now();
  const sign = (): void => void (lastSign = performance.now());
  const watch = setInterval(() => {
    if (performance.now() - lastSign <= silenceMs) return;
    refusal ??= refuse('file_too_slow');
    child.kill('SIGKILL');
  }, 1000);
  child.stderr?.on('data', (chunk: Buffer) => void (complaint = (complaint + chunk.toString()).slice(-4000)));
  child.stdout?.on('data', sign);
  child.stdout?.pause();
  child.on('message', (message: Message) => {
    sign();
    const refused = refusalOf(message);
    if (refused) refusal ??= refused;
    else options.onMessage(message);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(deathOf(code, complaint))));
  });
  return { ended, refusal: () => refusal, stop: () => clearInterval(watch) };
}

function refusalOf(message: Message): AppError | undefined {
  if (message.type === 'refused') return new AppError(`imports.file_${message.code}`, 422, message.data);
  if (message.type !== 'mapping') return undefined;
  const fields = message.errors.map(({ place, problem, what }) => ({ path: place, problem, data: { what } }));
  return refuse('mapping_invalid', { fields });
}

/** A file that ate the memory is a bomb; anything else is a fault of ours. */
function deathOf(code: number | null, complaint: string): Error {
  if (/heap out of memory|Allocation failed/.test(complaint)) return refuse('file_bomb');
  return new Error(`the reading process ended with ${code}: ${complaint}`);
}
