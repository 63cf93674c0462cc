// The mirror in a process that does not own its file: every session is a connection to the owner.

import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { MirrorCheck } from './check.ts';
import type { MirrorSql } from './mirror-sql.ts';
import type { Mirror, MirrorReader } from './mirror.ts';
import type { Reply, Request } from './owner-socket.ts';
import type { Rebuilt } from './rebuild.ts';
import type { Refreshed } from './refresh.ts';

/** Nobody listens any more; nothing of the question was begun. */
export class OwnerGone extends Error {}

interface Line {
  ask(request: Request): AsyncGenerator<readonly unknown[], unknown>;
  end(): void;
}

/** Undefined when nobody listens. */
export async function openRemote(path: string): Promise<Mirror | undefined> {
  const first = await dial(path);
  if (!first) return undefined;
  first.end();
  const single = async (request: Request, onProgress?: (rows: number) => void): Promise<unknown> =>
    withLine(path, (line) => finish(line.ask(request), onProgress));
  return {
    isOwner: false,
    read: (work) => withLine(path, (line) => inSession(line, 'read', work)),
    write: (work) => withLine(path, (line) => inSession(line, 'write', work)),
    refresh: async () => (await single({ op: 'refresh' })) as Refreshed,
    rebuild: async (onRows) => (await single({ op: 'rebuild' }, onRows)) as Rebuilt,
    check: async () => (await single({ op: 'check' })) as MirrorCheck,
    close: async () => {},
  };
}

async function inSession<T>(
  line: Line,
  op: 'read' | 'write',
  work: (reader: MirrorReader) => Promise<T>,
): Promise<T> {
  await finish(line.ask({ op }));
  const reader: MirrorReader = {
    batches: <Row>(statement: MirrorSql) =>
      line.ask({ op: 'rows', text: statement.text }) as AsyncGenerator<Row[]>,
    rows: async <Row>(statement: MirrorSql) => {
      const all: Row[] = [];
      for await (const batch of line.ask({ op: 'rows', text: statement.text })) all.push(...(batch as Row[]));
      return all;
    },
  };
  const result = await work(reader);
  await finish(line.ask({ op: 'commit' }));
  return result;
}

async function withLine<T>(path: string, work: (line: Line) => Promise<T>): Promise<T> {
  const line = await dial(path);
  if (!line) throw new OwnerGone('the owner of the mirror has gone');
  try {
    return await work(line);
  } finally {
    line.end();
  }
}

async function finish(
  answers: AsyncGenerator<readonly unknown[], unknown>,
  onProgress?: (rows: number) => void,
): Promise<unknown> {
  for (;;) {
    const { value, done } = await answers.next();
    if (done) return value;
    const [progress] = value as readonly unknown[];
    if (typeof progress === 'number') onProgress?.(progress);
  }
}

async function dial(path: string): Promise<Line | undefined> {
  const socket = await new Promise<Socket | undefined>((done) => {
    const trying = connect(path);
    trying.once('connect', () => done(trying)).once('error', () => done(undefined));
  });
  if (!socket) return undefined;
  socket.on('error', () => socket.destroy());
  const replies = createInterface({ input: socket })[Symbol.asyncIterator]();
  async function* ask(request: Request): AsyncGenerator<readonly unknown[], unknown> {
    socket?.write(`${JSON.stringify(request)}\n`);
    for (;;) {
      const { value, done } = await replies.next();
      if (done) throw new Error('the owner of the mirror has gone');
      const reply = JSON.parse(value) as Reply;
      if ('rows' in reply) yield reply.rows;
      else if ('progress' in reply) yield [reply.progress];
      else if ('error' in reply) throw new Error(reply.error);
      else return reply.done;
    }
  }
  return { ask, end: () => socket.end() };
}
