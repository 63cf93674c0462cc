// check:authz (A1): every route of the running program against an independent table, principals x relations to a record.
// A denied call is answered like a missing record and leaves no trace in the database.

import type { FastifyInstance } from 'fastify';
import { createWorld } from '#app/world.ts';
import type { TestWorld } from '#app/world.ts';
import { createCredentials } from '#platform/server/access/authenticate.ts';
import { run, sql } from '#platform/server/db/db.ts';
import { createApp } from '#platform/server/http/app.ts';
import { authenticatorKey } from '#platform/server/http/authenticator.ts';
import { canary, makeCast, roleKeys } from '../../tests/authz/cast.ts';
import type { Cast } from '../../tests/authz/cast.ts';
import { expected, expectedOfToken } from '../../tests/authz/expected.ts';
import type { Relation, Row } from '../../tests/authz/expected.ts';
import { contentHash } from './lib/content-hash.ts';
import { startCheckServer } from './lib/server.ts';
import { tally } from './lib/tally.ts';

const relations: readonly Relation[] = ['own', 'division', 'foreign', 'unowned'];
const batch = 50;
/** Names of people and divisions, and views that were shared, are there for everybody. */
const namesOnly = ['GET /api/people/names', 'GET /api/divisions', 'GET /api/views'];
const score = tally();
const server = await startCheckServer();
const world = await createWorld(server, { dataFolder: `${server.folder}/world` });
try {
  trustTokens(world);
  const routes = await routesOfServer(world);
  const documented = await documentedRoutes(world);
  compareTables(routes, documented);
  const cast = await makeCast(world);
  const cells = routes.flatMap((route) => cellsOf(route, expected[route]));
  const denied = cells.filter((cell) => !cell.isAllowed);
  for (let at = 0; at < denied.length; at += batch) await tryDenied(denied.slice(at, at + batch), cast);
  for (const cell of cells.filter((each) => each.isAllowed)) await tryAllowed(cell, cast);
  await lookForCanaries(routes, cast);
  console.log(`${routes.length} routes, ${cells.length} cells, ${denied.length} of them denied`);
} finally {
  await world.close();
  await server.stop();
}
score.close();
process.exit();

interface Cell {
  readonly route: string;
  readonly row: Row;
  /** Letter of a role, or 'anonymous', 'deactivated', 'token'. */
  readonly who: string;
  /** Undefined: the door of the route alone. */
  readonly relation: Relation | undefined;
  readonly isAllowed: boolean;
}

/** In this world a header names the person; tokens are real. */
function trustTokens({ program }: TestWorld): void {
  const trusted = program.services.get(authenticatorKey);
  const { database, services, makeCtx } = program;
  const real = createCredentials({ database, services, makeCtx });
  services.set(authenticatorKey, (request) =>
    request.headers.authorization ? real.authenticate(request) : trusted(request),
  );
}

/** Read from the server itself, not from the declarations. */
async function routesOfServer({ program }: TestWorld): Promise<string[]> {
  const app: FastifyInstance = await createApp(program);
  const found = app
    .printRoutes({ commonPrefix: false, includeHooks: false })
    .split('\n')
    .reduce<{ readonly path: string[]; readonly routes: string[] }>(readLine, { path: [], routes: [] });
  await app.close();
  return [...new Set(found.routes)].filter((route) => route.includes(' /api/')).sort();
}

/** The printed tree: each level is four columns, a node may carry its methods in brackets. */
function readLine(read: { readonly path: string[]; readonly routes: string[] }, line: string) {
  const match = /^(.*?)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
  if (!match) return read;
  const depth = Math.round((match[1] ?? '').length / 4);
  const path = [...read.path.slice(0, depth), match[2] ?? ''];
  const methods = (match[3] ?? '').split(', ').filter((method) => method !== '' && method !== 'HEAD');
  return { path, routes: [...read.routes, ...methods.map((method) => `${method} ${path.join('')}`)] };
}

async function documentedRoutes({ request, addPerson }: TestWorld): Promise<string[]> {
  const reply = await request(await addPerson(), 'GET', '/api/openapi.json');
  const { paths } = reply.json<{ paths: Record<string, Record<string, object>> }>();
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  return [...found, 'GET /api/openapi.json'].sort();
}

function compareTables(routes: readonly string[], documented: readonly string[]): void {
  for (const route of routes) {
    score.expect(documented.includes(route), `${route} is served but not in the OpenAPI document`);
    score.expect(expected[route] !== undefined, `${route} has no row in tests/authz/expected.ts`);
  }
  for (const route of documented)
    score.expect(routes.includes(route), `${route} is documented but not served`);
  for (const route of Object.keys(expected))
    score.expect(routes.includes(route), `${route} is expected but not served`);
}

function cellsOf(route: string, row: Row | undefined): Cell[] {
  if (!row) return [];
  const door = doorLetters(row);
  const cells: Cell[] = [
    { route, row, who: 'anonymous', relation: undefined, isAllowed: row.roles === 'public' },
    { route, row, who: 'deactivated', relation: undefined, isAllowed: row.roles === 'public' },
    {
      route,
      row,
      who: 'token',
      relation: undefined,
      isAllowed: row.roles === 'public' || row.roles === 'signedIn' || expectedOfToken.includes(route),
    },
  ];
  for (const who of Object.keys(roleKeys)) {
    if (!row.record) cells.push({ route, row, who, relation: undefined, isAllowed: door.includes(who) });
    else
      for (const relation of relations)
        cells.push({ route, row, who, relation, isAllowed: (row.reach?.[relation] ?? door).includes(who) });
  }
  return cells;
}

function doorLetters(row: Row): string {
  return row.roles === 'public' || row.roles === 'signedIn' ? Object.keys(roleKeys).join('') : row.roles;
}

interface Answer {
  readonly status: number;
  readonly code: string;
  /** All that a stranger could tell apart. */
  readonly looks: string;
}

/** Denied calls of a batch: 401 or 404, like a missing record, and the content of the database is as it was. */
async function tryDenied(cells: readonly Cell[], cast: Cast): Promise<void> {
  const targets = await Promise.all(cells.map((cell) => targetOf(cell, cast)));
  const before = await contentHash(server.owner, world);
  for (const [index, cell] of cells.entries()) {
    const target = targets[index];
    const answer = await call(cell, cast, target);
    const wanted = cell.who === 'anonymous' || cell.who === 'deactivated' ? 401 : 404;
    const isDoor =
      answer.status === 404 && cell.relation === undefined && answer.code !== 'platform.not_found';
    const isShown = cell.relation !== undefined && (cell.row.shown?.[cell.relation] ?? '').includes(cell.who);
    score.expect(
      (answer.status === wanted && !isDoor) || (isShown && answer.status === 403),
      `${nameOf(cell)}: wanted ${wanted}, got ${answer.status} ${answer.code}`,
    );
    if (wanted === 404 && cell.relation !== undefined && !isShown) {
      const missing = await call(cell, cast, {
        id: missingId(target?.id ?? ''),
        version: target?.version ?? 1,
      });
      score.expect(
        missing.looks === answer.looks,
        `${nameOf(cell)}: a foreign record and a missing one look different: ${answer.looks} / ${missing.looks}`,
      );
    }
  }
  const after = await contentHash(server.owner, world);
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  score.expect(
    changed.length === 0,
    `denied calls changed ${changed.join(', ')}: one of ${cells.map(nameOf).join('; ')}`,
  );
}

async function tryAllowed(cell: Cell, cast: Cast): Promise<void> {
  if (leavesNothingToTry(cell)) return;
  const answer = await call(cell, cast, await targetOf(cell, cast));
  const isRefused =
    cell.relation === undefined
      ? (answer.status === 401 || answer.status === 404) &&
        answer.code.startsWith('platform.not_') &&
        !isMissingByNature(cell)
      : answer.status === 401 || answer.status === 403 || answer.status === 404;
  score.expect(
    !isRefused && answer.status < 500,
    `${nameOf(cell)}: wanted to be let in, got ${answer.status} ${answer.code}`,
  );
}

/** Signing the checker's own principals out, or making this base's administrator anew, would take the ground away. */
function leavesNothingToTry(cell: Cell): boolean {
  return cell.route === 'DELETE /api/session' || (cell.who === 'token' && cell.row.record !== undefined);
}

/** Routes open to everybody that answer 404 to a wrong code or an unknown own session. */
function isMissingByNature({ route }: Cell): boolean {
  return (
    route.includes('/api/set-up') || route.includes('/api/links') || route === 'DELETE /api/me/sessions/:id'
  );
}

type Target = { readonly id: string; readonly version: number };

async function targetOf(cell: Cell, cast: Cast): Promise<Target | undefined> {
  if (!cell.row.record) return undefined;
  const target = await cast.fresh(
    cell.row.record,
    cell.relation ?? 'own',
    cast.principals[cell.who] ?? cast.principals['A'] ?? 0,
  );
  // The live channel of a job lasts as long as the job.
  if (cell.route.endsWith('/events'))
    await world.transaction((ctx) =>
      run(ctx.db, sql`update platform.job set state = 'done' where state = 'waiting'`),
    );
  return target;
}

async function call(cell: Cell, cast: Cast, target: Target | undefined): Promise<Answer> {
  const [method = 'GET', path = ''] = cell.route.split(' ');
  const url = path
    .replace(/:(id|day)\b/, target?.id ?? 'x_1')
    .replace(':for', 'per_1')
    .replace(':from', '2026-02-01')
    .replace(/:name/, 'classes')
    .replace(/:\w+/g, 'x_1');
  const text =
    cell.row.body === undefined
      ? undefined
      : JSON.stringify(cell.row.body).replaceAll('"$version"', String(target?.version ?? 1));
  const body: unknown = text === undefined ? undefined : JSON.parse(text);
  const headers: Record<string, string> =
    cell.who === 'token' ? { authorization: `Bearer ${cast.token}` } : {};
  const person = cell.who === 'deactivated' ? cast.deactivated : cast.principals[cell.who];
  const reply = await world.request(
    cell.who === 'token' ? undefined : person,
    method as 'GET',
    url,
    body,
    headers,
  );
  const { requestId: _one, ...error } = errorOf(reply.body);
  const { 'x-request-id': _id, date: _date, ...kept } = reply.headers;
  return {
    status: reply.statusCode,
    code: String(error['code'] ?? ''),
    looks: JSON.stringify([reply.statusCode, error, kept]),
  };
}

function errorOf(body: string): Record<string, unknown> {
  try {
    const parsed = JSON.parse(body) as { error?: Record<string, unknown> };
    return parsed.error ?? {};
  } catch {
    return {};
  }
}

function missingId(id: string): string {
  return /^\d{4}-/.test(id) ? '1970-01-01' : id.replace(/\d+$/, '2000000000');
}

function nameOf(cell: Cell): string {
  return `${cell.route} as ${roleKeys[cell.who] ?? cell.who}${cell.relation ? ` on ${cell.relation}` : ''}`;
}

/** Nothing that a manager may list, search, count or export holds a record of a colleague or a stranger. */
async function lookForCanaries(routes: readonly string[], cast: Cast): Promise<void> {
  const manager = cast.principals['M'];
  for (const relation of relations) await cast.fresh('customer', relation, manager ?? 0);
  for (const route of routes) {
    const [method, path = ''] = route.split(' ');
    if (method !== 'GET' || path.includes(':') || namesOnly.includes(route)) continue;
    for (const query of ['', `?search=${encodeURIComponent(canary)}`, `?q=${encodeURIComponent(canary)}`]) {
      const reply = await world.request(manager, 'GET', path + query);
      score.expect(!reply.body.includes(canary), `${route}${query} shows a manager a record that is not his`);
    }
  }
}
