import { afterAll, beforeAll, expect, test } from 'vitest';
import { installDefaultRoles } from '#platform/server/access/set-up.ts';
import { sealNext, verifyAudit } from '#platform/server/audit/sealing.ts';
import { exactlyOne, rows, run, sql } from '#platform/server/db/db.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import { pg } from '#platform/server/db/types.ts';
import { inject } from 'vitest';
import { inDatabase } from './template.ts';
import type { TestWorld } from './testing.ts';
import { createTestWorld } from './testing.ts';

let world: TestWorld;
let admin: number;
beforeAll(async () => {
  world = await createTestWorld();
  admin = await world.addPerson({ name: 'Администратор' });
  await world.transaction(async (ctx) => {
    await installDefaultRoles(ctx.db);
    await run(ctx.db, sql`update platform.person set password_hash = 'x' where id = ${admin}`);
  });
});
afterAll(() => world.close());

const get = async <T>(url: string, person = admin) => (await world.request(person, 'GET', url)).json<T>();
const errorCode = (reply: { json(): unknown }) => (reply.json() as { error: { code: string } }).error.code;
const personOf = async (id: number) =>
  (await get<{ person: { id: string; version: number } }>(`/api/people/per_${id}`)).person;
const roleCells = (key: string) =>
  world.transaction((ctx) =>
    exactlyOne(ctx.db, sql<{ cells: never }>`select cells from platform.role where key = ${key}`),
  );

test('a head sees the people of his division and below, others see names only', async () => {
  const north = await world.addDivision('Север');
  const pskov = await world.addDivision('Псков', north);
  const south = await world.addDivision('Юг');
  const head = await world.addPerson({
    name: 'Глава Севера',
    divisionId: north,
    ...(await roleCells('head')),
  });
  const below = await world.addPerson({ name: 'Псковитянин', divisionId: pskov });
  const other = await world.addPerson({ name: 'Южанин', divisionId: south });
  const manager = await world.addPerson({ name: 'Менеджер', ...(await roleCells('manager')) });
  const seen = await get<{ rows: { name: string }[]; total: number }>('/api/people', head);
  expect(seen.rows.map((row) => row.name)).toEqual(['Глава Севера', 'Псковитянин']);
  expect(seen.total).toBe(2);
  expect((await world.request(head, 'GET', `/api/people/per_${below}`)).statusCode).toBe(200);
  const foreign = await world.request(head, 'GET', `/api/people/per_${other}`);
  const missing = await world.request(head, 'GET', '/api/people/per_999999');
  expect([foreign.statusCode, missing.statusCode]).toEqual([404, 404]);
  expect(errorCode(foreign)).toBe(errorCode(missing));
  expect((await world.request(manager, 'GET', '/api/people')).statusCode).toBe(404);
  const names = await get<{ rows: object[] }>('/api/people/names?q=южан', manager);
  expect(names.rows).toEqual([{ id: `per_${other}`, name: 'Южанин' }]);
});

test('people are paged by name without a gap, and found by ё and parts of words', async () => {
  await world.addPerson({ name: 'Ёлкина Фёкла' });
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { rows: { name: string }[]; nextCursor: string | null; total: number } = await get(
      `/api/people?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    seen.push(...page.rows.map((row) => row.name));
    cursor = page.nextCursor;
    if (cursor === null) expect(seen).toHaveLength(page.total);
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(
    (await get<{ rows: { name: string }[] }>(`/api/people?q=${encodeURIComponent('фекл')}`)).rows.map(
      (row) => row.name,
    ),
  ).toEqual(['Ёлкина Фёкла']);
  expect((await world.request(admin, 'GET', '/api/people?cursor=zzz')).statusCode).toBe(400);
});

test('a change with an old version is refused and names the version of now; a taken e-mail is refused', async () => {
  const id = await world.addPerson({ name: 'Первое Имя' });
  const { version } = await personOf(id);
  const changed = await world.request(admin, 'PATCH', `/api/people/per_${id}`, {
    version,
    name: 'Второе Имя',
  });
  expect(changed.json()).toMatchObject({ name: 'Второе Имя', version: version + 1 });
  const late = await world.request(admin, 'PATCH', `/api/people/per_${id}`, { version, name: 'Третье Имя' });
  expect(late.json()).toMatchObject({
    error: { code: 'platform.changed_meanwhile', data: { version: version + 1 } },
  });
  const taken = await world.request(admin, 'POST', '/api/people', { name: 'a', email: 'x@example.test' });
  expect(taken.statusCode).toBe(201);
  expect(
    errorCode(await world.request(admin, 'POST', '/api/people', { name: 'b', email: 'X@Example.test' })),
  ).toBe('platform.email_taken');
});

test('somebody who may write people but not administer them gives neither e-mail nor roles', async () => {
  const clerk = await world.addPerson({ cells: { people: { read: 'all', write: 'all' } } });
  expect((await world.request(clerk, 'POST', '/api/people', { name: 'Без входа' })).statusCode).toBe(201);
  expect(
    (await world.request(clerk, 'POST', '/api/people', { name: 'Со входом', email: 'c@example.test' }))
      .statusCode,
  ).toBe(403);
  const { version } = await personOf(clerk);
  const roles = await get<{ rows: { id: string; key: string }[] }>('/api/roles');
  const administrator = roles.rows.find((role) => role.key === 'administrator')?.id;
  expect(
    (
      await world.request(clerk, 'PATCH', `/api/people/per_${clerk}/account`, {
        version,
        roles: [administrator],
      })
    ).statusCode,
  ).toBe(404);
  expect(
    (await world.request(clerk, 'PATCH', `/api/people/per_${clerk}`, { version, roles: [administrator] }))
      .statusCode,
  ).toBe(400);
});

test('a role is added by choosing cells; unknown cells are refused; the administrator stays as it is', async () => {
  const cells = { customers: { read: 'division' }, amounts: { read: 'none' } };
  const added = await world.request(admin, 'POST', '/api/roles', {
    nameEn: 'Trainee',
    nameRu: 'Стажёр',
    cells,
  });
  expect(added.statusCode).toBe(201);
  const role = added.json<{ id: string; version: number; cells: Record<string, object> }>();
  expect(role.cells['customers']).toEqual({ read: 'division' });
  expect(role.cells['amounts']).toEqual({});
  expect(
    (await world.request(admin, 'POST', '/api/roles', { nameEn: 'Trainee', nameRu: 'Другой', cells }))
      .statusCode,
  ).toBe(409);
  for (const bad of [
    { customers: { steal: 'all' } },
    { nonsense: { read: 'all' } },
    { customers: { read: 'universe' } },
  ]) {
    expect(
      (await world.request(admin, 'POST', '/api/roles', { nameEn: 'Bad', nameRu: 'Плохая', cells: bad }))
        .statusCode,
    ).toBe(400);
  }
  const polluted = await world.request(
    admin,
    'POST',
    '/api/roles',
    JSON.parse('{"nameEn":"P","nameRu":"П","cells":{"__proto__":{"read":"all"}}}'),
  );
  expect(polluted.statusCode).toBe(400);
  const administrator = (
    await get<{ rows: { id: string; key: string; version: number }[] }>('/api/roles')
  ).rows.find((row) => row.key === 'administrator');
  const refused = await world.request(admin, 'PATCH', `/api/roles/${administrator?.id}`, {
    version: administrator?.version,
    cells: {},
  });
  expect(errorCode(refused)).toBe('platform.role_unchangeable');
  expect((await world.request(admin, 'DELETE', `/api/roles/${role.id}`)).statusCode).toBe(200);
});

test('divisions make a tree: no ring, none archived while it is in use', async () => {
  const add = async (name: string, parent?: string) =>
    (await world.request(admin, 'POST', '/api/divisions', parent ? { name, parent } : { name })).json<{
      id: string;
      version: number;
    }>();
  const top = await add('Главный офис');
  const middle = await add('Продажи', top.id);
  const low = await add('Отдел 1', middle.id);
  const ring = await world.request(admin, 'PATCH', `/api/divisions/${top.id}`, {
    version: top.version,
    parent: low.id,
  });
  expect(errorCode(ring)).toBe('platform.division_under_itself');
  const used = await world.request(admin, 'PATCH', `/api/divisions/${middle.id}`, {
    version: middle.version,
    archived: true,
  });
  expect(errorCode(used)).toBe('platform.division_in_use');
  expect(
    (
      await world.request(admin, 'PATCH', `/api/divisions/${low.id}`, {
        version: low.version,
        archived: true,
      })
    ).json(),
  ).toMatchObject({ archived: true });
});

test('standing in reaches the other one’s records for its days only', async () => {
  const away = await world.addPerson({ name: 'В отпуске' });
  const deputy = await world.addPerson({ name: 'Заместитель', cells: { people: { read: 'own' } } });
  const sees = async () => (await get<{ rows: object[] }>('/api/people', deputy)).rows.length;
  expect(await sees()).toBe(1);
  const add = (from: string, until: string) =>
    world.request(admin, 'POST', `/api/people/per_${deputy}/stand-ins`, { for: `per_${away}`, from, until });
  expect((await add('2026-11-21', '2026-11-30')).statusCode).toBe(201);
  expect(await sees()).toBe(1);
  expect((await add('2026-11-20', '2026-11-20')).statusCode).toBe(201);
  expect(await sees()).toBe(2);
  expect(errorCode(await add('2026-11-20', '2026-11-19'))).toBe('platform.days_reversed');
  expect(
    (await world.request(admin, 'DELETE', `/api/people/per_${deputy}/stand-ins/per_${away}/2026-11-20`))
      .statusCode,
  ).toBe(200);
  expect(await sees()).toBe(1);
});

test('the calendar knows holidays and moved days; settings keep a version', async () => {
  await world.request(admin, 'PUT', '/api/calendar/2026-11-04', {
    working: false,
    note: 'День народного единства',
  });
  expect(await get('/api/calendar/working-days?from=2026-11-02&until=2026-11-08')).toEqual({
    workingDays: 4,
  });
  expect((await get<{ rows: object[] }>('/api/calendar?year=2026')).rows).toEqual([
    { day: '2026-11-04', working: false, note: 'День народного единства' },
  ]);
  expect((await world.request(admin, 'PUT', '/api/calendar/2026-02-30', { working: false })).statusCode).toBe(
    400,
  );
  expect((await world.request(admin, 'DELETE', '/api/calendar/2026-11-04')).statusCode).toBe(200);
  expect((await world.request(admin, 'DELETE', '/api/calendar/2026-11-04')).statusCode).toBe(404);
  const { version } = await get<{ version: number }>('/api/company');
  expect((await world.request(admin, 'PATCH', '/api/company', { version, currency: 'USD' })).statusCode).toBe(
    400,
  );
  expect(
    (await world.request(admin, 'PATCH', '/api/company', { version, timeZone: 'Asia/Yekaterinburg' })).json(),
  ).toMatchObject({ timeZone: 'Asia/Yekaterinburg', version: version + 1 });
  expect((await world.request(admin, 'PATCH', '/api/company', { version, name: 'Поздно' })).statusCode).toBe(
    409,
  );
});

test('views belong to their maker; a shared one is seen by all and changed by none else', async () => {
  const other = await world.addPerson({ cells: {} });
  const made = await world.request(admin, 'POST', '/api/views', {
    place: 'customers',
    name: 'Ключевые',
    shared: true,
    state: { abc: 'A' },
  });
  const view = made.json<{ id: string; version: number }>();
  await world.request(admin, 'POST', '/api/views', { place: 'customers', name: 'Мои', state: {} });
  const seen = await get<{ rows: { name: string; own: boolean }[] }>('/api/views?place=customers', other);
  expect(seen.rows.map((row) => [row.name, row.own])).toEqual([['Ключевые', false]]);
  expect(
    (await world.request(other, 'PATCH', `/api/views/${view.id}`, { version: view.version, name: 'x' }))
      .statusCode,
  ).toBe(404);
  expect((await world.request(other, 'DELETE', `/api/views/${view.id}`)).statusCode).toBe(404);
  expect((await world.request(admin, 'DELETE', `/api/views/${view.id}`)).statusCode).toBe(200);
});

test('jobs are seen and stopped by who asked, or by those who keep the settings', async () => {
  const asker = await world.addPerson({ cells: {} });
  const stranger = await world.addPerson({ cells: {} });
  const auditor = await world.addPerson({ cells: { settings: { read: 'all' } } });
  const id = await world.transaction((ctx) => enqueueJob(ctx, 'probe.nothing', {}), asker);
  expect(await get(`/api/jobs/job_${id}`, asker)).toMatchObject({
    id: `job_${id}`,
    state: 'waiting',
    done: 0,
    total: null,
  });
  expect((await world.request(stranger, 'GET', `/api/jobs/job_${id}`)).statusCode).toBe(404);
  expect((await world.request(auditor, 'GET', `/api/jobs/job_${id}`)).statusCode).toBe(200);
  expect((await world.request(auditor, 'POST', `/api/jobs/job_${id}/cancel`)).statusCode).toBe(404);
  expect((await world.request(asker, 'POST', `/api/jobs/job_${id}/cancel`)).statusCode).toBe(200);
  expect(errorCode(await world.request(asker, 'POST', `/api/jobs/job_${id}/cancel`))).toBe(
    'platform.job_over',
  );
  const events = await world.request(asker, 'GET', `/api/jobs/job_${id}/events`);
  expect(events.headers['content-type']).toContain('text/event-stream');
  expect(events.body).toContain('"state":"cancelled"');
});

test('the audit lists changes by record, person and day; its chain shows a changed or added row', async () => {
  const page = await get<{
    rows: { entity: string; action: string; person: { name: string } | null }[];
    entities: string[];
    nextCursor: string;
  }>('/api/audit?entity=platform.role&limit=1');
  expect(page.rows).toMatchObject([
    { entity: 'platform.role', action: 'delete', person: { name: 'Администратор' } },
  ]);
  expect(page.entities).toContain('platform.division');
  const next = await get<{ rows: { action: string }[] }>(
    `/api/audit?entity=platform.role&limit=1&cursor=${page.nextCursor}`,
  );
  expect(next.rows.map((row) => row.action)).toEqual(['create']);
  expect((await get<{ rows: object[] }>('/api/audit?from=2020-01-01&until=2020-12-31')).rows).toEqual([]);

  const { highest } = await world.transaction((ctx) =>
    exactlyOne(ctx.db, sql<{ highest: bigint }>`select max(id) as highest from platform.audit_entry`),
  );
  expect(await world.transaction((ctx) => sealNext(ctx.db, highest - 3n))).toBe(true);
  expect(await world.transaction((ctx) => sealNext(ctx.db, highest))).toBe(true);
  expect(await world.transaction((ctx) => sealNext(ctx.db, highest))).toBe(false);
  expect(await get('/api/audit/verification')).toMatchObject({
    intact: true,
    seals: 2,
    unsealed: 0,
    brokenSeal: null,
  });
  await expect(
    world.transaction((ctx) => run(ctx.db, sql`update platform.audit_entry set action = 'x' where id = 1`)),
  ).rejects.toThrow();
  await asOwner(
    `alter table platform.audit_entry disable trigger audit_entry_insert_only; update platform.audit_entry set action = 'tampered' where id = 2`,
  );
  expect(await world.transaction(verifyAudit)).toMatchObject({ intact: false, brokenSeal: 1n });
});

/** What only somebody with the database in his hands can do. */
async function asOwner(text: string): Promise<void> {
  const { database } = await world.transaction((ctx) =>
    exactlyOne(ctx.db, sql<{ database: string }>`select current_database() as database`),
  );
  const client = new pg.Client(inDatabase(inject('owner'), database));
  await client.connect();
  await client.query(text);
  await client.end();
}

test('sealing in the background waits for those who still write', async () => {
  await world.drain();
  const before = await world.transaction((ctx) => rows(ctx.db, sql`select id from platform.audit_seal`));
  await world.transaction((ctx) => enqueueJob(ctx, 'platform.seal_audit', {}));
  await world.transaction((ctx) => enqueueJob(ctx, 'platform.sweep', {}));
  await world.drain();
  const states = await world.transaction((ctx) =>
    rows(
      ctx.db,
      sql<{
        name: string;
        state: string;
      }>`select name, state from platform.job where name like 'platform.%' order by name`,
    ),
  );
  expect(states.map((job) => job.state)).toEqual(['done', 'done']);
  expect(
    (await world.transaction((ctx) => rows(ctx.db, sql`select id from platform.audit_seal`))).length,
  ).toBeGreaterThanOrEqual(before.length);
});
