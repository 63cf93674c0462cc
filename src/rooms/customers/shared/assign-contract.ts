// The responsible manager of customers: preview, assignment of many, taking one, history.

import Type from 'typebox';
import { idParams } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { customerId, person, personId, version } from './fields.ts';
import { filterQuery } from './filter.ts';

const access = { resource: 'customerManager', action: 'write' } as const;

/** Customers by name, or everything that meets the conditions of a list. */
const selection = Type.Union([
  Type.Object(
    { ids: Type.Array(customerId, { minItems: 1, maxItems: 1000 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { filter: Type.Object(filterQuery, { additionalProperties: false }) },
    { additionalProperties: false },
  ),
]);
const body = Type.Object({ selection, responsibleId: Type.Union([personId, Type.Null()]) });
const refusals = [
  'customers.selection_too_large',
  'customers.responsible_unknown',
  'customers.responsible_out_of_reach',
] as const;

export const previewAssignment = endpoint({
  method: 'POST',
  path: '/api/customers/assignment/preview',
  access,
  summary: 'What an assignment would change, without changing it',
  body,
  reply: Type.Object({
    customers: Type.Integer(),
    changing: Type.Integer(),
    /** Customers of the selection that the caller may not move. */
    outOfReach: Type.Integer(),
    from: Type.Array(Type.Object({ person: Type.Optional(person), customers: Type.Integer() })),
  }),
  refusals,
});

export const assignCustomers = endpoint({
  method: 'POST',
  path: '/api/customers/assignment',
  access,
  summary: "Gives customers to a responsible person, from today on; those out of the caller's reach stay",
  body,
  reply: Type.Object({ changed: Type.Integer() }),
  refusals,
});

export const takeCustomer = endpoint({
  method: 'POST',
  path: '/api/customers/:id/take',
  access: { resource: 'unownedTaking', action: 'approve' },
  summary: 'Takes a customer without a responsible person for oneself',
  params: idParams,
  body: Type.Object({ version }),
  reply: Type.Object({ id: customerId, version }),
  refusals: ['customers.not_found', 'customers.not_unowned', 'customers.changed_meanwhile'],
});

export const listResponsiblePeriods = endpoint({
  method: 'GET',
  path: '/api/customers/:id/responsible',
  access: { resource: 'customers', action: 'read' },
  summary: 'Who was responsible for the customer and when, newest first',
  params: idParams,
  reply: Type.Object({
    periods: Type.Array(Type.Object({ person, from: Type.String(), until: Type.Optional(Type.String()) })),
  }),
  refusals: ['customers.not_found'],
});
