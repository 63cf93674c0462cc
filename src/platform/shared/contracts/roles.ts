// Roles as data, divisions and branches, tokens.

import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { idField, idParams, momentField, nothing, nullable, text, versionField } from './common.ts';

const administer = { resource: 'people', action: 'approve' } as const;
const cells = Type.Record(
  Type.String({ maxLength: 40 }),
  Type.Record(Type.String({ maxLength: 10 }), Type.String({ maxLength: 20 })),
);

const role = Type.Object({
  id: idField,
  key: Type.String(),
  nameEn: Type.String(),
  nameRu: Type.String(),
  cells,
  builtIn: Type.Boolean(),
  /** How many people have it. */
  people: Type.Integer(),
  version: Type.Integer(),
});

export const listRoles = endpoint({
  method: 'GET',
  path: '/api/roles',
  access: { resource: 'people', action: 'read' },
  summary: 'Roles with their cells',
  reply: Type.Object({
    rows: Type.Array(role),
    resources: Type.Array(Type.String()),
    actions: Type.Array(Type.String()),
    scopes: Type.Array(Type.String()),
  }),
});

export const addRole = endpoint({
  method: 'POST',
  path: '/api/roles',
  access: administer,
  summary: 'Adds a role by choosing cells',
  status: 201,
  body: Type.Object({ nameEn: text(100), nameRu: text(100), cells }),
  reply: role,
  refusals: ['platform.name_taken'],
});

export const changeRole = endpoint({
  method: 'PATCH',
  path: '/api/roles/:id',
  access: administer,
  summary: 'Changes the names or cells of a role',
  params: idParams,
  body: Type.Object({
    version: versionField,
    nameEn: Type.Optional(text(100)),
    nameRu: Type.Optional(text(100)),
    cells: Type.Optional(cells),
  }),
  reply: role,
  refusals: ['platform.role_unchangeable', 'platform.changed_meanwhile', 'platform.last_administrator'],
});

export const removeRole = endpoint({
  method: 'DELETE',
  path: '/api/roles/:id',
  access: administer,
  summary: 'Removes a role that nobody has',
  params: idParams,
  reply: nothing,
  refusals: ['platform.role_unchangeable', 'platform.role_in_use'],
});

const kind = Type.Union([Type.Literal('division'), Type.Literal('branch')]);
const division = Type.Object({
  id: idField,
  parent: nullable(idField),
  kind,
  name: Type.String(),
  people: Type.Integer(),
  archived: Type.Boolean(),
  version: Type.Integer(),
});

export const listDivisions = endpoint({
  method: 'GET',
  path: '/api/divisions',
  access: { resource: 'peopleNames', action: 'read' },
  summary: 'Divisions and branches; `parent` makes the tree',
  reply: Type.Object({ rows: Type.Array(division) }),
});

export const addDivision = endpoint({
  method: 'POST',
  path: '/api/divisions',
  access: { resource: 'people', action: 'write' },
  summary: 'Adds a division or branch',
  status: 201,
  body: Type.Object({ name: text(200), kind: Type.Optional(kind), parent: Type.Optional(nullable(idField)) }),
  reply: division,
});

export const changeDivision = endpoint({
  method: 'PATCH',
  path: '/api/divisions/:id',
  access: { resource: 'people', action: 'write' },
  summary: 'Renames, moves or archives a division',
  params: idParams,
  body: Type.Object({
    version: versionField,
    name: Type.Optional(text(200)),
    kind: Type.Optional(kind),
    parent: Type.Optional(nullable(idField)),
    archived: Type.Optional(Type.Boolean()),
  }),
  reply: division,
  refusals: ['platform.division_in_use', 'platform.division_under_itself', 'platform.changed_meanwhile'],
});

const scopes = Type.Record(
  Type.String({ maxLength: 40 }),
  Type.Array(Type.String({ maxLength: 10 }), { maxItems: 5 }),
);
const token = Type.Object({
  id: idField,
  name: Type.String(),
  person: Type.Object({ id: idField, name: Type.String() }),
  scopes,
  createdAt: momentField,
  expiresAt: nullable(momentField),
  lastUsedAt: nullable(momentField),
});

export const listTokens = endpoint({
  method: 'GET',
  path: '/api/tokens',
  access: { resource: 'settings', action: 'read' },
  summary: 'Live tokens',
  reply: Type.Object({ rows: Type.Array(token) }),
});

export const addToken = endpoint({
  method: 'POST',
  path: '/api/tokens',
  access: { resource: 'settings', action: 'write' },
  summary: 'Makes a token with a subset of a person\u2019s rights; its text is answered once',
  status: 201,
  body: Type.Object({
    name: text(100),
    /** Oneself unless told. */
    person: Type.Optional(idField),
    scopes,
    days: Type.Integer({ minimum: 1, maximum: 3650 }),
  }),
  reply: Type.Object({ id: idField, token: Type.String() }),
  refusals: ['platform.beyond_own_rights', 'platform.own_session_only'],
});

export const removeToken = endpoint({
  method: 'DELETE',
  path: '/api/tokens/:id',
  access: { resource: 'settings', action: 'write' },
  summary: 'Revokes a token',
  params: idParams,
  reply: nothing,
});
