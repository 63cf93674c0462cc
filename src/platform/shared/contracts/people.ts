// People, with or without an account; stand-ins.

import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { pageQuery } from '../paging.ts';
import {
  dayField,
  email,
  idField,
  idParams,
  languageField,
  momentField,
  nothing,
  nullable,
  text,
  versionField,
} from './common.ts';

export const personRow = Type.Object({
  id: idField,
  name: Type.String(),
  code: nullable(Type.String()),
  email: nullable(Type.String()),
  language: languageField,
  division: nullable(Type.Object({ id: idField, name: Type.String() })),
  status: Type.Union([Type.Literal('active'), Type.Literal('deactivated')]),
  /** Whether the person can sign in: not at all, invited, or with a password of his own. */
  account: Type.Union([Type.Literal('none'), Type.Literal('invited'), Type.Literal('active')]),
  totp: Type.Boolean(),
  roles: Type.Array(Type.Object({ id: idField, nameEn: Type.String(), nameRu: Type.String() })),
  version: Type.Integer(),
});

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  access: { resource: 'people', action: 'read' },
  summary: 'People whom the actor reaches, by name',
  query: Type.Object({
    ...pageQuery,
    q: Type.Optional(Type.String({ maxLength: 100 })),
    division: Type.Optional(idField),
    role: Type.Optional(idField),
    status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('deactivated')])),
    account: Type.Optional(
      Type.Union([Type.Literal('none'), Type.Literal('invited'), Type.Literal('active')]),
    ),
  }),
  reply: Type.Object({
    rows: Type.Array(personRow),
    total: Type.Integer(),
    nextCursor: nullable(Type.String()),
  }),
});

export const listPeopleNames = endpoint({
  method: 'GET',
  path: '/api/people/names',
  access: { resource: 'peopleNames', action: 'read' },
  summary: 'Names of active people, for choosing one',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(Type.Object({ id: idField, name: Type.String() })) }),
});

const standIn = Type.Object({ id: idField, name: Type.String(), from: dayField, until: dayField });

export const getPerson = endpoint({
  method: 'GET',
  path: '/api/people/:id',
  access: { resource: 'people', action: 'read' },
  summary: 'One person, whom he stands in for and who stands in for him',
  params: idParams,
  reply: Type.Object({
    person: personRow,
    standsInFor: Type.Array(standIn),
    standInsOf: Type.Array(standIn),
  }),
});

const personFields = {
  code: Type.Optional(nullable(text(64))),
  language: Type.Optional(languageField),
  division: Type.Optional(nullable(idField)),
};

export const addPerson = endpoint({
  method: 'POST',
  path: '/api/people',
  access: { resource: 'people', action: 'write' },
  summary: 'Adds a person; roles and an e-mail need the right to administer people',
  status: 201,
  body: Type.Object({
    name: text(200),
    ...personFields,
    email: Type.Optional(nullable(email)),
    roles: Type.Optional(Type.Array(idField, { maxItems: 20 })),
  }),
  reply: personRow,
  refusals: ['platform.email_taken', 'platform.person_code_taken'],
});

export const changePerson = endpoint({
  method: 'PATCH',
  path: '/api/people/:id',
  access: { resource: 'people', action: 'write' },
  summary: 'Changes the name, code, language or division of a person',
  params: idParams,
  body: Type.Object({ version: versionField, name: Type.Optional(text(200)), ...personFields }),
  reply: personRow,
  refusals: ['platform.changed_meanwhile', 'platform.person_code_taken'],
});

const administer = { resource: 'people', action: 'approve' } as const;

export const changeAccount = endpoint({
  method: 'PATCH',
  path: '/api/people/:id/account',
  access: administer,
  summary: 'Changes the e-mail, the roles or the status of a person; every session and token of his ends',
  params: idParams,
  body: Type.Object({
    version: versionField,
    email: Type.Optional(nullable(email)),
    roles: Type.Optional(Type.Array(idField, { maxItems: 20 })),
    status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('deactivated')])),
  }),
  reply: personRow,
  refusals: ['platform.changed_meanwhile', 'platform.last_administrator', 'platform.email_taken'],
});

const link = Type.Object({ path: Type.String(), expiresAt: momentField });

export const invitePerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/invitation',
  access: administer,
  summary: 'Makes a link by which the person sets his first password',
  params: idParams,
  reply: link,
  refusals: ['platform.no_email'],
});

export const resetPerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/reset',
  access: administer,
  summary: 'Makes a link by which the person sets a new password',
  params: idParams,
  reply: link,
  refusals: ['platform.no_email'],
});

export const removePersonTotp = endpoint({
  method: 'POST',
  path: '/api/people/:id/totp/remove',
  access: administer,
  summary: 'Removes the second step of a person who lost his device',
  params: idParams,
  reply: nothing,
  refusals: ['platform.totp_not_started'],
});

export const addStandIn = endpoint({
  method: 'POST',
  path: '/api/people/:id/stand-ins',
  access: administer,
  summary: 'Lets the person stand in for another from day to day',
  status: 201,
  params: idParams,
  body: Type.Object({ for: idField, from: dayField, until: dayField }),
  reply: nothing,
  refusals: ['platform.days_reversed'],
});

export const removeStandIn = endpoint({
  method: 'DELETE',
  path: '/api/people/:id/stand-ins/:for/:from',
  access: administer,
  summary: 'Ends standing in',
  params: Type.Object({ id: idField, for: idField, from: dayField }),
  reply: nothing,
});
