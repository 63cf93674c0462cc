// check:concurrency (D1, D2): a thousand updates of one record from many editors, one winner a version; every create five times at once with one key, one effect.
// `--updates N` (1000 unless told).

import { createWorld } from '#app/world.ts';
import type { TestWorld } from '#app/world.ts';
import { exactlyOne, sql } from '#platform/server/db/db.ts';
import { startCheckServer } from './lib/server.ts';
import { tally } from './lib/tally.ts';

const at = process.argv.indexOf('--updates');
const updates = at < 0 ? 1000 : Number(process.argv[at + 1]);
const editors = 8;
const server = await startCheckServer();
const world = await createWorld(server, { dataFolder: `${server.folder}/world` });
const score = tally();
try {
  const person = await world.addPerson();
  await manyEditors(person);
  await sameKey(person);
} finally {
  await world.close();
  await server.stop();
}
score.close();

/** Each editor appends its mark to the note as it last saw it; a loser reads again. The note must hold every acknowledged mark, in the order of versions. */
async function manyEditors(person: number): Promise<void> {
  const made = await world.request(person, 'POST', '/api/customers', {
    name: 'Поле боя',
    createAnyway: true,
  });
  const { id } = made.json<{ id: string }>();
  const path = `/api/customers/${id}`;
  let won = 0;
  let lost = 0;
  const wins = new Map<number, string>();
  const editor = async (name: number): Promise<void> => {
    let seen = await look(person, path);
    while (won < updates) {
      const mark = `${name}.${won}`;
      const reply = await world.request(person, 'PATCH', path, { version: seen.version, city: mark });
      if (reply.statusCode === 200) {
        won += 1;
        score.expect(!wins.has(seen.version), `version ${seen.version} was won twice`);
        wins.set(seen.version, mark);
      } else {
        lost += 1;
        const current = reply.json<{ error: { data: { version?: number } } }>().error.data.version;
        score.expect(
          reply.statusCode === 409 && (current ?? 0) > seen.version,
          `a loser got ${reply.statusCode} with version ${current ?? 'none'}`,
        );
      }
      seen = await look(person, path);
    }
  };
  await Promise.all(Array.from({ length: editors }, (_, name) => editor(name)));
  const end = await look(person, path);
  score.expect(end.version === 1 + won, `after ${won} won updates the version is ${end.version}`);
  score.expect(
    end.city === wins.get(end.version - 1),
    `the record holds ${end.city ?? 'nothing'}, not the last winner's value`,
  );
  score.expect(lost > 0, 'no editor ever lost: nothing was concurrent');
  const { entries } = await audited(world, id);
  score.expect(entries === won, `${won} updates left ${entries} audit rows`);
  console.log(`${won} won, ${lost} lost`);
}

async function look(person: number, path: string): Promise<{ version: number; city?: string }> {
  return (await world.request(person, 'GET', path)).json();
}

async function audited(of: TestWorld, id: string): Promise<{ entries: number }> {
  return of.transaction((ctx) =>
    exactlyOne(
      ctx.db,
      sql<{ entries: number }>`
        select count(*)::int as entries from platform.audit_entry
         where entity = 'customers.customer' and entity_id in (${id}, ${id.replace('cus_', '')}) and action <> 'create'`,
    ),
  );
}

/** D2 over the creates that need no other record. */
async function sameKey(person: number): Promise<void> {
  const creates: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['/api/customers', { name: 'Дважды, ООО', createAnyway: true }, 'customers.customer'],
    ['/api/catalog/directions', { code: 'TWICE', name: 'Дважды' }, 'catalog.direction'],
    ['/api/divisions', { name: 'Дважды', kind: 'division' }, 'platform.division'],
  ];
  for (const [path, body, table] of creates) {
    const count = () =>
      world.transaction((ctx) =>
        exactlyOne(ctx.db, sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`),
      );
    const before = await count();
    const replies = await Promise.all(
      Array.from({ length: 5 }, () =>
        world.request(person, 'POST', path, body, { 'idempotency-key': `same-${path}` }),
      ),
    );
    const after = await count();
    score.expect(
      replies.every((reply) => reply.statusCode < 300),
      `${path}: answered ${replies.map((reply) => reply.statusCode).join(', ')} ${replies[0]?.body.slice(0, 200) ?? ''}`,
    );
    score.expect(after.n === before.n + 1, `${path}: five equal requests made ${after.n - before.n} records`);
    score.expect(new Set(replies.map((reply) => reply.body)).size === 1, `${path}: the answers differ`);
  }
}
