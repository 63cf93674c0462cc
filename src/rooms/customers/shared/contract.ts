// The endpoints of customers: list, card, and what is done to one.

import Type from 'typebox';
import { idParams } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { pageQuery } from '#platform/shared/paging.ts';
import { contactPerson } from './contact-contract.ts';
import { consent } from './consent-contract.ts';
import {
  customerId,
  figures,
  kind,
  namedCustomer,
  person,
  personId,
  state,
  version,
  writableFields,
} from './fields.ts';
import { filterQuery, sortQuery } from './filter.ts';
import { parameterTypes } from './parameter.ts';

const access = { resource: 'customers', action: 'read' } as const;
const write = { resource: 'customers', action: 'write' } as const;
const params = idParams;

export const listedCustomer = Type.Object({
  id: customerId,
  code: Type.String(),
  kind,
  name: Type.String(),
  city: Type.Optional(Type.String()),
  state,
  responsible: Type.Optional(person),
  ...figures,
});

export const listCustomers = endpoint({
  method: 'GET',
  path: '/api/customers',
  access,
  summary:
    'Customers that the caller sees, by conditions, in an order, page by page; the first page brings the totals of the whole filter',
  query: Type.Object({ ...filterQuery, sort: sortQuery, ...pageQuery }),
  reply: Type.Object({
    rows: Type.Array(listedCustomer),
    nextCursor: Type.Optional(Type.String()),
    totals: Type.Optional(
      Type.Object({
        customers: Type.Integer(),
        turnover: Type.Optional(Type.String()),
        change: Type.Optional(Type.Number()),
      }),
    ),
    /** How the search was read when nothing held the text itself: in the other keyboard layout, or by resemblance. */
    search: Type.Optional(Type.Object({ as: Type.Enum(['layout', 'similar']), text: Type.String() })),
  }),
  refusals: [
    'customers.field_not_readable',
    'customers.parameter_unknown',
    'customers.parameter_value_wrong',
  ],
});

export const countCustomers = endpoint({
  method: 'GET',
  path: '/api/customers/count',
  access,
  summary: 'How many customers meet the conditions; a large number may be a minute old',
  query: Type.Object(filterQuery),
  reply: Type.Object({ customers: Type.Integer() }),
});

export const exportCustomers = endpoint({
  method: 'GET',
  path: '/api/customers/export',
  access: { resource: 'customers', action: 'export' },
  summary: 'The whole list as a file, within what the caller may export',
  query: Type.Object({ ...filterQuery, sort: sortQuery, format: Type.Enum(['csv', 'xlsx']) }),
  reply: Type.String(),
  stream: 'text/csv or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

const abilities = Type.Object({
  change: Type.Boolean(),
  archive: Type.Boolean(),
  restore: Type.Boolean(),
  assign: Type.Boolean(),
  take: Type.Boolean(),
  merge: Type.Boolean(),
});

export const customerCard = Type.Object({
  id: customerId,
  code: Type.String(),
  kind,
  name: Type.String(),
  parent: Type.Optional(namedCustomer),
  taxNumber: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  website: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  city: Type.Optional(Type.String()),
  region: Type.Optional(Type.String()),
  country: Type.Optional(Type.String()),
  source: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
  firstContactOn: Type.Optional(Type.String()),
  parameters: Type.Array(
    Type.Object({
      key: Type.String(),
      name: Type.String(),
      type: Type.Enum([...parameterTypes]),
      value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
    }),
  ),
  responsible: Type.Optional(person),
  state,
  /** The customer that this one was merged into. */
  mergedInto: Type.Optional(namedCustomer),
  merged: Type.Array(Type.Object({ mergeId: Type.String(), customer: namedCustomer })),
  contacts: Type.Array(contactPerson),
  units: Type.Array(namedCustomer),
  unitsMore: Type.Boolean(),
  firstSettlementOn: Type.Optional(Type.String()),
  ...figures,
  createdAt: Type.String(),
  version,
  may: abilities,
});

export const getCustomer = endpoint({
  method: 'GET',
  path: '/api/customers/:id',
  access,
  summary: 'One customer with contact persons, units, figures and what the caller may do',
  params,
  reply: customerCard,
  refusals: ['customers.not_found'],
});

const saved = Type.Object({ id: customerId, version });

export const createCustomer = endpoint({
  method: 'POST',
  path: '/api/customers',
  access: write,
  summary: 'Creates a customer; refused with the possible duplicates unless told to create anyway',
  status: 201,
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 400, pattern: '\\S' }),
    kind: Type.Optional(kind),
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    parentId: Type.Optional(customerId),
    /** Null: nobody. Left out: the caller, where he works with customers of his own; else nobody. */
    responsibleId: Type.Optional(Type.Union([personId, Type.Null()])),
    ...writableFields,
    createAnyway: Type.Optional(Type.Boolean()),
  }),
  reply: saved,
  refusals: [
    'customers.possible_duplicates',
    'customers.code_taken',
    'customers.parent_unknown',
    'customers.responsible_unknown',
    'customers.responsible_out_of_reach',
  ],
});

export const changeCustomer = endpoint({
  method: 'PATCH',
  path: '/api/customers/:id',
  access: write,
  summary: 'Changes fields of a customer; fields left out stay',
  params,
  body: Type.Object({
    version,
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 400, pattern: '\\S' })),
    kind: Type.Optional(kind),
    parentId: Type.Optional(Type.Union([customerId, Type.Null()])),
    ...writableFields,
  }),
  reply: saved,
  refusals: [
    'customers.not_found',
    'customers.changed_meanwhile',
    'customers.not_active',
    'customers.parameter_value_wrong',
  ],
});

const versionBody = Type.Object({ version });

export const archiveCustomer = endpoint({
  method: 'POST',
  path: '/api/customers/:id/archive',
  access: { resource: 'customers', action: 'delete' },
  summary: 'Puts a customer away; history and figures stay',
  params,
  body: versionBody,
  reply: saved,
  refusals: ['customers.not_found', 'customers.changed_meanwhile', 'customers.not_active'],
});

export const restoreCustomer = endpoint({
  method: 'POST',
  path: '/api/customers/:id/restore',
  access: { resource: 'customers', action: 'delete' },
  summary: 'Brings an archived customer back',
  params,
  body: versionBody,
  reply: saved,
  refusals: ['customers.not_found', 'customers.changed_meanwhile', 'customers.not_archived'],
});

export const listHistory = endpoint({
  method: 'GET',
  path: '/api/customers/:id/history',
  access,
  summary: 'Who changed what of a customer, newest first',
  params,
  query: Type.Object(pageQuery),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        person: Type.Optional(Type.String()),
        action: Type.String(),
        before: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
        after: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      }),
    ),
    nextCursor: Type.Optional(Type.String()),
  }),
  refusals: ['customers.not_found'],
});

export const listConsents = endpoint({
  method: 'GET',
  path: '/api/customers/:id/consents',
  access,
  summary: 'On what basis personal data of the customer and its contact persons is processed',
  params,
  reply: Type.Object({ consents: Type.Array(consent) }),
  refusals: ['customers.not_found'],
});
