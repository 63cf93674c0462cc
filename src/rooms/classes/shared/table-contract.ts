// The endpoints of the table of nine cells: what it stands on, its cells, the customers behind every figure of it.

import Type from 'typebox';
import { dayField, idField, momentField, nullable } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { definitionsSchema } from './definitions.ts';
import {
  abcField,
  amountField,
  classedCustomer,
  dateQuery,
  nextCursor,
  rowsQuery,
  shareField,
  xyzField,
  xyzReasonField,
} from './fields.ts';

const access = { resource: 'classes', action: 'read' } as const;
const refusals = ['classes.day_invalid'];

export const getClassState = endpoint({
  method: 'GET',
  path: '/api/classes/state',
  access,
  summary:
    'What the figures stand on: default date, span of the facts, newest calculation, and the job that runs now',
  reply: Type.Object({
    defaultAsOf: dayField,
    today: dayField,
    version: Type.Integer(),
    firstSettlementOn: nullable(dayField),
    lastSettlementOn: nullable(dayField),
    customers: Type.Integer(),
    settlements: Type.Integer(),
    calculatedAt: nullable(momentField),
    job: nullable(idField),
  }),
});

export const getClassTable = endpoint({
  method: 'GET',
  path: '/api/classes/table',
  access,
  summary: 'ABC x XYZ at a date: customers, value and its share in every cell, and who has no class',
  query: Type.Object(dateQuery, { additionalProperties: false }),
  reply: Type.Object({
    asOf: dayField,
    version: Type.Integer(),
    /** The definitions asked for: those in force with the window and period of the question put in. */
    definitions: definitionsSchema,
    /** Ranked customers that the caller sees. */
    customers: Type.Integer(),
    value: amountField,
    cells: Type.Array(
      Type.Object({
        abc: nullable(abcField),
        xyz: nullable(xyzField),
        customers: Type.Integer(),
        value: amountField,
        share: shareField,
        products: nullable(Type.Number()),
      }),
    ),
    keyCustomers: Type.Integer(),
    withoutXyz: Type.Array(Type.Object({ reason: xyzReasonField, customers: Type.Integer() })),
    /** Customers of the base who are not ranked at the date: potential, or nothing settled in the window. */
    notRanked: Type.Integer(),
  }),
  refusals,
});

const which = {
  ...dateQuery,
  abc: Type.Optional(Type.Union([abcField, Type.Literal('none')])),
  xyz: Type.Optional(Type.Union([xyzField, Type.Literal('none')])),
  key: Type.Optional(Type.Boolean()),
};

export const listClassedCustomers = endpoint({
  method: 'GET',
  path: '/api/classes/customers',
  access,
  summary: 'Customers of a cell in descending order of value, with the totals of the whole cell',
  query: Type.Object({ ...which, ...rowsQuery }, { additionalProperties: false }),
  reply: Type.Object({
    rows: Type.Array(classedCustomer),
    nextCursor,
    totals: Type.Object({ customers: Type.Integer(), value: amountField, share: shareField }),
  }),
  refusals,
});

export const exportClassedCustomers = endpoint({
  method: 'GET',
  path: '/api/classes/customers/export',
  access: { resource: 'customers', action: 'export' },
  summary: 'The same as a file',
  query: Type.Object(
    { ...which, format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]) },
    { additionalProperties: false },
  ),
  reply: Type.String(),
  stream: 'text/csv or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  refusals,
});

const percent = Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1000 }));

export const listBorderMoves = endpoint({
  method: 'GET',
  path: '/api/classes/borders/customers',
  access,
  summary: 'Who would move, were the borders these; the dearest first',
  query: Type.Object(
    { ...dateQuery, borderA: percent, borderB: percent, borderX: percent, borderY: percent, ...rowsQuery },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    moving: Type.Integer(),
    rows: Type.Array(
      Type.Object({ row: classedCustomer, abcThen: nullable(abcField), xyzThen: nullable(xyzField) }),
    ),
    nextCursor,
  }),
  refusals: [...refusals, 'classes.definitions_invalid'],
});

const scheme = Type.Union([Type.Literal('abc'), Type.Literal('xyz')]);
const letter = Type.Union([abcField, xyzField, Type.Literal('none')]);

export const listFlowCustomers = endpoint({
  method: 'GET',
  path: '/api/classes/flows/customers',
  access,
  summary: 'The customers of one class flow between two dates, as they are at the later one',
  query: Type.Object(
    { scheme, from: dayField, to: dayField, was: letter, is: letter, ...rowsQuery },
    { additionalProperties: false },
  ),
  reply: Type.Object({ rows: Type.Array(classedCustomer), nextCursor }),
  refusals,
});

export const listClassMonths = endpoint({
  method: 'GET',
  path: '/api/classes/months',
  access,
  summary:
    'Customers by class month by month, as the newest history tells it; only for those who see the whole base',
  reply: Type.Object({
    version: nullable(Type.Integer()),
    calculatedAt: nullable(momentField),
    months: Type.Array(
      Type.Object({
        asOf: dayField,
        A: Type.Integer(),
        B: Type.Integer(),
        C: Type.Integer(),
        X: Type.Integer(),
        Y: Type.Integer(),
        Z: Type.Integer(),
        noXyz: Type.Integer(),
        /** Customers whose class differs from the month before. */
        changed: Type.Integer(),
      }),
    ),
  }),
});
