// The people and records of check:authz: one principal a role in one division, colleagues, strangers, and fresh records of each relation.

import type { TestWorld } from '#app/world.ts';
import { installDefaultRoles } from '#platform/server/access/set-up.ts';
import { newSecret } from '#platform/server/access/secrets.ts';
import { tokenPrefix } from '#platform/server/access/tokens.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { exactlyOne, one, run, sql } from '#platform/server/db/db.ts';
import type { Sql } from '#platform/server/db/db.ts';
import type { RecordKind, Relation } from './expected.ts';

export const roleKeys: Readonly<Record<string, string>> = {
  A: 'administrator',
  D: 'director',
  H: 'head',
  M: 'manager',
  N: 'direction_head',
  L: 'analyst',
  S: 'service',
  K: 'marketing',
  B: 'accountant',
  U: 'auditor',
};

/** Stands in the name of every record that the manager must not see. */
export const canary = 'Канарейка';

export interface Cast {
  /** Person by the letter of his role. */
  readonly principals: Readonly<Record<string, number>>;
  readonly deactivated: number;
  /** Acts for the administrator, but may only read customers. */
  readonly token: string;
  /** A record of this kind in this relation to the principal: its id at the edges and its version. */
  fresh(
    kind: RecordKind,
    relation: Relation,
    principal: number,
  ): Promise<{ readonly id: string; readonly version: number }>;
}

export async function makeCast(world: TestWorld): Promise<Cast> {
  const north = await world.addDivision('Север');
  const below = await world.addDivision('Псков', north);
  const south = await world.addDivision('Юг');
  const principals: Record<string, number> = {};
  for (const [letter, key] of Object.entries(roleKeys)) {
    principals[letter] = await world.addPerson({ name: `Роль ${key}`, divisionId: north, cells: {} });
  }
  const deactivated = await world.addPerson({ name: 'Уволенный' });
  const colleague = await world.addPerson({ name: 'Коллега', divisionId: below, cells: {} });
  const stranger = await world.addPerson({ name: `${canary} Южная`, divisionId: south, cells: {} });
  const secret = newSecret(tokenPrefix);
  await world.transaction(async (ctx) => {
    await installDefaultRoles(ctx.db);
    for (const [letter, key] of Object.entries(roleKeys)) await giveRole(ctx, principals[letter] ?? 0, key);
    await run(ctx.db, sql`update platform.person set status = 'deactivated' where id = ${deactivated}`);
    await run(ctx.db, sql`update platform.person set password_hash = 'x' where id = ${principals['A'] ?? 0}`);
    await run(
      ctx.db,
      sql`insert into platform.token (token_hash, person_id, name, scopes)
          values (${secret.hash}, ${principals['A'] ?? 0}, 'one scope', '{"customers": ["read"]}')`,
    );
  });
  const persons: Readonly<Record<Relation, (own: number) => number | null>> = {
    own: (own) => own,
    division: () => colleague,
    foreign: () => stranger,
    unowned: () => null,
  };
  const divisions: Readonly<Record<Relation, number | null>> = {
    own: north,
    division: below,
    foreign: south,
    unowned: null,
  };
  let serial = 0;
  return {
    principals,
    deactivated,
    token: secret.text,
    fresh: (kind, relation, principal) => {
      serial += 1;
      const maker = makers[kind];
      const at = {
        serial,
        person: persons[relation](principal),
        division: divisions[relation],
        stranger,
        name: nameOf(relation, serial),
      };
      return world.transaction(async (ctx) => {
        const made = await exactlyOne(ctx.db, maker.statement(at));
        if (maker.after) await run(ctx.db, maker.after(made.id));
        return { id: `${maker.prefix}${made.id}`, version: made.version };
      });
    },
  };
}

function nameOf(relation: Relation, serial: number): string {
  return relation === 'foreign' || relation === 'division' ? `${canary} ${serial}` : `Запись ${serial}`;
}

async function giveRole(ctx: Ctx, personId: number, key: string): Promise<void> {
  await run(ctx.db, sql`delete from platform.person_role where person_id = ${personId}`);
  await one(
    ctx.db,
    sql`insert into platform.person_role (person_id, role_id) select ${personId}, id from platform.role where key = ${key}`,
  );
}

interface At {
  readonly serial: number;
  readonly person: number | null;
  readonly division: number | null;
  readonly stranger: number;
  readonly name: string;
}

interface Maker {
  readonly prefix: string;
  statement(at: At): Sql<{ id: number | string; version: number }>;
  after?(id: number | string): Sql;
}

const makers: Readonly<Record<RecordKind, Maker>> = {
  customer: {
    prefix: 'cus_',
    statement: ({ serial, person, name }) => sql`
      insert into customers.customer (code, name, responsible_id) values (${`AZ${serial}`}, ${name}, ${person}) returning id, version`,
  },
  person: {
    prefix: 'per_',
    statement: ({ serial, division, name }) => sql`
      insert into platform.person (name, email, division_id, totp_secret) values (${name}, ${`az${serial}@example.test`}, ${division}, 'x') returning id, version`,
    after: (id) =>
      sql`insert into platform.stand_in (person_id, for_person_id, from_on, until_on) values (${id}, 1, '2026-02-01', '2026-02-02')`,
  },
  role: {
    prefix: 'rol_',
    statement: ({ serial, name }) => sql`
      insert into platform.role (key, name_en, name_ru, cells) values (${`az_${serial}`}, ${name}, ${name}, '{}') returning id, version`,
  },
  division: {
    prefix: 'div_',
    statement: ({ division, name }) => sql`
      insert into platform.division (name, parent_id) values (${name}, ${division}) returning id, version`,
  },
  token: {
    prefix: 'tok_',
    statement: ({ serial, person, stranger, name }) => sql`
      insert into platform.token (token_hash, person_id, name, scopes)
      values (sha256(${`t${serial}`}::bytea), ${person ?? stranger}, ${name}, '{}') returning id, 1 as version`,
  },
  job: {
    prefix: 'job_',
    statement: ({ person }) => sql`
      insert into platform.job (name, payload, person_id) values ('authz.nothing', '{}', ${person}) returning id, 1 as version`,
  },
  view: {
    prefix: 'vie_',
    statement: ({ person, stranger, name }) => sql`
      insert into platform.saved_view (place, name, person_id, shared, state) values ('authz', ${name}, ${person ?? stranger}, true, '{}') returning id, version`,
  },
  calendarDay: {
    prefix: '',
    statement: ({ serial }) => sql`
      insert into platform.calendar_day (day, working) values ('2000-01-01'::date + ${serial}::int, false) returning day::text as id, 1 as version`,
  },
};
