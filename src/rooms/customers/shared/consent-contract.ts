// Consents to the processing of personal data: basis, version of the text, date, withdrawal (CL-7).

import Type from 'typebox';
import { idField, idParams } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayField, version } from './fields.ts';
import { consentIds, contactPersonIds } from './ids.ts';
import { consentBases } from './words.ts';

const consentId = Type.String({ pattern: consentIds.pattern });
const contactPersonId = Type.String({ pattern: contactPersonIds.pattern });
const access = { resource: 'customers', action: 'write' } as const;

export const consent = Type.Object({
  id: consentId,
  contactPersonId: Type.Optional(contactPersonId),
  basis: Type.Enum([...consentBases]),
  purpose: Type.String(),
  textVersion: Type.Optional(Type.String()),
  givenOn: Type.String(),
  withdrawnOn: Type.Optional(Type.String()),
  version,
});

export const addConsent = endpoint({
  method: 'POST',
  path: '/api/customers/:id/consents',
  access,
  summary: 'Notes a consent or another basis of processing',
  status: 201,
  params: idParams,
  body: Type.Object({
    contactPersonId: Type.Optional(contactPersonId),
    basis: Type.Enum([...consentBases]),
    purpose: Type.String({ minLength: 1, maxLength: 300 }),
    textVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    givenOn: dayField,
  }),
  reply: Type.Object({ id: consentId, version }),
  refusals: ['customers.not_found'],
});

export const withdrawConsent = endpoint({
  method: 'POST',
  path: '/api/customers/:id/consents/:consentId/withdraw',
  access,
  summary: 'Notes the withdrawal of a consent',
  params: Type.Object({ id: idField, consentId: idField }),
  body: Type.Object({ version, withdrawnOn: dayField }),
  reply: Type.Object({ id: consentId, version }),
  refusals: ['customers.not_found', 'customers.changed_meanwhile', 'customers.withdrawn_already'],
});
