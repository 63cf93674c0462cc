import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import type { Cells } from '#platform/server/access/actor.ts';
import { one, sql } from '#platform/server/db/db.ts';
import { customerIds } from '../shared/ids.ts';
import { giveFigures, makeCustomer } from './testing.ts';

const managerCells: Cells = {
  customers: { read: 'own', write: 'own' },
  unownedCustomers: { read: 'all' },
  unownedTaking: { approve: 'all' },
  amounts: { read: 'own' },
  classes: { read: 'all' },
};

interface Card {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly taxNumber?: string;
  readonly contacts: readonly { id: string; name: string; phone?: string; version: number }[];
  readonly units: readonly { name: string }[];
  readonly parameters: readonly { key: string; value: unknown }[];
  readonly merged: readonly { mergeId: string }[];
  readonly mergedInto?: { id: string };
  readonly responsible?: { name: string };
  readonly turnover?: string;
  readonly category?: string;
  readonly may: Record<string, boolean>;
}

describe('the life of a customer', () => {
  let world: TestWorld;
  let admin: number;
  let manager: number;
  let other: number;

  beforeAll(async () => {
    world = await createTestWorld();
    admin = await world.addPerson({ name: 'Администратор' });
    manager = await world.addPerson({ name: 'Иванова Мария', cells: managerCells });
    other = await world.addPerson({ name: 'Петров Пётр', cells: managerCells });
  });
  afterAll(() => world.close());

  const call = async (person: number, method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown) => {
    const reply = await world.request(person, method, url, body);
    return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() };
  };
  const create = async (
    person: number,
    body: Record<string, unknown>,
  ): Promise<{ id: string; version: number }> => {
    const reply = await call(person, 'POST', '/api/customers', body);
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    return reply.body as { id: string; version: number };
  };
  const card = async (person: number, id: string): Promise<Card> =>
    (await call(person, 'GET', `/api/customers/${id}`)).body as unknown as Card;
  const codeOf = (reply: { body: Record<string, unknown> }): string =>
    (reply.body['error'] as { code: string }).code;

  test('what is typed is kept in one form, and the card shows it with what its reader may do', async () => {
    const { id } = await create(manager, {
      name: '  Камский   завод, АО ',
      phone: '8 (855) 212-34-56',
      email: ' Info@Kamzavod.RU',
      taxNumber: '1650 012345',
    });
    const mine = await card(manager, id);
    expect(mine).toMatchObject({
      name: 'Камский завод, АО',
      phone: '+78552123456',
      email: 'info@kamzavod.ru',
      taxNumber: '1650012345',
      responsible: { name: 'Иванова Мария' },
    });
    expect(mine.may).toEqual({
      change: true,
      archive: false,
      restore: false,
      assign: false,
      take: false,
      merge: true,
    });
    expect(mine.turnover).toBe('0.00');
  });

  test('a customer of another manager is missing for him, in every route alike', async () => {
    const { id } = await create(manager, { name: 'Чужой, ООО' });
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/history', undefined],
      ['GET', '/quality', undefined],
      ['GET', '/consents', undefined],
      ['PATCH', '', { version: 1, name: 'Мой' }],
      ['POST', '/contacts', { name: 'Кто-то' }],
    ] as const) {
      const foreign = await call(other, method, `/api/customers/${id}${path}`, body);
      const missing = await call(other, method, `/api/customers/cus_999999${path}`, body);
      expect([foreign.status, codeOf(foreign)]).toEqual([404, 'customers.not_found']);
      expect([missing.status, codeOf(missing)]).toEqual([404, 'customers.not_found']);
    }
    expect((await call(other, 'GET', '/api/customers/42')).status).toBe(404);
  });

  test('possible duplicates are shown before a second one is made, those out of sight only counted', async () => {
    const first = await create(manager, { name: 'ООО «Ёлочка»', taxNumber: '7701', email: 'a@elochka.test' });
    const again = { name: 'Елочка, ООО', email: 'A@elochka.test' };
    const refused = await call(manager, 'POST', '/api/customers', again);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'customers.possible_duplicates']);
    expect((refused.body['error'] as { data: unknown }).data).toMatchObject({
      count: 1,
      hidden: 0,
      possibleDuplicates: [{ id: first.id, reasons: ['email', 'name'] }],
    });
    const hidden = await call(other, 'POST', '/api/customers', again);
    expect((hidden.body['error'] as { data: unknown }).data).toEqual({
      count: 1,
      hidden: 1,
      possibleDuplicates: [],
    });
    await create(manager, { ...again, createAnyway: true });
  });

  test('an enquiry of a known contact person belongs to his customer (CL-6)', async () => {
    const { id } = await create(manager, { name: 'Волгаторг, ООО' });
    await call(manager, 'POST', `/api/customers/${id}/contacts`, {
      name: 'Гузель Хасанова',
      phone: '+7 917 111 22 33',
    });
    const refused = await call(manager, 'POST', '/api/customers', {
      name: 'Новый заказчик',
      phone: '8-917-111-22-33',
    });
    expect((refused.body['error'] as { data: unknown }).data).toMatchObject({
      possibleDuplicates: [{ id, reasons: ['contactPhone'] }],
    });
  });

  test('of two changes at once the later is told the current version, and nothing is lost', async () => {
    const { id } = await create(manager, { name: 'Гранит-Сервис, ООО', city: 'Казань' });
    const won = await call(manager, 'PATCH', `/api/customers/${id}`, {
      version: 1,
      city: 'Нижний Новгород',
      note: '',
    });
    expect(won.body).toEqual({ id, version: 2 });
    const lost = await call(manager, 'PATCH', `/api/customers/${id}`, { version: 1, city: 'Самара' });
    expect([lost.status, codeOf(lost)]).toEqual([409, 'customers.changed_meanwhile']);
    expect((lost.body['error'] as { data: unknown }).data).toEqual({ version: 2 });
    const history = await call(manager, 'GET', `/api/customers/${id}/history`);
    expect(history.body['rows']).toMatchObject([
      {
        action: 'change',
        before: { city: 'Казань' },
        after: { city: 'Нижний Новгород' },
        person: 'Иванова Мария',
      },
      { action: 'create' },
    ]);
  });

  test('parameters of the company are typed, and a wrong value is refused (SEG-1)', async () => {
    const industry = {
      key: 'industry',
      name: 'Отрасль',
      block: 'commercial',
      type: 'choice',
      options: ['Торговля', 'Услуги'],
      required: true,
    };
    expect((await call(admin, 'POST', '/api/customer-parameters', industry)).status).toBe(201);
    expect(
      (
        await call(admin, 'POST', '/api/customer-parameters', {
          ...industry,
          key: 'founded',
          name: 'Год основания',
          type: 'number',
          options: [],
          required: false,
        })
      ).status,
    ).toBe(201);
    expect(
      (await call(manager, 'POST', '/api/customer-parameters', { ...industry, key: 'own' })).status,
    ).toBe(404);
    const { id } = await create(manager, {
      name: 'Параметр, ООО',
      parameters: { industry: 'Торговля', founded: 1999 },
    });
    const wrong = await call(manager, 'PATCH', `/api/customers/${id}`, {
      version: 1,
      parameters: { industry: 'Космос' },
    });
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'customers.parameter_value_wrong']);
    expect((await card(manager, id)).parameters).toEqual([
      { key: 'industry', name: 'Отрасль', type: 'choice', value: 'Торговля' },
      { key: 'founded', name: 'Год основания', type: 'number', value: 1999 },
    ]);
    const kept = await call(manager, 'PATCH', `/api/customers/${id}`, {
      version: 1,
      parameters: { founded: null },
    });
    expect(kept.status).toBe(200);
    expect((await card(manager, id)).parameters).toHaveLength(1);
    const parameters = (await call(admin, 'GET', '/api/customer-parameters')).body['parameters'] as {
      id: string;
      key: string;
      version: number;
    }[];
    const used = parameters.find((one) => one.key === 'industry');
    const narrowed = await call(admin, 'PATCH', `/api/customer-parameters/${used?.id}`, {
      version: used?.version,
      options: ['Услуги'],
    });
    expect(codeOf(narrowed)).toBe('customers.parameter_in_use');
  });

  test('a unit is a customer of its own under its parent (CL-6)', async () => {
    const parent = await create(manager, { name: 'Холдинг «Заречье»' });
    const orphan = await call(manager, 'POST', '/api/customers', { name: 'Склад', kind: 'unit' });
    expect(codeOf(orphan)).toBe('customers.parent_needed');
    const unit = await create(manager, { name: 'Склад в Зеленодольске', kind: 'unit', parentId: parent.id });
    expect((await card(manager, parent.id)).units).toMatchObject([{ name: 'Склад в Зеленодольске' }]);
    const below = await call(manager, 'PATCH', `/api/customers/${parent.id}`, {
      version: 1,
      kind: 'unit',
      parentId: unit.id,
    });
    expect(codeOf(below)).toBe('customers.parent_is_below');
  });

  test('a customer may have nobody, never a person whom nobody knows; a manager takes one that has nobody, once', async () => {
    const unknown = { name: 'Кому же, ООО', responsibleId: 'per_2147483647' };
    expect(codeOf(await call(admin, 'POST', '/api/customers', unknown))).toBe(
      'customers.responsible_unknown',
    );
    const { id } = await create(admin, { name: 'Ничей, ООО', responsibleId: null });
    const seen = await card(manager, id);
    expect([seen.may['take'], seen.may['change'], seen.turnover]).toEqual([true, false, undefined]);
    expect((await call(manager, 'POST', `/api/customers/${id}/take`, { version: 1 })).body).toEqual({
      id,
      version: 2,
    });
    expect((await call(other, 'POST', `/api/customers/${id}/take`, { version: 2 })).status).toBe(404);
    const periods = await call(manager, 'GET', `/api/customers/${id}/responsible`);
    expect(periods.body['periods']).toMatchObject([
      { person: { name: 'Иванова Мария' }, from: '2026-11-20' },
    ]);
  });

  test('an assignment is previewed, moves many at once and keeps the history of responsible managers', async () => {
    const ids = await Promise.all(
      ['Раз', 'Два', 'Три'].map(
        async (name) =>
          (await create(admin, { name: `Передача ${name}`, responsibleId: `per_${manager}` })).id,
      ),
    );
    await world.transaction(async (ctx) => {
      await sql`update customers.responsible_period set from_on = '2026-01-01' where person_id = ${manager}`.execute(
        ctx.db,
      );
    });
    const asked = { selection: { ids }, responsibleId: `per_${other}` };
    const preview = await call(admin, 'POST', '/api/customers/assignment/preview', asked);
    expect(preview.body).toEqual({
      customers: 3,
      changing: 3,
      outOfReach: 0,
      from: [{ person: { id: `per_${manager}`, name: 'Иванова Мария' }, customers: 3 }],
    });
    expect((await call(admin, 'POST', '/api/customers/assignment', asked)).body).toEqual({ changed: 3 });
    expect((await call(admin, 'POST', '/api/customers/assignment', asked)).body).toEqual({ changed: 0 });
    const periods = await call(admin, 'GET', `/api/customers/${ids[0]}/responsible`);
    expect(periods.body['periods']).toEqual([
      { person: { id: `per_${other}`, name: 'Петров Пётр' }, from: '2026-11-20' },
      { person: { id: `per_${manager}`, name: 'Иванова Мария' }, from: '2026-01-01', until: '2026-11-19' },
    ]);
    expect((await call(manager, 'POST', '/api/customers/assignment', asked)).status).toBe(404);
    expect((await call(manager, 'GET', `/api/customers/${ids[0]}`)).status).toBe(404);
  });

  test('an archived customer leaves the list and comes back', async () => {
    const { id } = await create(admin, { name: 'Архивный, ООО' });
    expect((await call(admin, 'POST', `/api/customers/${id}/archive`, { version: 1 })).body).toEqual({
      id,
      version: 2,
    });
    expect(codeOf(await call(admin, 'PATCH', `/api/customers/${id}`, { version: 2, city: 'Уфа' }))).toBe(
      'customers.not_active',
    );
    const count = async (state: string) =>
      (await call(admin, 'GET', `/api/customers/count?q=${encodeURIComponent('Архивный')}&state=${state}`))
        .body['customers'];
    expect([await count('active'), await count('archived')]).toEqual([0, 1]);
    expect((await call(admin, 'POST', `/api/customers/${id}/restore`, { version: 2 })).body).toEqual({
      id,
      version: 3,
    });
    expect((await call(manager, 'POST', `/api/customers/${id}/archive`, { version: 3 })).status).toBe(404);
  });

  test("a contact person is changed and put away, and the customer's history tells it", async () => {
    const { id } = await create(manager, { name: 'Контактный, ООО' });
    await call(manager, 'POST', `/api/customers/${id}/contacts`, {
      name: 'Вера',
      phone: '89170000001',
      role: 'uses',
    });
    const [vera] = (await card(manager, id)).contacts;
    expect(vera).toMatchObject({ name: 'Вера', phone: '+79170000001' });
    const path = `/api/customers/${id}/contacts/${vera?.id}`;
    expect((await call(manager, 'PATCH', path, { version: 1, position: 'бухгалтер' })).body).toMatchObject({
      version: 2,
    });
    expect(codeOf(await call(manager, 'PATCH', path, { version: 1, position: 'директор' }))).toBe(
      'customers.changed_meanwhile',
    );
    expect((await call(manager, 'POST', `${path}/archive`, { version: 2 })).status).toBe(200);
    expect((await card(manager, id)).contacts).toEqual([]);
    const history = (await call(manager, 'GET', `/api/customers/${id}/history?limit=2`)).body;
    expect((history['rows'] as { action: string }[]).map((entry) => entry.action)).toEqual([
      'archive_contact_person',
      'change_contact_person',
    ]);
    const rest = (
      await call(manager, 'GET', `/api/customers/${id}/history?cursor=${String(history['nextCursor'])}`)
    ).body;
    expect((rest['rows'] as { action: string }[]).map((entry) => entry.action)).toEqual([
      'add_contact_person',
      'create',
    ]);
  });

  test('a consent has basis, version of the text and date, and is withdrawn once (CL-7)', async () => {
    const { id } = await create(manager, { name: 'Согласный, ИП' });
    const added = await call(manager, 'POST', `/api/customers/${id}/consents`, {
      basis: 'contract',
      purpose: 'исполнение договора',
      textVersion: 'ред. 3',
      givenOn: '2025-01-14',
    });
    expect(added.status).toBe(201);
    const path = `/api/customers/${id}/consents/${String(added.body['id'])}/withdraw`;
    expect((await call(manager, 'POST', path, { version: 1, withdrawnOn: '2025-01-13' })).status).toBe(400);
    expect((await call(manager, 'POST', path, { version: 1, withdrawnOn: '2026-02-01' })).status).toBe(200);
    expect(codeOf(await call(manager, 'POST', path, { version: 2, withdrawnOn: '2026-03-01' }))).toBe(
      'customers.withdrawn_already',
    );
    expect((await call(manager, 'GET', `/api/customers/${id}/consents`)).body['consents']).toMatchObject([
      { basis: 'contract', givenOn: '2025-01-14', withdrawnOn: '2026-02-01' },
    ]);
  });

  test('what a role cannot read of figures is not in the card', async () => {
    const service = await world.addPerson({
      cells: { customers: { read: 'all' }, unownedCustomers: { read: 'all' } },
    });
    const id = await world.transaction(async (ctx) => {
      const made = await makeCustomer(ctx, { name: 'Цифровой, ООО' });
      await giveFigures(ctx, made, {
        turnoverMinor: 421_840_000n,
        beforeMinor: 400_000_000n,
        abc: 'A',
        xyz: 'X',
      });
      return customerIds.write(made);
    });
    expect(await card(admin, id)).toMatchObject({
      turnover: '4218400.00',
      change: 0.0546,
      category: 'regular',
      months: [25, 0, 100],
    });
    const bare = await card(service, id);
    expect([bare.turnover, bare.category]).toEqual([undefined, undefined]);
  });

  test('reads of personal data are logged', async () => {
    const { id } = await create(manager, { name: 'Прочитанный, ООО' });
    await card(manager, id);
    await expect
      .poll(
        () =>
          world.transaction((ctx) =>
            one(
              ctx.db,
              sql`select 1 from platform.read_log where person_id = ${manager} and ${customerIds.read(id) ?? 0} = any(entity_ids) and route = 'customers.card'`,
            ),
          ),
        { timeout: 3000 },
      )
      .toBeDefined();
  });
});
