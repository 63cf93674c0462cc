// Contract to use case: people, their accounts, stand-ins.

import { divisionIds, personIds, roleIds } from '../../shared/contracts/common.ts';
import * as contract from '../../shared/contracts/people.ts';
import { parseDay } from '../../shared/days.ts';
import type { Day } from '../../shared/days.ts';
import type { QueryOf } from '../../shared/endpoint.ts';
import { readCursor, writeCursor } from '../../shared/paging.ts';
import type { Ctx } from '../ctx.ts';
import { refuse } from '../errors.ts';
import { idOf } from '../ids.ts';
import type { Route } from '../room.ts';
import { route, routeApart } from '../room.ts';
import { createLink } from './links.ts';
import { requireOwnSession } from './me.routes.ts';
import { addPerson, changeAccount, changePerson, getInvitable, getPerson, reachOf } from './people.ts';
import { countPeople, findPerson, listNames, listPeople, listStandIns } from './people.queries.ts';
import type { PersonRow } from './people.queries.ts';
import { addStandIn, removeStandIn } from './stand-ins.ts';
import { removeTotp } from './totp.ts';

export const peopleRoutes: readonly Route[] = [
  route(contract.listPeople, (ctx, { query }) => presentPeople(ctx, query)),
  route(contract.listPeopleNames, async (ctx, { query }) => {
    const found = await listNames(ctx.db, query.q, query.limit ?? 50);
    return { rows: found.map((row) => ({ id: personIds.write(row.id), name: row.name })) };
  }),
  route(contract.getPerson, async (ctx, { params }) =>
    presentCard(ctx, await getPerson(ctx, idOf(personIds, params.id))),
  ),
  route(contract.addPerson, async (ctx, { body }) => {
    const { division, roles, ...rest } = body;
    return presentPerson(
      await addPerson(ctx, { ...rest, divisionId: readDivision(division), roleIds: readRoles(roles) }),
    );
  }),
  route(contract.changePerson, async (ctx, { params, body }) => {
    const { version, division, ...rest } = body;
    return presentPerson(
      await changePerson(ctx, idOf(personIds, params.id), version, {
        ...rest,
        divisionId: readDivision(division),
      }),
    );
  }),
  route(contract.changeAccount, async (ctx, { params, body }) => {
    const { version, roles, ...rest } = body;
    return presentPerson(
      await changeAccount(ctx, idOf(personIds, params.id), version, { ...rest, roleIds: readRoles(roles) }),
    );
  }),
  // Apart, so that no link is kept for an Idempotency-Key.
  routeApart(contract.invitePerson, (apart, { params }) =>
    apart.transaction((ctx) => presentLink(ctx, params.id, 'invitation')),
  ),
  routeApart(contract.resetPerson, (apart, { params }) =>
    apart.transaction((ctx) => presentLink(ctx, params.id, 'password_reset')),
  ),
  route(contract.removePersonTotp, async (ctx, { params }) => {
    requireOwnSession(ctx);
    const person = await findPerson(ctx.db, reachOf(ctx, 'approve'), idOf(personIds, params.id));
    if (!person) throw refuse('not_found');
    await removeTotp(ctx, person.id);
    return {};
  }),
  route(contract.addStandIn, async (ctx, { params, body }) => {
    await addStandIn(ctx, {
      personId: idOf(personIds, params.id),
      forPersonId: idOf(personIds, body.for),
      from: realDay(body.from, 'body.from'),
      until: realDay(body.until, 'body.until'),
    });
    return {};
  }),
  route(contract.removeStandIn, async (ctx, { params }) => {
    await removeStandIn(ctx, {
      personId: idOf(personIds, params.id),
      forPersonId: idOf(personIds, params.for),
      from: realDay(params.from, 'params.from'),
    });
    return {};
  }),
];

async function presentPeople(ctx: Ctx, query: QueryOf<typeof contract.listPeople>) {
  const limit = query.limit ?? 50;
  const reach = reachOf(ctx, 'read');
  const filter = {
    q: query.q?.trim() || undefined,
    divisionId: query.division === undefined ? undefined : idOf(divisionIds, query.division),
    roleId: query.role === undefined ? undefined : idOf(roleIds, query.role),
    status: query.status,
    account: query.account,
  };
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor);
  if (query.cursor !== undefined && !cursor)
    throw refuse('bad_request', { fields: [{ path: 'query.cursor', problem: 'malformed' }] });
  const after = cursor && { name: cursor.value ?? '', id: cursor.id };
  const found = await listPeople(ctx.db, reach, filter, { limit: limit + 1, after });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(presentPerson),
    total: await countPeople(ctx.db, reach, filter),
    nextCursor: last ? writeCursor({ value: last.name, id: last.id }) : null,
  };
}

async function presentCard(ctx: Ctx, person: PersonRow) {
  const all = await listStandIns(ctx.db, person.id);
  return {
    person: presentPerson(person),
    standsInFor: all
      .filter((row) => row.person_id === person.id)
      .map((row) => ({
        id: personIds.write(row.for_person_id),
        name: row.for_name,
        from: row.from_on,
        until: row.until_on,
      })),
    standInsOf: all
      .filter((row) => row.for_person_id === person.id)
      .map((row) => ({
        id: personIds.write(row.person_id),
        name: row.person_name,
        from: row.from_on,
        until: row.until_on,
      })),
  };
}

function presentPerson(row: PersonRow) {
  return {
    id: personIds.write(row.id),
    name: row.name,
    code: row.code,
    email: row.email,
    language: row.language,
    division:
      row.division_id === null
        ? null
        : { id: divisionIds.write(row.division_id), name: row.division_name ?? '' },
    status: row.status === 'deactivated' ? ('deactivated' as const) : ('active' as const),
    account: row.account,
    totp: row.totp,
    roles: row.roles.map((role) => ({
      id: roleIds.write(role.id),
      nameEn: role.name_en,
      nameRu: role.name_ru,
    })),
    version: row.version,
  };
}

async function presentLink(ctx: Ctx, id: string, purpose: 'invitation' | 'password_reset') {
  requireOwnSession(ctx);
  const person = await getInvitable(ctx, idOf(personIds, id));
  const link = await createLink(ctx, person.id, purpose);
  return { path: link.path, expiresAt: link.expiresAt.toISOString() };
}

function readDivision(id: string | null | undefined): number | null | undefined {
  return typeof id === 'string' ? idOf(divisionIds, id) : id;
}

function readRoles(ids: readonly string[] | undefined): number[] | undefined {
  return ids?.map((id) => idOf(roleIds, id));
}

/** A day of the calendar, or the refusal of the field. */
export function realDay(text: string, path: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw refuse('bad_request', { fields: [{ path, problem: 'not_a_day' }] });
  return found;
}
