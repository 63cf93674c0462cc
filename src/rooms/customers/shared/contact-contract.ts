// The endpoints of contact persons: people who act for a customer (CL-1). A person belongs to one customer and stays with it (CL-6).

import Type from 'typebox';
import { idField, idParams } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { clearable, clearableDay, contactRole, version } from './fields.ts';
import { contactPersonIds } from './ids.ts';

const contactPersonId = Type.String({ pattern: contactPersonIds.pattern });
const access = { resource: 'customers', action: 'write' } as const;
const refusals = ['customers.not_found', 'customers.changed_meanwhile'] as const;

const writable = {
  position: clearable(200),
  role: Type.Optional(Type.Union([contactRole, Type.Null()])),
  phone: clearable(40),
  email: clearable(254),
  messenger: clearable(120),
  birthday: clearableDay,
  note: clearable(2000),
};
const name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

export const contactPerson = Type.Object({
  id: contactPersonId,
  name: Type.String(),
  position: Type.Optional(Type.String()),
  role: Type.Optional(contactRole),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  messenger: Type.Optional(Type.String()),
  birthday: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
  version,
});

const params = Type.Object({ id: idField, contactId: idField });
const saved = Type.Object({ id: contactPersonId, version });

export const addContactPerson = endpoint({
  method: 'POST',
  path: '/api/customers/:id/contacts',
  access,
  summary: 'Adds a contact person to a customer',
  status: 201,
  params: idParams,
  body: Type.Object({ name, ...writable }),
  reply: saved,
  refusals,
});

export const changeContactPerson = endpoint({
  method: 'PATCH',
  path: '/api/customers/:id/contacts/:contactId',
  access,
  summary: 'Changes a contact person; fields left out stay',
  params,
  body: Type.Object({ version, name: Type.Optional(name), ...writable }),
  reply: saved,
  refusals,
});

export const archiveContactPerson = endpoint({
  method: 'POST',
  path: '/api/customers/:id/contacts/:contactId/archive',
  access,
  summary: 'Puts a contact person away, for instance when he left the customer',
  params,
  body: Type.Object({ version }),
  reply: saved,
  refusals,
});
