// Contract to use case: roles, divisions, tokens.

import { divisionIds, personIds, roleIds, tokenIds } from '../../shared/contracts/common.ts';
import * as contract from '../../shared/contracts/roles.ts';
import type { Action, Resource } from '../../shared/endpoint.ts';
import { resources } from '../../shared/endpoint.ts';
import { refuse } from '../errors.ts';
import { idOf } from '../ids.ts';
import type { Route } from '../room.ts';
import { route, routeApart } from '../room.ts';
import type { DivisionRow } from './divisions.ts';
import { addDivision, changeDivision, listDivisions } from './divisions.ts';
import { requireOwnSession } from './me.routes.ts';
import type { RoleRow } from './roles.ts';
import { addRole, changeRole, listRoles, removeRole, roleActions, roleScopes } from './roles.ts';
import type { TokenRow, TokenScopes } from './tokens.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

export const roleRoutes: readonly Route[] = [
  route(contract.listRoles, async (ctx) => ({
    rows: (await listRoles(ctx)).map(presentRole),
    resources: [...resources],
    actions: [...roleActions],
    scopes: [...roleScopes],
  })),
  route(contract.addRole, async (ctx, { body }) => presentRole(await addRole(ctx, body))),
  route(contract.changeRole, async (ctx, { params, body }) => {
    const { version, ...fields } = body;
    return presentRole(await changeRole(ctx, idOf(roleIds, params.id), version, fields));
  }),
  route(contract.removeRole, async (ctx, { params }) => {
    await removeRole(ctx, idOf(roleIds, params.id));
    return {};
  }),
  route(contract.listDivisions, async (ctx) => ({ rows: (await listDivisions(ctx)).map(presentDivision) })),
  route(contract.addDivision, async (ctx, { body }) => {
    const { parent, ...fields } = body;
    return presentDivision(await addDivision(ctx, { ...fields, parentId: readParent(parent) }));
  }),
  route(contract.changeDivision, async (ctx, { params, body }) => {
    const { version, parent, ...fields } = body;
    const changed = await changeDivision(ctx, idOf(divisionIds, params.id), version, {
      ...fields,
      parentId: readParent(parent),
    });
    return presentDivision(changed);
  }),
  route(contract.listTokens, async (ctx) => ({ rows: (await listTokens(ctx)).map(presentToken) })),
  // Apart, so that no token is kept for an Idempotency-Key.
  routeApart(contract.addToken, async (apart, { body }) => {
    requireOwnSession(apart);
    const personId = body.person === undefined ? (apart.actor.personId ?? 0) : idOf(personIds, body.person);
    const scopes = readScopes(body.scopes);
    const made = await apart.transaction((ctx) =>
      createToken(ctx, { personId, name: body.name.trim(), scopes, days: body.days }),
    );
    return { id: tokenIds.write(made.id), token: made.text };
  }),
  route(contract.removeToken, async (ctx, { params }) => {
    await revokeToken(ctx, idOf(tokenIds, params.id));
    return {};
  }),
];

function presentRole(row: RoleRow) {
  return {
    id: roleIds.write(row.id),
    key: row.key,
    nameEn: row.name_en,
    nameRu: row.name_ru,
    cells: Object.fromEntries(
      Object.entries(row.cells).map(([resource, actions]) => [resource, { ...actions }]),
    ),
    builtIn: row.built_in,
    people: row.people,
    version: row.version,
  };
}

function presentDivision(row: DivisionRow) {
  return {
    id: divisionIds.write(row.id),
    parent: row.parent_id === null ? null : divisionIds.write(row.parent_id),
    kind: row.kind,
    name: row.name,
    people: row.people,
    archived: row.archived,
    version: row.version,
  };
}

function presentToken(row: TokenRow) {
  return {
    id: tokenIds.write(row.id),
    name: row.name,
    person: { id: personIds.write(row.person_id), name: row.person_name },
    scopes: Object.fromEntries(
      Object.entries(row.scopes).map(([resource, actions]) => [resource, [...actions]]),
    ),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}

function readParent(id: string | null | undefined): number | null | undefined {
  return typeof id === 'string' ? idOf(divisionIds, id) : id;
}

function readScopes(given: Readonly<Record<string, readonly string[]>>): TokenScopes {
  const scopes: Partial<Record<Resource, readonly Action[]>> = {};
  for (const [name, actions] of Object.entries(given)) {
    const resource = resources.find((known) => known === name);
    const known = roleActions.filter((action) => actions.includes(action));
    if (!resource || known.length !== actions.length) {
      throw refuse('bad_request', { fields: [{ path: `body.scopes.${name}`, problem: 'not_in_list' }] });
    }
    scopes[resource] = known;
  }
  return scopes;
}
