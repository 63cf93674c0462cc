// Endpoints of `classes`.

import Type from 'typebox';
import { endpoint } from '#platform/shared/endpoint.ts';
import { definitionsSchema } from './definitions.ts';
import { dateQuery } from './fields.ts';

const dayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const amount = Type.Union([Type.String(), Type.Null()]);
const count = Type.Integer();
const letter = Type.Union([Type.String(), Type.Null()]);
const customerId = Type.Object({ id: Type.String({ pattern: '^cus_[1-9][0-9]{0,9}$' }) });

export const getDefinitions = endpoint({
  method: 'GET',
  path: '/api/classes/definitions',
  access: { resource: 'definitions', action: 'read' },
  summary: 'The definitions in force, their versions, and the proposal of the life-cycle window',
  query: Type.Object({}),
  reply: Type.Object({
    version: count,
    definitions: definitionsSchema,
    asOf: dayText,
    proposedWindowMonths: Type.Union([count, Type.Null()]),
    versions: Type.Array(
      Type.Object({
        version: count,
        reason: Type.String(),
        createdAt: Type.String(),
        person: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
});

const change = Type.Object(
  { version: count, definitions: definitionsSchema },
  { additionalProperties: false },
);

export const changeDefinitionsEndpoint = endpoint({
  method: 'PUT',
  path: '/api/classes/definitions',
  access: { resource: 'definitions', action: 'write' },
  summary: 'Save a new version of the definitions; recalculates with progress, the old history stays',
  body: change,
  reply: Type.Object({ version: count, jobId: count }),
  refusals: ['classes.definitions_changed_meanwhile', 'classes.definitions_invalid'],
});

const flow = Type.Array(Type.Object({ from: letter, to: letter, customers: count }));

export const previewDefinitions = endpoint({
  method: 'POST',
  path: '/api/classes/definitions/preview',
  access: { resource: 'definitions', action: 'read' },
  summary: 'What would move if these definitions were saved; nothing is changed',
  body: Type.Object(
    { definitions: definitionsSchema, asOf: Type.Optional(dayText) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ asOf: dayText, customers: count, moved: count, category: flow, abc: flow, xyz: flow }),
  refusals: ['classes.definitions_invalid', 'classes.day_invalid'],
});

export const getFlows = endpoint({
  method: 'GET',
  path: '/api/classes/flows',
  access: { resource: 'classes', action: 'read' },
  summary: 'How many customers went from which class and category to which between two dates',
  query: Type.Object({ from: dayText, to: Type.Optional(dayText) }, { additionalProperties: false }),
  reply: Type.Object({ from: dayText, to: dayText, category: flow, abc: flow, xyz: flow }),
  refusals: ['classes.day_invalid'],
});

export const getBorders = endpoint({
  method: 'GET',
  path: '/api/classes/borders',
  access: { resource: 'classes', action: 'read' },
  summary: 'What if the borders were others: customers and turnover of each class; nothing is changed',
  query: Type.Object(
    {
      ...dateQuery,
      borderA: Type.Optional(Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 100 })),
      borderB: Type.Optional(Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 100 })),
      borderX: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1000 })),
      borderY: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1000 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    asOf: dayText,
    cells: Type.Array(Type.Object({ abc: letter, xyz: letter, customers: count, value: amount })),
  }),
  refusals: ['classes.day_invalid', 'classes.definitions_invalid'],
});

export const getDistribution = endpoint({
  method: 'GET',
  path: '/api/classes/distribution',
  access: { resource: 'classes', action: 'read' },
  summary: 'Distribution of the coefficient of variation, and which period would tell X, Y and Z apart best',
  query: Type.Object(dateQuery, { additionalProperties: false }),
  reply: Type.Object({
    asOf: dayText,
    /** Steps of 0.05 up to 2, then the rest: customers with the coefficient in [from, to). */
    steps: Type.Array(
      Type.Object({ from: Type.Number(), to: Type.Union([Type.Number(), Type.Null()]), customers: count }),
    ),
    /** Customers of each class with the period and measure tried. */
    periods: Type.Array(
      Type.Object({
        period: Type.String(),
        measure: Type.String(),
        X: count,
        Y: count,
        Z: count,
        none: count,
        current: Type.Boolean(),
      }),
    ),
    /** The tried period to propose; null when the one in force fits best. */
    proposal: Type.Union([Type.Object({ period: Type.String(), measure: Type.String() }), Type.Null()]),
    medianIntervalDays: Type.Union([Type.Number(), Type.Null()]),
  }),
  refusals: ['classes.day_invalid'],
});

const step = Type.Object({
  name: Type.String(),
  value: Type.Union([Type.String(), Type.Number(), Type.Null()]),
});

/** How a figure came about: its rule, the inputs by name, and the series where there is one. Words are the client's. */
const explained = Type.Object({
  rule: Type.String(),
  result: letter,
  reason: letter,
  inputs: Type.Array(step),
});

export const explainCustomer = endpoint({
  method: 'GET',
  path: '/api/classes/customers/:id/explanation',
  access: { resource: 'classes', action: 'read' },
  summary:
    'How the category, the classes and the tenure of a customer came about: rule, inputs, period, version',
  params: customerId,
  query: Type.Object({ asOf: Type.Optional(dayText) }, { additionalProperties: false }),
  reply: Type.Object({
    version: count,
    asOf: dayText,
    category: explained,
    abc: explained,
    xyz: explained,
    tenure: explained,
    series: Type.Array(Type.Object({ from: dayText, value: amount })),
    directions: Type.Array(
      Type.Object({
        direction: Type.String(),
        category: Type.String(),
        since: Type.Union([dayText, Type.Null()]),
        lastOn: dayText,
      }),
    ),
  }),
  refusals: ['classes.customer_not_found', 'classes.day_invalid'],
});

export const getCustomerHistory = endpoint({
  method: 'GET',
  path: '/api/classes/customers/:id/history',
  access: { resource: 'classes', action: 'read' },
  summary: 'The dated history of a customer: path of classes and transitions of category',
  params: customerId,
  query: Type.Object({}),
  reply: Type.Object({
    version: Type.Union([count, Type.Null()]),
    classes: Type.Array(Type.Object({ asOf: dayText, abc: letter, xyz: letter, value: amount })),
    transitions: Type.Array(Type.Object({ on: dayText, from: Type.String(), to: Type.String() })),
  }),
  refusals: ['classes.customer_not_found'],
});
