// The parent's side of the reading process: starts it with limits, hears it, ends it.

import { spawn } from 'node:child_process';
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
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMegabytes}`,
      '--disable-warning=ExperimentalWarning',
      `${import.meta.dirname}/child.ts`,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: '', TZ: 'UTC' },
      serialization: 'json',
    },
  );
  let refusal: AppError | undefined;
  let complaint = '';
  let lastSign = performance.now();
  const stop = (reason: AppError): void => {
    refusal ??= reason;
    child.kill('SIGKILL');
  };
  const abort = (): void => void child.kill('SIGKILL');
  options.signal?.addEventListener('abort', abort);
  const watch = setInterval(() => {
    if (performance.now() - lastSign > silenceMs) stop(refuse('file_too_slow'));
  }, 1000);
  child.stderr?.on('data', (chunk: Buffer) => void (complaint = (complaint + chunk.toString()).slice(-4000)));
  child.on('message', (message: Message) => {
    lastSign = performance.now();
    if (message.type === 'refused') refusal ??= refusalOf(message);
    else if (message.type === 'mapping')
      refusal ??= refuse('mapping_invalid', {
        fields: message.errors.map((error) => ({
          path: error.place,
          problem: error.problem,
          data: { what: error.what },
        })),
      });
    else options.onMessage(message);
  });
  child.stdout?.on('data', () => void (lastSign = performance.now()));
  child.stdout?.pause();
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code));
  });
  try {
    options.signal?.throwIfAborted();
    child.send(task);
    const rows = child.stdout && options.onRows ? options.onRows(child.stdout) : undefined;
    if (!rows) child.stdout?.resume();
    const results = await Promise.allSettled([ended, rows]);
    // A stop of the program is no refusal: the import goes on later.
    if (options.signal?.aborted) throw options.signal.reason;
    if (refusal) throw refusal;
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    const [code] = results;
    if (code.status === 'fulfilled' && code.value !== 0)
      throw /heap out of memory|Allocation failed/.test(complaint)
        ? refuse('file_bomb')
        : new Error(`the reading process ended with ${code.value}: ${complaint}`);
  } finally {
    clearInterval(watch);
    options.signal?.removeEventListener('abort', abort);
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

function refusalOf(message: Extract<Message, { type: 'refused' }>): AppError {
  return new AppError(`imports.file_${message.code}`, 422, message.data);
}
