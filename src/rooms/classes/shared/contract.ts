// The endpoints of classes: the table of nine cells, the coefficient, borders tried out, flows and history.

import Type from 'typebox';
import { dayField, idField, momentField, nullable } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { definitionsSchema } from './definitions.ts';
import {
  abcField, amountField, classedCustomer, dateQuery, nextCursor, rowsQuery, shareField, twoDatesQuery, xyzField, xyzReasonField,
} from './fields.ts';

const access = { resource: 'classes', action: 'read' } as const;
const refusals = ['classes.day_invalid'];

export const getClassTable = endpoint({
  method: 'GET',
  path: '/api/classes/table',
  access,
  summary: 'ABC x XYZ at a date: customers, value and its share in every cell, and who has no class',
  query: Type.Object(dateQuery),
  reply: Type.Object({
    asOf: dayField,
    version: Type.Integer(),
    definitions: definitionsSchema,
    /** Ranked customers that the caller sees. */
    customers: Type.Integer(),
    value: amountField,
    cells: Type.Array(
      Type.Object({ abc: nullable(abcField), xyz: nullable(xyzField), customers: Type.Integer(), value: amountField, share: shareField, products: nullable(Type.Number()) }),
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
  summary: 'Customers of a cell in descending order of value; the first page brings the totals',
  query: Type.Object({ ...which, ...rowsQuery }),
  reply: Type.Object({
    rows: Type.Array(classedCustomer),
    nextCursor,
    totals: Type.Optional(Type.Object({ customers: Type.Integer(), value: amountField, share: shareField })),
  }),
  refusals,
});

export const exportClassedCustomers = endpoint({
  method: 'GET',
  path: '/api/classes/customers/export',
  access: { resource: 'customers', action: 'export' },
  summary: 'The same as a file',
  query: Type.Object({ ...which, format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]) }),
  reply: Type.String(),
  stream: 'text/csv or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  refusals,
});

export const getCvDistribution = endpoint({
  method: 'GET',
  path: '/api/classes/distribution',
  access,
  summary: 'How the coefficient of variation is spread, and how other XYZ periods would part the base',
  query: Type.Object(dateQuery),
  reply: Type.Object({
    asOf: dayField,
    /** Width of a step as a fraction; the last bin has no upper end. */
    step: Type.Number(),
    bins: Type.Array(Type.Object({ from: Type.Number(), customers: Type.Integer() })),
    customers: Type.Integer(),
    periods: Type.Array(
      Type.Object({
        period: Type.Union([Type.Literal('month'), Type.Literal('quarter')]),
        X: Type.Integer(), Y: Type.Integer(), Z: Type.Integer(), none: Type.Integer(),
      }),
    ),
    /** Median of the days between settlement days of one customer. */
    medianIntervalDays: nullable(Type.Number()),
    proposedPeriod: nullable(Type.Union([Type.Literal('month'), Type.Literal('quarter')])),
  }),
  refusals,
});

const percent = Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1000, multipleOf: 0.01 }));
const borders = { borderA: percent, borderB: percent, borderX: percent, borderY: percent };

export const tryBorders = endpoint({
  method: 'GET',
  path: '/api/classes/what-if',
  access,
  summary: 'Counts of every class as they are and as other borders would make them, and who would move',
  query: Type.Object({ ...dateQuery, ...borders, moves: Type.Optional(Type.Boolean()), ...rowsQuery }),
  reply: Type.Object({
    asOf: dayField,
    counts: Type.Array(
      Type.Object({
        letter: Type.Union([abcField, xyzField]),
        now: Type.Integer(),
        then: Type.Integer(),
      }),
    ),
    moving: Type.Integer(),
    rows: Type.Array(
      Type.Object({ row: classedCustomer, abcThen: nullable(abcField), xyzThen: nullable(xyzField) }),
    ),
    nextCursor,
  }),
  refusals: [...refusals, 'classes.definitions_invalid'],
});

const scheme = Type.Union([Type.Literal('abc'), Type.Literal('xyz')]);
const letterOrNone = Type.Union([abcField, xyzField, Type.Literal('none')]);

export const getClassFlows = endpoint({
  method: 'GET',
  path: '/api/classes/flows',
  access,
  summary: 'How many customers went from which class to which between two dates; none is without a class',
  query: Type.Object({ scheme, ...twoDatesQuery }),
  reply: Type.Object({
    scheme, from: dayField, to: dayField,
    flows: Type.Array(Type.Object({ was: letterOrNone, is: letterOrNone, customers: Type.Integer() })),
  }),
  refusals,
});

export const listClassFlow = endpoint({
  method: 'GET',
  path: '/api/classes/flows/customers',
  access,
  summary: 'The customers of one flow',
  query: Type.Object({ scheme, ...twoDatesQuery, was: letterOrNone, is: letterOrNone, ...rowsQuery }),
  reply: Type.Object({ rows: Type.Array(classedCustomer), nextCursor }),
  refusals,
});

export const getClassHistory = endpoint({
  method: 'GET',
  path: '/api/classes/history',
  access,
  summary: 'Customers by class month by month, as the snapshots of the definitions in force told them',
  query: Type.Object({ from: Type.Optional(dayField), to: Type.Optional(dayField) }),
  reply: Type.Object({
    months: Type.Array(
      Type.Object({
        asOf: dayField,
        version: Type.Integer(),
        calculatedAt: nullable(momentField),
        A: Type.Integer(), B: Type.Integer(), C: Type.Integer(),
        X: Type.Integer(), Y: Type.Integer(), Z: Type.Integer(), noXyz: Type.Integer(),
      }),
    ),
  }),
  refusals,
});

export const getClassState = endpoint({
  method: 'GET',
  path: '/api/classes/state',
  access,
  summary: 'What the figures stand on: default date, span of the facts, newest calculation, and the job that runs now',
  reply: Type.Object({
    defaultAsOf: dayField,
    today: dayField,
    version: Type.Integer(),
    firstSettlementOn: nullable(dayField),
    lastSettlementOn: nullable(dayField),
    customers: Type.Integer(),
    settlements: Type.Integer(),
    calculatedAt: nullable(momentField),
    historyFrom: nullable(dayField),
    job: nullable(idField),
    lastImport: nullable(Type.Object({ id: idField, at: momentField, name: Type.String(), rows: Type.Integer() })),
  }),
});
