// The whole program on a database cloned from a template, with requests that need no port: what room tests and checks stand on.

import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Cells } from '#platform/server/access/actor.ts';
import { anonymousActor } from '#platform/server/access/actor.ts';
import { loadActor } from '#platform/server/access/load-actor.ts';
import type { Clock } from '#platform/server/clock.ts';
import { fixedClock } from '#platform/server/clock.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { today } from '#platform/server/ctx.ts';
import { exactlyOne, one, run, sql } from '#platform/server/db/db.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import { createApp } from '#platform/server/http/app.ts';
import { authenticatorKey } from '#platform/server/http/authenticator.ts';
import { createLog } from '#platform/server/log.ts';
import { actionsOfAll } from '#platform/shared/all-rights.ts';
import { inDatabase, templateName } from './template.ts';
import { openProgram } from './program.ts';
import type { Program } from './program.ts';

export interface TestWorld {
  readonly program: Program;
  /** One transaction as the program itself, or as a person. */
  transaction<T>(work: (ctx: Ctx) => Promise<T>, personId?: number): Promise<T>;
  /** A request as a person (undefined: anonymous). Bodies are sent as JSON. */
  request(
    personId: number | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  /** A person with these cells, or with every right. */
  addPerson(person?: { name?: string; code?: string; cells?: Cells; divisionId?: number }): Promise<number>;
  addDivision(name: string, parentId?: number): Promise<number>;
  /** Runs all jobs and listeners that are due. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface TestWorldOptions {
  readonly currency?: string;
  readonly timeZone?: string;
  readonly clock?: Clock;
  /** Folder for files and the mirror; the system's temporary folder unless told. */
  readonly dataFolder?: string;
}

/** Connections to the server that holds the template. */
export interface WorldServer {
  readonly owner: Connection;
  readonly application: Connection;
}

/** Clones the template and opens the program on it. */
export async function createWorld(server: WorldServer, options: TestWorldOptions = {}): Promise<TestWorld> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, (client) => client.query(`create database ${name} template ${templateName}`));
  const program = await openWorldProgram(server, name, options);
  await program.database.transaction((db) =>
    run(
      db,
      sql`insert into platform.company (name, currency, time_zone, language)
          values ('Проба, ООО', ${options.currency ?? 'RUB'}, ${options.timeZone ?? 'Europe/Moscow'}, 'ru')`,
    ),
  );
  trustTestHeader(program);
  const app = await createApp(program);
  const transaction: TestWorld['transaction'] = (work, personId) =>
    program.database.transaction(async (db) =>
      work(await program.makeCtx(db, { personId, requestId: 'test' })),
    );
  return {
    program,
    transaction,
    request: (personId, method, url, body, headers = {}) => {
      const person = personId ? { 'x-test-person': String(personId) } : {};
      const request: InjectOptions = { method, url, headers: { 'x-klientela': '1', ...person, ...headers } };
      return app.inject(body === undefined ? request : { ...request, payload: body as object });
    },
    addPerson: (person = {}) => transaction((ctx) => insertPerson(ctx, person)),
    addDivision: (divisionName, parentId) =>
      transaction((ctx) => insertDivision(ctx, divisionName, parentId)),
    drain: async () => {
      const worker = program.startWorker();
      await worker.drain();
      await worker.stop();
    },
    close: async () => {
      await app.close();
      await program.close();
      await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function openWorldProgram(
  server: WorldServer,
  database: string,
  options: TestWorldOptions,
): Promise<Program> {
  const config = {
    dataFolder: options.dataFolder ?? `${tmpdir()}/klientela-world-${database}`,
    databaseUrl: undefined,
    host: '127.0.0.1',
    port: 0,
    baseUrl: undefined,
    roles: [] as const,
    trustedProxies: [],
    logLevel: 'silent',
  };
  return openProgram({
    config,
    connection: inDatabase(server.application, database),
    log: createLog('silent'),
    clock: options.clock ?? fixedClock('2026-11-20T09:00:00Z'),
  });
}

async function onServer(server: WorldServer, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(server.owner);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** In tests a header names the person; the real credentials have tests of their own. */
function trustTestHeader(program: Program): void {
  program.services.set(authenticatorKey, async (request) => {
    const personId = Number(request.headers['x-test-person'] ?? 0);
    if (!personId) return { actor: anonymousActor, by: 'none' };
    const actor = await program.database.read(async (db) => {
      const ctx = await program.makeCtx(db, { personId: undefined, requestId: 'test' });
      return loadActor(db, personId, today(ctx), program.services);
    });
    return { actor, by: 'cookie' };
  });
}

async function insertDivision(ctx: Ctx, name: string, parentId: number | undefined): Promise<number> {
  const row = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.division (name, parent_id) values (${name}, ${parentId ?? null}) returning id`,
  );
  return row.id;
}

async function insertPerson(
  ctx: Ctx,
  person: { name?: string; code?: string; cells?: Cells; divisionId?: number },
): Promise<number> {
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.person (name, code, email, division_id, language)
      values (${person.name ?? 'Иванова Мария'}, ${person.code ?? null}, ${`${randomBytes(6).toString('hex')}@example.test`}, ${person.divisionId ?? null}, 'ru')
      returning id`,
  );
  const cells = JSON.stringify(person.cells ?? actionsOfAll());
  const role = await one(
    ctx.db,
    sql<{
      id: number;
    }>`insert into platform.role (key, name_en, name_ru, cells) values (${`test_${id}`}, 'Test', 'Проба', ${cells}) returning id`,
  );
  await run(
    ctx.db,
    sql`insert into platform.person_role (person_id, role_id) values (${id}, ${role?.id ?? 0})`,
  );
  return id;
}
