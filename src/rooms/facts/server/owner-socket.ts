// The owner's side of the local socket: one connection is one session, one JSON line a request.

import { chmod, unlink } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Mirror, MirrorReader } from './mirror.ts';

export type Request =
  | { readonly op: 'read' | 'write' | 'commit' | 'rollback' | 'refresh' | 'rebuild' | 'check' }
  | { readonly op: 'rows'; readonly text: string };

export type Reply =
  | { readonly rows: readonly unknown[] }
  | { readonly progress: number }
  | { readonly done: unknown }
  | { readonly error: string };

class RolledBack extends Error {}

/** Listens until the answered function is called. Only the owner of the data folder may connect. */
export async function listenForOthers(mirror: Mirror, path: string): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(mirror, socket).catch(() => socket.destroy());
  });
  if (process.platform !== 'win32') await unlink(path).catch(() => {});
  await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done));
  if (process.platform !== 'win32') await chmod(path, 0o600);
  server.unref();
  return async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  };
}

async function serve(mirror: Mirror, socket: Socket): Promise<void> {
  const requests = createInterface({ input: socket })[Symbol.asyncIterator]();
  const next = async (): Promise<Request | undefined> => {
    const { value, done } = await requests.next();
    return done ? undefined : (JSON.parse(value) as Request);
  };
  for (let request = await next(); request; request = await next()) {
    try {
      await send(socket, { done: (await perform(mirror, socket, request, next)) ?? null });
    } catch (error) {
      await send(socket, { error: error instanceof Error ? error.message : String(error) });
    }
  }
}

async function perform(
  mirror: Mirror,
  socket: Socket,
  request: Request,
  next: () => Promise<Request | undefined>,
): Promise<unknown> {
  switch (request.op) {
    case 'read':
      return session(socket, next, (work) => mirror.read(work));
    case 'write':
      return session(socket, next, (work) => mirror.write(work));
    case 'refresh':
      return mirror.refresh();
    case 'rebuild':
      return mirror.rebuild((rows) => void socket.write(`${JSON.stringify({ progress: rows })}\n`));
    case 'check':
      return mirror.check();
    default:
      throw new Error(`no session is open for ${request.op}`);
  }
}

/** Answers questions until the session is committed; anything else takes its writing back. */
async function session(
  socket: Socket,
  next: () => Promise<Request | undefined>,
  open: (work: (reader: MirrorReader) => Promise<void>) => Promise<void>,
): Promise<void> {
  try {
    await open(async (reader) => {
      await send(socket, { done: null });
      for (let request = await next(); request?.op !== 'commit'; request = await next()) {
        if (request?.op !== 'rows') throw new RolledBack();
        await answer(socket, reader, request.text);
      }
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}

async function answer(socket: Socket, reader: MirrorReader, text: string): Promise<void> {
  try {
    for await (const rows of reader.batches({ text })) await send(socket, { rows });
    await send(socket, { done: null });
  } catch (error) {
    await send(socket, { error: error instanceof Error ? error.message : String(error) });
  }
}

async function send(socket: Socket, reply: Reply): Promise<void> {
  if (socket.destroyed) throw new RolledBack();
  if (socket.write(`${JSON.stringify(reply)}\n`)) return;
  await new Promise<void>((done) => {
    const go = () => {
      socket.off('drain', go).off('close', go);
      done();
    };
    socket.once('drain', go).once('close', go);
  });
}
