// The registry of the company's own parameters (SEG-1): what is asked of a customer, in which block and of which type.

import Type from 'typebox';
import { idParams } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { block, version } from './fields.ts';
import { parameterIds } from './ids.ts';
import { parameterTypes } from './parameter.ts';

const parameterId = Type.String({ pattern: parameterIds.pattern });
const type = Type.Enum([...parameterTypes]);
const options = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
  maxItems: 200,
  uniqueItems: true,
});
const name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const read = { resource: 'customers', action: 'read' } as const;
const write = { resource: 'definitions', action: 'write' } as const;

export const parameter = Type.Object({
  id: parameterId,
  key: Type.String(),
  name: Type.String(),
  block,
  type,
  options: Type.Array(Type.String()),
  required: Type.Boolean(),
  position: Type.Integer(),
  archived: Type.Boolean(),
  version,
});

export const listParameters = endpoint({
  method: 'GET',
  path: '/api/customer-parameters',
  access: read,
  summary: 'Parameters of customers in the order of the card',
  query: Type.Object({ archived: Type.Optional(Type.Boolean({ default: false })) }),
  reply: Type.Object({ parameters: Type.Array(parameter) }),
});

const saved = Type.Object({ id: parameterId, version });

export const createParameter = endpoint({
  method: 'POST',
  path: '/api/customer-parameters',
  access: write,
  summary: 'Adds a parameter',
  status: 201,
  body: Type.Object({
    key: Type.String({ pattern: '^[a-z][a-z0-9_]{0,62}$' }),
    name,
    block,
    type,
    options: Type.Optional(options),
    required: Type.Optional(Type.Boolean()),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  }),
  reply: saved,
  refusals: ['customers.parameter_key_taken'],
});

export const changeParameter = endpoint({
  method: 'PATCH',
  path: '/api/customer-parameters/:id',
  access: write,
  summary: 'Changes a parameter. Its key stays; its type may change only while no customer has a value',
  params: idParams,
  body: Type.Object({
    version,
    name: Type.Optional(name),
    block: Type.Optional(block),
    type: Type.Optional(type),
    options: Type.Optional(options),
    required: Type.Optional(Type.Boolean()),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    archived: Type.Optional(Type.Boolean()),
  }),
  reply: saved,
  refusals: ['customers.changed_meanwhile', 'customers.parameter_in_use'],
});
