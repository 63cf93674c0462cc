// Data quality of one customer and of the base (CL-5), duplicates and their merging.

import Type from 'typebox';
import { idField, idParams } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { pageQuery } from '#platform/shared/paging.ts';
import { block, customerId, namedCustomer, version } from './fields.ts';
import { mergeIds } from './ids.ts';

const read = { resource: 'customers', action: 'read' } as const;
const write = { resource: 'customers', action: 'write' } as const;

export const getCustomerQuality = endpoint({
  method: 'GET',
  path: '/api/customers/:id/quality',
  access: read,
  summary: 'What is known and what is missing of a customer, per block',
  params: idParams,
  reply: Type.Object({
    blocks: Type.Array(
      Type.Object({
        block,
        needed: Type.Integer(),
        known: Type.Integer(),
        missing: Type.Array(Type.Object({ need: Type.String(), name: Type.Optional(Type.String()) })),
      }),
    ),
  }),
  refusals: ['customers.not_found'],
});

export const getBaseQuality = endpoint({
  method: 'GET',
  path: '/api/customers/quality',
  access: read,
  summary: 'Of the active customers that the caller sees: how many lack each needed piece of data',
  reply: Type.Object({
    customers: Type.Integer(),
    complete: Type.Integer(),
    needs: Type.Array(
      Type.Object({
        need: Type.String(),
        block,
        name: Type.Optional(Type.String()),
        asked: Type.Integer(),
        missing: Type.Integer(),
      }),
    ),
  }),
});

const reasons = Type.Array(Type.Enum(['taxNumber', 'email', 'phone', 'name']));
const pairSide = Type.Object({
  ...namedCustomer.properties,
  city: Type.Optional(Type.String()),
  taxNumber: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  version,
});

export const listDuplicates = endpoint({
  method: 'GET',
  path: '/api/customers/duplicates',
  access: write,
  summary: 'Pairs that may be one customer, proposed for a decision; both sides are visible to the caller',
  query: Type.Object(pageQuery),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ left: pairSide, right: pairSide, reasons, foundAt: Type.String() })),
    nextCursor: Type.Optional(Type.String()),
    total: Type.Integer(),
    /** The job that is looking for duplicates now. */
    jobId: Type.Optional(Type.String()),
  }),
});

export const findDuplicates = endpoint({
  method: 'POST',
  path: '/api/customers/duplicates/search',
  access: write,
  summary: 'Looks for duplicates over the whole base, as a job',
  status: 202,
  reply: Type.Object({ jobId: Type.String() }),
});

export const dismissDuplicates = endpoint({
  method: 'POST',
  path: '/api/customers/duplicates/dismiss',
  access: write,
  summary: 'These two are different customers; they are not proposed again',
  body: Type.Object({ leftId: customerId, rightId: customerId }),
  reply: Type.Object({}),
  refusals: ['customers.pair_not_found'],
});

export const mergeCustomers = endpoint({
  method: 'POST',
  path: '/api/customers/:id/merge',
  access: write,
  summary:
    'Makes another customer a part of this one: it points here, its facts count here, empty fields here are filled from it',
  params: idParams,
  body: Type.Object({ version, loserId: customerId, loserVersion: version }),
  reply: Type.Object({ mergeId: Type.String({ pattern: mergeIds.pattern }), id: customerId, version }),
  refusals: [
    'customers.not_found',
    'customers.changed_meanwhile',
    'customers.merged_already',
    'customers.merge_with_itself',
  ],
});

export const undoMerge = endpoint({
  method: 'POST',
  path: '/api/customers/merges/:mergeId/undo',
  access: write,
  summary:
    'Takes a merge back: the customer stands for itself again, fields that the merge had filled are emptied if nobody changed them since',
  params: Type.Object({ mergeId: idField }),
  reply: Type.Object({ id: customerId }),
  refusals: ['customers.merge_not_found', 'customers.merge_stands_below'],
});
