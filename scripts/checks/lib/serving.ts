// The real program as a process of its own, with an administrator's token, for checks that kill it.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateDatabase } from '#app/program.ts';
import { newSecret } from '#platform/server/access/secrets.ts';
import { tokenPrefix } from '#platform/server/access/tokens.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import { actionsOfAll } from '#platform/shared/all-rights.ts';

const root = join(import.meta.dirname, '../../..');

export interface Serving {
  readonly dataFolder: string;
  readonly port: number;
  readonly token: string;
  /** The owner's connection, while a server of the folder runs. */
  readonly connection: Connection;
  process(): ChildProcess;
  /** Starts the process; resolves when it answers /ready. */
  start(): Promise<void>;
  /** Resolves when /ready answers 200; throws after the patience. */
  ready(patienceMs: number): Promise<void>;
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: string }>;
  close(): Promise<void>;
}

/** An installation with a company and a token of every right, not yet started. */
export async function installation(): Promise<Serving> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'klientela-serving-'));
  const secret = newSecret(tokenPrefix);
  const connection = await prepare(dataFolder, secret.hash);
  const port = await freePort();
  let child: ChildProcess | undefined;
  let agent = new Agent({ keepAlive: true });
  const send: Serving['send'] = (method, path, body, headers = {}) =>
    sendOnce(agent, port, {
      method,
      path,
      body,
      headers: { authorization: `Bearer ${secret.text}`, 'x-klientela': '1', ...headers },
    });
  const ready = async (patienceMs: number): Promise<void> => {
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      if ((await send('GET', '/ready')).status === 200) return;
      await sleep(25);
    }
    throw new Error(`not ready within ${patienceMs} ms`);
  };
  return {
    dataFolder,
    port,
    token: secret.text,
    connection,
    ready,
    send,
    process: () => {
      if (!child) throw new Error('not started');
      return child;
    },
    start: async () => {
      agent.destroy();
      agent = new Agent({ keepAlive: true });
      child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'plain-serve.ts'), dataFolder, String(port)],
        {
          cwd: root,
          stdio: ['ignore', 'ignore', 'inherit'],
          env: { ...process.env, LOG_LEVEL: 'error' },
        },
      );
      await ready(60_000);
    },
    close: async () => {
      agent.destroy();
      if (child && child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child?.on('exit', resolve));
        child.kill('SIGTERM');
        await gone;
      }
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function prepare(dataFolder: string, tokenHash: Buffer): Promise<Connection> {
  const postgres = await openPostgres({ dataFolder, log: () => {} });
  await migrateDatabase(postgres.connection);
  const client = new pg.Client(postgres.connection);
  await client.connect();
  await client.query(
    `insert into platform.company (name, currency, time_zone, language) values ('Проба', 'RUB', 'Europe/Moscow', 'ru')`,
  );
  const cells = JSON.stringify(actionsOfAll());
  await client.query(`insert into platform.person (name, email) values ('Проверка', 'check@example.test')`);
  await client.query(
    `insert into platform.role (key, name_en, name_ru, cells) values ('check_all', 'All', 'Все', $1)`,
    [cells],
  );
  await client.query(
    `insert into platform.person_role (person_id, role_id) select p.id, r.id from platform.person p, platform.role r where r.key = 'check_all' and p.email = 'check@example.test'`,
  );
  const scopes = JSON.stringify(
    Object.fromEntries(
      Object.entries(actionsOfAll()).map(([resource, actions]) => [resource, Object.keys(actions)]),
    ),
  );
  await client.query(
    `insert into platform.token (token_hash, person_id, name, scopes) select $1, id, 'check', $2 from platform.person where email = 'check@example.test'`,
    [tokenHash, scopes],
  );
  await client.end();
  await postgres.stop();
  return postgres.connection;
}

/** Status 0 when the connection failed. */
function sendOnce(
  agent: Agent,
  port: number,
  {
    method,
    path,
    body,
    headers,
  }: { method: string; path: string; body: unknown; headers: Record<string, string> },
): Promise<{ status: number; body: string }> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve) => {
    const sending = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method,
        path,
        headers: {
          ...headers,
          ...(text
            ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }
            : {}),
        },
      },
      (answer) => {
        let received = '';
        answer.on('data', (chunk: Buffer) => (received += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: received }));
        answer.on('error', () => resolve({ status: 0, body: '' }));
      },
    );
    sending.on('error', () => resolve({ status: 0, body: '' }));
    sending.setTimeout(30_000, () => sending.destroy());
    sending.end(text);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
