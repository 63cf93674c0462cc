// check:headers (S1): every route of the program, and its error pages, answer with the strict policy and never with a file to sniff.

import { createWorld } from '#app/world.ts';
import { startCheckServer } from './lib/server.ts';
import { tally } from './lib/tally.ts';

const server = await startCheckServer();
const world = await createWorld(server, { dataFolder: `${server.folder}/world` });
const score = tally();
try {
  const personId = await world.addPerson();
  const routes = world.program.rooms
    .flatMap((room) => room.routes.map((route) => route.endpoint))
    .filter((endpoint) => endpoint.stream !== 'text/event-stream');
  const pages = [
    ...routes.map(({ method, path }) => ({ method, path: path.replace(/:\w+/g, '1') })),
    ...['/', '/nothing', '/api/nothing', '/live', '/ready'].map((path) => ({ method: 'GET' as const, path })),
  ];
  for (const { method, path } of pages) {
    for (const person of [undefined, personId]) {
      const reply = await world.request(person, method, path);
      const policy = directives(String(reply.headers['content-security-policy'] ?? ''));
      const name = `${method} ${path} (${reply.statusCode})`;
      score.expect(
        policy.get('default-src') === `'none'`,
        `${name}: default-src is ${policy.get('default-src') ?? 'missing'}`,
      );
      score.expect(policy.get('frame-ancestors') === `'none'`, `${name}: may be framed`);
      score.expect(
        ![...policy.values()].some((value) => /unsafe|\*|https?:/.test(value)),
        `${name}: the policy has a hole`,
      );
      score.expect(reply.headers['x-content-type-options'] === 'nosniff', `${name}: may be sniffed`);
      score.expect(reply.headers['cache-control'] === 'no-store', `${name}: may be cached`);
      for (const cookie of [reply.headers['set-cookie'] ?? []].flat())
        score.expect(
          /HttpOnly/i.test(cookie) && /SameSite=(Lax|Strict)/i.test(cookie),
          `${name}: a loose cookie`,
        );
    }
  }
} finally {
  await world.close();
  await server.stop();
}
score.close();

function directives(policy: string): Map<string, string> {
  return new Map(
    policy
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]),
  );
}
