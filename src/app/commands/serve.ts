// `klientela serve`: runs until a signal, then stops in good order.

import { createFirstAdministratorLink } from '#platform/server/access/set-up.ts';
import { startServer } from '../server.ts';
import type { Running } from '../server.ts';
import { buildWeb } from '../web-build.ts';
import { note, readArgs, usageError } from './command.ts';
import type { Command } from './command.ts';

const patienceMs = 30_000;

export const command: Command = {
  usage: 'serve [--data FOLDER] [--port N] [--host ADDRESS] [--role web|worker] [--no-build]',
  details: ['starts the program and runs until it is told to stop (Ctrl+C, SIGTERM)'],
  run: serve,
};

function serve(args: readonly string[]): Promise<void> {
  return serveUntilStopped(readCall(args), announceSetUp);
}

/** Starts the program, lets `announce` say what it has to, and runs until it is told to stop. */
export async function serveUntilStopped(
  { overrides, build }: Call,
  announce: (running: Running) => Promise<void>,
): Promise<void> {
  const stopAsked = waitForSignal();
  if (build && overrides.roles?.includes('web') !== false) await buildWeb(note);
  const running = await startServer(overrides).catch(explainPort);
  await announce(running);
  await stopAsked;
  note('Stopping');
  setTimeout(() => process.exit(1), patienceMs).unref();
  await running.stop();
}

/** The commonest reason why a start fails, in words. */
function explainPort(error: unknown): never {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
  const port = 'port' in error ? String(error.port) : '';
  throw new Error(
    `port ${port} is taken by another program (perhaps Klientela runs already): choose another with --port`,
    { cause: error },
  );
}

export interface Call {
  readonly overrides: NonNullable<Parameters<typeof startServer>[0]>;
  /** False in development, where Vite serves the web application from its sources. */
  readonly build: boolean;
}

export function readCall(args: readonly string[]): Call {
  const text = { type: 'string' } as const;
  const { values } = readArgs(args, {
    port: text,
    host: text,
    role: text,
    'no-build': { type: 'boolean' },
  });
  const { data, port, host, role } = values;
  if (port !== undefined && !/^\d{1,5}$/.test(port))
    throw usageError(`the port must be a number, not "${port}"`);
  if (role !== undefined && role !== 'web' && role !== 'worker')
    throw usageError(`the role is web or worker, not "${role}"`);
  const overrides: Call['overrides'] = {
    ...(data === undefined ? {} : { dataFolder: data }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(host === undefined ? {} : { host }),
    ...(role === undefined ? {} : { roles: [role] }),
  };
  return { overrides, build: values['no-build'] !== true };
}

/** An installation without an administrator shows the link that makes the first one. */
async function announceSetUp({ address, program }: Running): Promise<void> {
  const path = await program.database.transaction(async (db) =>
    createFirstAdministratorLink(await program.makeCtx(db, { personId: undefined, requestId: 'start' })),
  );
  if (path && address)
    note(`First start: make yourself administrator at ${address}${path} (good once, for 7 days)`);
  if (address) note(`Klientela is ready at ${address}`);
}

/** The launcher stands between a shell and us: when it is killed, its channel closes, and that is a signal, too. */
function waitForSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    process.on('disconnect', () => resolve());
    process.channel?.unref();
  });
}
