// check:audit (D4): what changes leaves exactly one audit row for each record, what reads changes nothing, reads of personal data
// are logged, the audit cannot be rewritten by the program, and its chain of seals shows whoever rewrites it past the program.

import type { PoolClient } from 'pg';
import { createWorld } from '#app/world.ts';
import { inDatabase } from '#app/template.ts';
import { readLogKey } from '#platform/server/audit/reads.ts';
import { sealNext, verifyAudit } from '#platform/server/audit/sealing.ts';
import { recordChange } from '#platform/server/audit/audit.ts';
import { dbOf, exactlyOne, rows, sql } from '#platform/server/db/db.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import { makeCast } from '../../tests/authz/cast.ts';
import type { Cast } from '../../tests/authz/cast.ts';
import { expected } from '../../tests/authz/expected.ts';
import type { Row } from '../../tests/authz/expected.ts';
import { contentHash } from './lib/content-hash.ts';
import { startCheckServer } from './lib/server.ts';
import { tally } from './lib/tally.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Creates and other changes without a record in the path, with a body that is accepted. */
const creates: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'POST /api/people': { name: 'Новый Человек', email: 'new@example.test' },
  'POST /api/roles': { nameEn: 'New', nameRu: 'Новая', cells: { customers: { read: 'own' } } },
  'POST /api/divisions': { name: 'Новое' },
  'POST /api/tokens': { name: 'Новый', scopes: { customers: ['read'] }, days: 3 },
  'POST /api/views': { place: 'audit', name: 'Новый', state: { abc: 'A' } },
  'PATCH /api/session': { language: 'en' },
  'PATCH /api/company': { version: 1, name: 'Иное, ООО' },
  'POST /api/catalog/directions': { name: 'Новое направление' },
  'POST /api/catalog/products': { name: 'Новый продукт' },
  'POST /api/customers': { name: 'Новый клиент' },
  'POST /api/customer-parameters': { key: 'fresh', name: 'Новый', block: 'commercial', type: 'text' },
};

/** Tables that tell how the program does its work, not what people know. */
const bookkeeping = [
  'platform.audit_entry',
  'platform.session',
  'platform.outbox_event',
  'platform.idempotency',
];

/** A job is the program's own record: its state, and what it then does, is kept with it and audited by its steps. */
const bookkept = ['POST /api/jobs/:id/cancel'];

const score = tally();
const server = await startCheckServer();
const world = await createWorld(server, { dataFolder: `${server.folder}/world` });
try {
  const cast = await makeCast(world);
  for (const [route, row] of Object.entries(expected))
    if (changes(route, row)) await tryChange(route, row, cast);
  for (const [route, row] of Object.entries(expected))
    if (route.startsWith('GET ') && !route.endsWith('/events')) await tryRead(route, row, cast);
  await tryReadLog(cast);
  await tryRewriting();
  await tryChain();
} finally {
  await world.close();
  await server.stop();
}
score.close();
process.exit();

/** Changes that this check can make: those with a body of their own, or with nothing but a record in the path. */
function changes(route: string, row: Row): boolean {
  if (route.startsWith('GET ') || row.roles === 'public') return false;
  return creates[route] !== undefined || row.record !== undefined;
}

async function tryChange(route: string, row: Row, cast: Cast): Promise<void> {
  const target = row.record ? await cast.fresh(row.record, 'own', cast.principals['A'] ?? 0) : undefined;
  const text = JSON.stringify(creates[route] ?? row.body ?? null).replaceAll(
    '"$version"',
    String(target?.version ?? 1),
  );
  const before = await contentHash(server.owner, world);
  const from = await lastEntry();
  const reply = await send(route, target?.id, text === 'null' ? undefined : JSON.parse(text), cast);
  const after = await contentHash(server.owner, world);
  const entries = await entriesAfter(from);
  const changed = Object.keys(after).filter(
    (table) => !bookkeeping.includes(table) && before[table] !== after[table],
  );
  if (reply.statusCode >= 400) {
    score.expect(
      changed.length === 0 && entries.length === 0,
      `${route} was refused (${reply.statusCode}) and yet changed ${changed.join(', ')}`,
    );
    return;
  }
  score.expect(
    changed.length > 0 || route.endsWith('/cancel'),
    `${route} answered ${reply.statusCode} and changed nothing`,
  );
  if (bookkept.includes(route)) return;
  score.expect(entries.length >= 1, `${route} changed ${changed.join(', ')} without an audit row`);
  const keys = entries.map((entry) => `${entry.entity} ${entry.entity_id} ${entry.action}`);
  score.expect(new Set(keys).size === keys.length, `${route} left a double audit row: ${keys.join('; ')}`);
  score.expect(
    entries.every((entry) => entry.person_id === cast.principals['A']),
    `${route}: the audit names somebody else`,
  );
}

async function tryRead(route: string, row: Row, cast: Cast): Promise<void> {
  const target = row.record ? await cast.fresh(row.record, 'own', cast.principals['A'] ?? 0) : undefined;
  const before = await contentHash(server.owner, world);
  await send(route, target?.id, undefined, cast);
  const after = await contentHash(server.owner, world);
  const changed = Object.keys(after).filter((table) => before[table] !== after[table]);
  score.expect(changed.length === 0, `${route} only reads and yet changed ${changed.join(', ')}`);
}

/** Whose personal data was shown to whom: the card, the list and the export. */
async function tryReadLog(cast: Cast): Promise<void> {
  const { id } = await cast.fresh('customer', 'own', cast.principals['A'] ?? 0);
  const number = Number(id.slice('cus_'.length));
  for (const path of [
    `/api/customers/${id}`,
    '/api/customers?limit=200&sort=-created',
    '/api/customers/export?format=csv',
  ]) {
    await world.transaction((ctx) => rows(ctx.db, sql`delete from platform.read_log`));
    const reply = await world.request(cast.principals['A'], 'GET', path);
    await world.program.services.get(readLogKey).flush();
    const logged = await world.transaction((ctx) =>
      rows(
        ctx.db,
        sql<{
          person_id: number;
        }>`select person_id from platform.read_log where entity = 'customers.customer' and ${number} = any(entity_ids)`,
      ),
    );
    score.expect(
      reply.statusCode === 200 && logged.some((row) => row.person_id === cast.principals['A']),
      `GET ${path} (${reply.statusCode}) is not in the log of reads`,
    );
  }
}

/** Neither the program's role nor, by the trigger, the owner can rewrite what happened. */
async function tryRewriting(): Promise<void> {
  const statements = [
    `update platform.audit_entry set action = 'x'`,
    `delete from platform.audit_entry`,
    `truncate platform.audit_entry`,
    `update platform.audit_seal set hash = '\\x00'`,
    `delete from platform.audit_seal`,
  ];
  await world.transaction((ctx) => sealNext(ctx.db, 10n));
  for (const [who, connection] of [
    ['the program', server.application],
    ['the owner', server.owner],
  ] as const) {
    const { client, release } = await connectTo(connection);
    for (const statement of statements) {
      const refused = await client.query(statement).then(
        () => false,
        () => true,
      );
      score.expect(refused, `${who} could run: ${statement}`);
    }
    await release();
  }
}

/** Somebody with the database in his hands switches the trigger off: the chain tells. */
async function tryChain(): Promise<void> {
  const { client, release } = await connectTo(server.owner);
  const { rows: gaps } = await client.query<{ gap: string }>(
    `select nextval(pg_get_serial_sequence('platform.audit_entry', 'id'))::text as gap`,
  );
  await world.transaction((ctx) => recordChange(ctx, { entity: 'check.end', entityId: 1, action: 'create' }));
  const last = BigInt(await lastEntry());
  await world.transaction((ctx) => sealNext(ctx.db, last));
  const intact = await world.transaction(verifyAudit);
  score.expect(
    intact.intact && intact.unsealed === 0 && intact.sealed > 20,
    `the untouched chain does not verify: sealed ${intact.sealed}, unsealed ${intact.unsealed}`,
  );
  const tampering: Readonly<Record<string, string>> = {
    'a changed row': `update platform.audit_entry set person_id = 999 where id = 5`,
    'a removed row': `delete from platform.audit_entry where id = 6`,
    'an added row': `insert into platform.audit_entry (id, actor_kind, request_id, entity, entity_id, action)
                     overriding system value values (${gaps[0]?.gap ?? '0'}, 'system', 'x', 'x', 'x', 'x')`,
    'a moved moment': `update platform.audit_entry set at = at - interval '1 hour' where id = 8`,
    'a removed seal': `delete from platform.audit_seal where id = (select min(id) from platform.audit_seal)`,
  };
  for (const [what, statement] of Object.entries(tampering)) {
    await client.query('begin');
    await client.query(`alter table platform.audit_entry disable trigger user`);
    await client.query(`alter table platform.audit_seal disable trigger user`);
    await client.query(statement);
    const found = await verifyAudit({ db: dbOf(client) });
    await client.query('rollback');
    score.expect(!found.intact, `${what} went unseen`);
  }
  await release();
}

async function connectTo(connection: Connection): Promise<{ client: PoolClient; release(): Promise<void> }> {
  const { name } = await world.transaction((ctx) =>
    exactlyOne(ctx.db, sql<{ name: string }>`select current_database() as name`),
  );
  const pool = new pg.Pool({ ...inDatabase(connection, name), max: 1 });
  pool.on('error', () => {});
  const client = await pool.connect();
  return {
    client,
    release: async () => {
      client.release();
      await pool.end();
    },
  };
}

function send(route: string, id: string | undefined, body: unknown, cast: Cast) {
  const [method = 'GET', path = ''] = route.split(' ');
  const url = path
    .replace(/:(id|day)\b/, id ?? 'x_1')
    .replace(':for', 'per_1')
    .replace(':from', '2026-02-01')
    .replace(/:\w+/g, 'x_1');
  return world.request(cast.principals['A'], method as Method, url, body);
}

async function lastEntry(): Promise<string> {
  const { last } = await world.transaction((ctx) =>
    exactlyOne(
      ctx.db,
      sql<{ last: string }>`select coalesce(max(id), 0)::text as last from platform.audit_entry`,
    ),
  );
  return last;
}

function entriesAfter(id: string) {
  return world.transaction((ctx) =>
    rows(
      ctx.db,
      sql<{ entity: string; entity_id: string; action: string; person_id: number | null }>`
        select entity, entity_id, action, person_id from platform.audit_entry where id > ${id}::bigint`,
    ),
  );
}
