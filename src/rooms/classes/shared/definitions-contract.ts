// The endpoints of the definitions: what is in force, its versions, what a change would move, the change itself.

import Type from 'typebox';
import { idField, momentField, nullable, versionField } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { definitionsSchema } from './definitions.ts';
import { abcField, categoryField, xyzField } from './fields.ts';

const read = { resource: 'definitions', action: 'read' } as const;
const write = { resource: 'definitions', action: 'write' } as const;
const refusals = ['classes.definitions_invalid', 'classes.definitions_changed_meanwhile'];

export const getDefinitions = endpoint({
  method: 'GET',
  path: '/api/definitions',
  access: read,
  summary: 'The definitions in force and what the history proposes',
  reply: Type.Object({
    version: Type.Integer(),
    definitions: definitionsSchema,
    directions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    /** Mean interval between settlement days in months, rounded up; null when nobody has come twice. */
    proposedWindowMonths: nullable(Type.Integer()),
    proposedPeriod: nullable(Type.Union([Type.Literal('month'), Type.Literal('quarter')])),
  }),
});

export const listDefinitionVersions = endpoint({
  method: 'GET',
  path: '/api/definitions/versions',
  access: read,
  summary: 'Every version with who made it and when, the newest first',
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        version: Type.Integer(),
        definitions: definitionsSchema,
        reason: Type.Union([Type.Literal('start'), Type.Literal('change'), Type.Literal('older_data')]),
        person: nullable(Type.Object({ id: idField, name: Type.String() })),
        at: momentField,
      }),
    ),
  }),
});

const count = { now: Type.Integer(), then: Type.Integer() };

export const previewDefinitions = endpoint({
  method: 'POST',
  path: '/api/definitions/preview',
  access: read,
  summary: 'What other definitions would change: classes, categories, customers who would move',
  body: Type.Object({ definitions: definitionsSchema }),
  reply: Type.Object({
    abc: Type.Array(Type.Object({ letter: nullable(abcField), ...count })),
    xyz: Type.Array(Type.Object({ letter: nullable(xyzField), ...count })),
    categories: Type.Array(Type.Object({ category: categoryField, ...count })),
    moving: Type.Integer(),
    customers: Type.Integer(),
  }),
  refusals,
});

export const changeDefinitions = endpoint({
  method: 'PUT',
  path: '/api/definitions',
  access: write,
  summary: 'Saves a new version and recalculates; the old history stays',
  body: Type.Object({ version: versionField, definitions: definitionsSchema }),
  reply: Type.Object({ version: Type.Integer(), jobId: idField }),
  refusals,
});
