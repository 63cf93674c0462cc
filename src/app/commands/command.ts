// What commands share: their options, how they answer and fail, and the program that they work on, whether the server runs or not.

import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { readConfig } from '#platform/server/config.ts';
import type { Config } from '#platform/server/config.ts';
import { createLog } from '#platform/server/log.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import type { PostgresServer } from '#platform/server/postgres/postgres.ts';
import { migrateDatabase, openProgram } from '../program.ts';
import type { Program } from '../program.ts';

export interface Command {
  /** The call without the program's name, such as 'import MAPPING.json [--json]'. */
  readonly usage: string;
  /** Sentences and options, one a line. */
  readonly details?: readonly string[];
  /** Answers an exit code where another one than 0 means something. Throws refusals, usage errors and faults. */
  run(args: readonly string[]): Promise<number | void>;
}

export interface CommonValues {
  readonly data?: string | undefined;
  readonly json?: boolean | undefined;
}

export interface Workplace {
  readonly config: Config;
  readonly postgres: PostgresServer;
}

const commonOptions = { data: { type: 'string' }, json: { type: 'boolean' } } as const;

/** Reads the arguments of a command; the common options come along. Throws a usage error for what it does not know. */
export function readArgs<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  return parseArgs({
    args: [...args],
    options: { ...commonOptions, ...options },
    allowPositionals: true,
    strict: true,
  });
}

/** An error for a call that cannot be understood: exit code 2, and the usage follows it. */
export function usageError(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_PARSE_ARGS' });
}

/** Opens the database of the data folder (or DATABASE_URL), started or shared with a running server, with the schema up to date. */
export async function withDatabase<T>(
  values: CommonValues,
  work: (place: Workplace) => Promise<T>,
): Promise<T> {
  const config = readConfig(values.data === undefined ? {} : { dataFolder: values.data });
  const { databaseUrl, dataFolder } = config;
  const opening = openPostgres(databaseUrl ? { databaseUrl } : { dataFolder, log: note });
  const forget = stopOnSignal(opening);
  const postgres = await opening;
  try {
    await migrateDatabase(postgres.connection);
    return await work({ config, postgres });
  } finally {
    forget();
    await postgres.stop();
  }
}

/** A command that is told to stop takes its database server along: what was not committed is as if it had never been. */
function stopOnSignal(opening: Promise<PostgresServer>): () => void {
  const stop = (signal: NodeJS.Signals) => {
    const leave = () => process.exit(128 + constants.signals[signal]);
    opening.then((postgres) => postgres.stop()).then(leave, leave);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, stop);
  return () => signals.forEach((signal) => process.off(signal, stop));
}

/** The same with the rooms open, without web and worker. */
export function withProgram<T>(
  values: CommonValues,
  work: (program: Program, place: Workplace) => Promise<T>,
): Promise<T> {
  return withDatabase(values, async (place) => {
    const { config, postgres } = place;
    const program = await openProgram({
      config,
      connection: postgres.appConnection,
      log: createLog('warn', 'stderr'),
    });
    try {
      return await work(program, place);
    } finally {
      await program.close();
    }
  });
}

/** The answer on standard output: one JSON line for machines, words for people. */
export function answer(values: CommonValues, data: unknown, words: string): void {
  process.stdout.write(values.json ? `${JSON.stringify(data, bigintsAsText)}\n` : `${words}\n`);
}

/** A line beside the answer, on standard error. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Progress that a terminal shows in place and a file does not get. */
export function progressLine(words: string): (done: number, total: number) => void {
  let last = 0;
  return (done, total) => {
    const now = Date.now();
    if (!process.stderr.isTTY || (done < total && now - last < 200)) return;
    last = now;
    const share = total > 0 ? `${Math.floor((done / total) * 100)} %` : String(done);
    process.stderr.write(`\r${words} ${share}${total > 0 && done >= total ? '\n' : ''}`);
  };
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
