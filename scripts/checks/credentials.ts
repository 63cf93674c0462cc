// check:credentials (A3): after sign-out, a new password, new roles, deactivation, a reset or a second step every older credential
// of the person (sessions, tokens, links, live channels) is dead within one second, over real sockets and in every order of events.

import { setTimeout as sleep } from 'node:timers/promises';
import { createWorld } from '#app/world.ts';
import { createCredentials } from '#platform/server/access/authenticate.ts';
import { hashPassword } from '#platform/server/access/passwords.ts';
import { installDefaultRoles } from '#platform/server/access/set-up.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import { createApp } from '#platform/server/http/app.ts';
import { authenticatorKey } from '#platform/server/http/authenticator.ts';
import { startCheckServer } from './lib/server.ts';
import { tally } from './lib/tally.ts';

const password = 'ночная-фиалка 17';
const limitMs = 1000;
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 3;
const score = tally();
const server = await startCheckServer();
const world = await createWorld(server, { dataFolder: `${server.folder}/world` });
const { database, services, makeCtx } = world.program;
services.set(authenticatorKey, createCredentials({ database, services, makeCtx }).authenticate);
const app = await createApp(world.program);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
const hash = await hashPassword(password);
let serial = 0;
let slowest = 0;

const events: Readonly<Record<string, (person: Person, admin: Session) => Promise<Response>>> = {
  'a deactivation': async (person, admin) => account(admin, person, { status: 'deactivated' }),
  'new roles': async (person, admin) => account(admin, person, { roles: [] }),
  'a new e-mail': async (person, admin) => account(admin, person, { email: `new${person.id}@example.test` }),
  'a new password': (person) =>
    call(person.session, 'POST', '/api/me/password', { current: password, next: 'другая-фиалка 18' }),
  'a used reset link': (person) =>
    call(undefined, 'POST', '/api/links/use', { code: person.link, password: 'третья-фиалка 19' }),
  'a removed second step': async (person, admin) => {
    await world.transaction((ctx) =>
      run(ctx.db, sql`update platform.person set totp_secret = 'x' where id = ${person.id}`),
    );
    return call(admin, 'POST', `/api/people/per_${person.id}/totp/remove`);
  },
};

try {
  await world.transaction((ctx) => installDefaultRoles(ctx.db));
  const admin = (await makePerson(undefined)).session;
  for (let round = 0; round < rounds; round++) {
    for (const [name, event] of Object.entries(events)) await tryEvent(name, event, admin);
    await trySignOut(admin);
    await tryRevokedToken(admin);
  }
  console.log(`slowest death ${Math.round(slowest)} ms`);
} finally {
  await app.close();
  await world.close();
  await server.stop();
}
score.close();
process.exit();

type Session = { readonly cookie: string };

interface Person {
  readonly id: number;
  readonly session: Session;
  readonly other: Session;
  readonly token: string;
  readonly tokenId: string;
  readonly link: string;
}

async function tryEvent(
  name: string,
  event: (person: Person, admin: Session) => Promise<Response>,
  admin: Session,
): Promise<void> {
  const person = await makePerson(admin);
  const channel = await openChannel(person);
  await expectAlive(name, person);
  const done = await event(person, admin);
  score.expect(done.status === 200, `${name}: the event itself answered ${done.status}`);
  const begun = performance.now();
  await Promise.all([
    expectDead(`${name}: the session`, begun, () => call(person.session, 'GET', '/api/session')),
    expectDead(`${name}: the other session`, begun, () => call(person.other, 'GET', '/api/session')),
    expectDead(`${name}: the token`, begun, () =>
      call(undefined, 'GET', '/api/session', undefined, { authorization: `Bearer ${person.token}` }),
    ),
    expectDead(`${name}: the link`, begun, () =>
      call(undefined, 'POST', '/api/links/check', { code: person.link }),
    ),
    expectClosed(`${name}: the live channel`, begun, channel),
  ]);
}

async function trySignOut(admin: Session): Promise<void> {
  const person = await makePerson(admin);
  await expectAlive('sign-out', person);
  await call(person.session, 'DELETE', '/api/session');
  await expectDead('sign-out: the session', performance.now(), () =>
    call(person.session, 'GET', '/api/session'),
  );
  const other = await call(person.other, 'GET', '/api/session');
  score.expect(other.status === 200, `sign-out ends one session only, the other answered ${other.status}`);
}

async function tryRevokedToken(admin: Session): Promise<void> {
  const person = await makePerson(admin);
  await call(admin, 'DELETE', `/api/tokens/${person.tokenId}`);
  await expectDead('a revoked token', performance.now(), () =>
    call(undefined, 'GET', '/api/session', undefined, { authorization: `Bearer ${person.token}` }),
  );
}

async function expectAlive(name: string, person: Person): Promise<void> {
  for (const session of [person.session, person.other]) {
    const reply = await call(session, 'GET', '/api/session');
    score.expect(reply.status === 200, `before ${name} a session answered ${reply.status}`);
  }
  const reply = await call(undefined, 'GET', '/api/session', undefined, {
    authorization: `Bearer ${person.token}`,
  });
  score.expect(reply.status === 200, `before ${name} the token answered ${reply.status}`);
}

/** Keeps asking, as a busy screen does; the credential must die in time and stay dead. */
async function expectDead(what: string, begun: number, ask: () => Promise<Response>): Promise<void> {
  let diedAt: number | undefined;
  while (performance.now() - begun < limitMs + 300) {
    const asked = performance.now();
    const { status } = await ask();
    if (status === 401 || status === 404) diedAt ??= asked - begun;
    else if (diedAt !== undefined) return score.fail(`${what} came to life again`);
    await sleep(40);
  }
  slowest = Math.max(slowest, diedAt ?? Infinity);
  score.expect(diedAt !== undefined && diedAt <= limitMs, `${what} lived for ${diedAt ?? 'ever'} ms`);
}

async function expectClosed(
  what: string,
  begun: number,
  channel: { readonly ended: Promise<void> },
): Promise<void> {
  const isClosed = await Promise.race([
    channel.ended.then(() => true),
    sleep(limitMs + 500).then(() => false),
  ]);
  const tookMs = performance.now() - begun;
  score.expect(
    isClosed && tookMs <= limitMs + 100,
    `${what} stayed open for ${isClosed ? Math.round(tookMs) : 'ever'} ms`,
  );
}

/** A live channel on a job that never ends; resolves when the server closes it. */
async function openChannel(person: Person): Promise<{ readonly ended: Promise<void> }> {
  const { id } = await world.transaction((ctx) =>
    exactlyOne(
      ctx.db,
      sql<{
        id: number;
      }>`insert into platform.job (name, payload, person_id) values ('check.waits', '{}', ${person.id}) returning id`,
    ),
  );
  const reply = await call(person.other, 'GET', `/api/jobs/job_${id}/events`);
  score.expect(reply.status === 200, `the live channel answered ${reply.status}`);
  return { ended: drainOf(reply) };
}

function drainOf(reply: Response): Promise<void> {
  return reply.text().then(
    () => undefined,
    () => undefined,
  );
}

/** A person with two sessions, a token and a link; without an administrator he becomes one himself. */
async function makePerson(admin: Session | undefined): Promise<Person> {
  serial += 1;
  const email = `person${serial}@example.test`;
  const id = await world.addPerson(admin ? { cells: { customers: { read: 'own' } } } : {});
  await world.transaction((ctx) =>
    run(ctx.db, sql`update platform.person set email = ${email}, password_hash = ${hash} where id = ${id}`),
  );
  const [session, other] = [await signIn(email), await signIn(email)];
  if (!admin) return { id, session, other, token: '', tokenId: '', link: '' };
  const made = await call(admin, 'POST', '/api/tokens', {
    name: 'check',
    person: `per_${id}`,
    scopes: { customers: ['read'] },
    days: 1,
  });
  const { token, id: tokenId } = (await made.json()) as { token: string; id: string };
  const { path } = (await (await call(admin, 'POST', `/api/people/per_${id}/reset`)).json()) as {
    path: string;
  };
  return { id, session, other, token, tokenId, link: path.split('code=')[1] ?? '' };
}

async function signIn(email: string): Promise<Session> {
  const reply = await call(undefined, 'POST', '/api/session', { email, password });
  if (reply.status !== 200) throw new Error(`signing in answered ${reply.status}`);
  return { cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function account(admin: Session, person: Person, change: object): Promise<Response> {
  const card = (await (await call(admin, 'GET', `/api/people/per_${person.id}`)).json()) as {
    person: { version: number };
  };
  return call(admin, 'PATCH', `/api/people/per_${person.id}/account`, {
    version: card.person.version,
    ...change,
  });
}

function call(
  session: Session | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(address + path, {
    method,
    headers: {
      'x-klientela': '1',
      ...(session ? { cookie: session.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
