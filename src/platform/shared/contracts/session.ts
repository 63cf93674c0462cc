// Signing in and out, set-up, and one-time links.

import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { code, email, idField, languageField, nothing, password, text } from './common.ts';

const oneTimeCode = Type.String({ minLength: 1, maxLength: 40 });

export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  access: 'signedIn',
  summary: 'Who is signed in, in which company, and what he may do',
  reply: Type.Object({
    person: Type.Object({
      id: idField,
      name: Type.String(),
      language: languageField,
      initials: Type.String(),
    }),
    company: Type.Object({
      name: Type.String(),
      currency: Type.String(),
      timeZone: Type.String(),
      language: languageField,
    }),
    may: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())),
    asOfDefault: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  }),
});

export const startSession = endpoint({
  method: 'POST',
  path: '/api/session',
  access: 'public',
  summary: 'Signs in; with a second step the code comes with the same call',
  body: Type.Object({
    email: Type.String({ minLength: 1, maxLength: 254 }),
    password,
    code: Type.Optional(oneTimeCode),
  }),
  reply: nothing,
  refusals: [
    'platform.wrong_credentials',
    'platform.code_required',
    'platform.wrong_code',
    'platform.too_many_attempts',
  ],
});

export const changeSession = endpoint({
  method: 'PATCH',
  path: '/api/session',
  access: 'signedIn',
  summary: 'Changes the language of the person',
  body: Type.Object({ language: languageField }),
  reply: nothing,
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/session',
  access: 'signedIn',
  summary: 'Signs out',
  reply: nothing,
});

export const checkSetUp = endpoint({
  method: 'POST',
  path: '/api/set-up/check',
  access: 'public',
  summary: 'Whether the link of the first administrator is good; 404 once the program is set up',
  body: Type.Object({ code }),
  reply: Type.Object({ company: Type.Union([Type.Object({ name: Type.String() }), Type.Null()]) }),
});

export const newCompany = Type.Object({
  name: text(200),
  currency: Type.String({ pattern: '^[A-Z]{3}$', maxLength: 3 }),
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
  language: languageField,
});

export const setUp = endpoint({
  method: 'POST',
  path: '/api/set-up',
  access: 'public',
  summary: 'Makes the company and its first administrator, and signs him in; 404 once the program is set up',
  body: Type.Object({
    code,
    person: Type.Object({ name: text(200), email, password, language: languageField }),
    company: Type.Optional(newCompany),
  }),
  reply: nothing,
  refusals: ['platform.weak_password', 'platform.unknown_time_zone', 'platform.unknown_currency'],
});

export const checkLink = endpoint({
  method: 'POST',
  path: '/api/links/check',
  access: 'public',
  summary: 'Whose invitation or reset link this is',
  body: Type.Object({ code }),
  reply: Type.Object({ purpose: Type.String(), name: Type.String(), email: Type.String() }),
  refusals: ['platform.link_dead'],
});

export const useLink = endpoint({
  method: 'POST',
  path: '/api/links/use',
  access: 'public',
  summary: 'Sets the password that a link allows; signs in unless the account has a second step',
  body: Type.Object({ code, password }),
  reply: Type.Object({ signedIn: Type.Boolean() }),
  refusals: ['platform.link_dead', 'platform.weak_password'],
});
