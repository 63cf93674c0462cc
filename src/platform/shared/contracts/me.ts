// What a person does with his own account.

import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { languageField, momentField, nothing, nullable, password } from './common.ts';

const device = Type.Object({
  id: Type.String(),
  current: Type.Boolean(),
  createdAt: momentField,
  lastSeenAt: momentField,
  userAgent: nullable(Type.String()),
  address: nullable(Type.String()),
});

export const getMe = endpoint({
  method: 'GET',
  path: '/api/me',
  access: 'signedIn',
  summary: 'Own account and the sessions that are open',
  reply: Type.Object({
    name: Type.String(),
    email: nullable(Type.String()),
    language: languageField,
    division: nullable(Type.String()),
    roles: Type.Array(Type.Object({ nameEn: Type.String(), nameRu: Type.String() })),
    totp: Type.Boolean(),
    recoveryCodesLeft: Type.Integer(),
    sessions: Type.Array(device),
  }),
});

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/me/password',
  access: 'signedIn',
  summary: 'Changes the password; every other session and token ends',
  body: Type.Object({ current: password, next: password }),
  reply: nothing,
  refusals: [
    'platform.wrong_password',
    'platform.weak_password',
    'platform.too_many_attempts',
    'platform.own_session_only',
  ],
});

export const startTotp = endpoint({
  method: 'POST',
  path: '/api/me/totp',
  access: 'signedIn',
  summary: 'Begins the enrolment of a second step',
  body: Type.Object({ password }),
  reply: Type.Object({ secret: Type.String(), uri: Type.String() }),
  refusals: ['platform.wrong_password', 'platform.totp_in_use'],
});

export const confirmTotp = endpoint({
  method: 'POST',
  path: '/api/me/totp/confirm',
  access: 'signedIn',
  summary: 'Confirms the second step with a code; answers recovery codes, once',
  body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 10 }) }),
  reply: Type.Object({ recoveryCodes: Type.Array(Type.String()) }),
  refusals: ['platform.code_not_accepted', 'platform.totp_not_started', 'platform.totp_in_use'],
});

export const removeTotp = endpoint({
  method: 'POST',
  path: '/api/me/totp/remove',
  access: 'signedIn',
  summary: 'Removes the second step from the own account',
  body: Type.Object({ password }),
  reply: nothing,
  refusals: ['platform.wrong_password', 'platform.totp_not_started'],
});

export const endOwnSession = endpoint({
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  access: 'signedIn',
  summary: 'Ends one of the own sessions',
  params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) }),
  reply: nothing,
});

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/api/me/sessions',
  access: 'signedIn',
  summary: 'Ends all own sessions but this one',
  reply: nothing,
});
