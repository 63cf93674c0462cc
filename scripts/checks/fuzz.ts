// check:fuzz (B1): requests made from the contracts, valid and spoilt, against every route. No 5xx, no undocumented status, no broken reply, nothing slow, nothing leaked.
// `--runs N` requests a route (500 unless told), `--only TEXT` for some routes, `--seed N` to repeat.

import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { createWorld } from '#app/world.ts';
import type { TestWorld } from '#app/world.ts';
import { fitting, spoilt } from './lib/arbitrary.ts';
import type { Schema } from './lib/arbitrary.ts';
import { startCheckServer } from './lib/server.ts';
import { seedBase } from './lib/seed.ts';
import { tally } from './lib/tally.ts';

const argument = (name: string): string | undefined =>
  process.argv[process.argv.indexOf(`--${name}`) + 1 || process.argv.length];
const runs = Number(argument('runs') ?? 500);
const only = argument('only');
const seed = Number(argument('seed') ?? 20_261_122);
const slowMs = 2000;
const leak = /(\bselect\b .*\bfrom\b)|(at \w+ \(.*:\d+:\d+\))|node_modules|pg_catalog|syntax error at/i;

interface Shot {
  readonly url: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
}

const empty: Schema = { type: 'object', properties: {} };

function shots(endpoint: Endpoint): Arbitrary<Shot> {
  const part = (schema: TSchema | undefined) => schema as Schema | undefined;
  const params = fitting(part(endpoint.params) ?? empty);
  const query = part(endpoint.query);
  const body = part(endpoint.body);
  const shape = (good: boolean) =>
    fc.record({
      params,
      query: query ? (good ? fitting(query) : fc.oneof(fitting(query), spoilt(query))) : fc.constant({}),
      body: body ? (good ? fitting(body) : spoilt(body)) : fc.constant(undefined),
      headers: good
        ? fc.constant({})
        : fc.constantFrom<Record<string, string>>(
            {},
            { 'content-type': 'text/xml' },
            { 'content-type': 'application/json; charset=utf-7' },
            { 'accept-language': 'x'.repeat(3000) },
          ),
    });
  return fc
    .oneof({ arbitrary: shape(true), weight: 5 }, { arbitrary: shape(false), weight: 5 })
    .map((made) => ({
      url: fill(endpoint.path, made.params as Record<string, unknown>) + search(made.query),
      body: made.body,
      headers: made.headers,
    }));
}

function fill(path: string, params: Record<string, unknown>): string {
  return path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(safe(params[name])));
}

function search(query: unknown): string {
  if (query === null || typeof query !== 'object') return '';
  const entries = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (item) => `${encodeURIComponent(name)}=${encodeURIComponent(safe(item))}`,
    ),
  );
  return entries.length > 0 ? `?${entries.join('&')}` : '';
}

/** Lone surrogates cannot travel in an address. */
function safe(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.toWellFormed().slice(0, 4000);
}

async function shoot(
  world: TestWorld,
  personId: number,
  endpoint: Endpoint,
  shot: Shot,
): Promise<string | undefined> {
  const begun = performance.now();
  const reply = await world.request(personId, endpoint.method, shot.url, shot.body, shot.headers);
  const took = performance.now() - begun;
  if (reply.statusCode >= 500) return `status ${reply.statusCode}: ${reply.body.slice(0, 300)}`;
  if (took > slowMs) return `took ${Math.round(took)} ms`;
  if ((Object.prototype as Record<string, unknown>)['polluted'] !== undefined)
    return 'polluted Object.prototype';
  if (reply.statusCode >= 400) {
    const problem = JSON.parse(reply.body) as { error?: { code?: string; message?: string } };
    if (
      !problem.error?.code ||
      !problem.error.message ||
      problem.error.message === `refusal.${problem.error.code}`
    )
      return `a refusal without words: ${reply.body.slice(0, 200)}`;
    return leak.test(reply.body.replaceAll(shot.url, '')) ? `leaks: ${reply.body.slice(0, 300)}` : undefined;
  }
  if (reply.statusCode !== (endpoint.status ?? 200)) return `undocumented status ${reply.statusCode}`;
  if (!endpoint.stream && !check(endpoint).Check(JSON.parse(reply.body)))
    return `a reply that breaks its contract: ${reply.body.slice(0, 200)}`;
  return undefined;
}

const compiled = new Map<Endpoint, { Check(value: unknown): boolean }>();

function check(endpoint: Endpoint): { Check(value: unknown): boolean } {
  let found = compiled.get(endpoint);
  if (!found) compiled.set(endpoint, (found = Compile(endpoint.reply)));
  return found;
}

const server = await startCheckServer();
const world = await createWorld(server, { dataFolder: `${server.folder}/world` });
const score = tally();
try {
  const personId = await world.addPerson({ name: 'Администратор' });
  await seedBase(world);
  const endpoints = world.program.rooms
    .flatMap((room) => room.routes.map((route) => route.endpoint))
    .filter((endpoint) => endpoint.stream !== 'text/event-stream');
  for (const endpoint of endpoints.filter((each) => !only || each.path.includes(only))) {
    const name = `${endpoint.method} ${endpoint.path}`;
    const found = await fc.check(
      fc.asyncProperty(shots(endpoint), async (shot) => {
        const problem = await shoot(world, personId, endpoint, shot);
        if (problem)
          throw new Error(
            `${problem}\n  ${endpoint.method} ${shot.url.slice(0, 300)} ${JSON.stringify(shot.body)?.slice(0, 300) ?? ''}`,
          );
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
    score.expect(
      !found.failed,
      `${name}: ${found.errorInstance instanceof Error ? found.errorInstance.message : ''}`,
    );
  }
} finally {
  await world.close();
  await server.stop();
}
score.close();
