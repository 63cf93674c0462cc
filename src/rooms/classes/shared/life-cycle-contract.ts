// The endpoints of the life cycle: structure over time, movement between two dates, who left, who came back, who is leaving.

import Type from 'typebox';
import { dayField, nullable } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import {
  abcField,
  amountField,
  categoryField,
  customerField,
  managerField,
  nextCursor,
  periodQuery,
  rowsQuery,
  xyzField,
} from './fields.ts';

const access = { resource: 'classes', action: 'read' } as const;
const refusals = ['classes.day_invalid'];
const direction = { direction: Type.Optional(Type.String({ maxLength: 40 })) };
const structure = Type.Object({
  potential: Type.Integer(),
  new: Type.Integer(),
  regular: Type.Integer(),
  recovered: Type.Integer(),
  lost: Type.Integer(),
});

export const getLifeCycle = endpoint({
  method: 'GET',
  path: '/api/life-cycle',
  access,
  summary:
    'The base by category at the ends of a period and month by month, and the movement between them; whole or in one direction',
  query: Type.Object({ ...periodQuery, ...direction }, { additionalProperties: false }),
  reply: Type.Object({
    from: dayField,
    to: dayField,
    version: Type.Integer(),
    windowMonths: Type.Integer(),
    directions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    /** At the end of the day before `from`. */
    start: structure,
    /** At the end of `to`. */
    end: structure,
    months: Type.Array(Type.Object({ on: dayField, structure })),
    /** Every dated change of the period, so that active at the end = active at the start + new + recovered - lost. */
    moves: Type.Array(Type.Object({ was: categoryField, is: categoryField, changes: Type.Integer() })),
    /** Customers by their category at both ends. */
    flows: Type.Array(Type.Object({ was: categoryField, is: categoryField, customers: Type.Integer() })),
  }),
  refusals,
});

const movedCustomer = Type.Object({
  customer: customerField,
  manager: managerField,
  day: dayField,
  was: categoryField,
  is: categoryField,
  /** Last settlement day before the change, or the one that made it. */
  lastOn: nullable(dayField),
  /** Days between settlements: at this change, and usually (median) of this customer. */
  days: nullable(Type.Integer()),
  usualDays: nullable(Type.Number()),
  /** Turnover of the twelve months up to the last settlement day before the change. */
  turnover: amountField,
  direction: nullable(Type.String()),
});

export const listMoved = endpoint({
  method: 'GET',
  path: '/api/life-cycle/moved',
  access,
  summary: 'Dated changes of a period into a category, the newest first',
  query: Type.Object({
    ...periodQuery,
    ...direction,
    is: categoryField,
    was: Type.Optional(categoryField),
    byDirection: Type.Optional(Type.Boolean()),
    ...rowsQuery,
  }),
  reply: Type.Object({
    rows: Type.Array(movedCustomer),
    nextCursor,
    totals: Type.Object({ changes: Type.Integer(), customers: Type.Integer(), turnover: amountField }),
  }),
  refusals,
});

export const exportMoved = endpoint({
  method: 'GET',
  path: '/api/life-cycle/moved/export',
  access: { resource: 'customers', action: 'export' },
  summary: 'The same as a file',
  query: Type.Object({
    ...periodQuery,
    ...direction,
    is: categoryField,
    was: Type.Optional(categoryField),
    byDirection: Type.Optional(Type.Boolean()),
    format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]),
  }),
  reply: Type.String(),
  stream: 'text/csv or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  refusals,
});

export const listLeaving = endpoint({
  method: 'GET',
  path: '/api/life-cycle/leaving',
  access,
  summary: 'Customers who are silent longer than is usual for them and not lost yet, the dearest first',
  query: Type.Object({ asOf: Type.Optional(dayField), ...rowsQuery }),
  reply: Type.Object({
    asOf: dayField,
    customers: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        customer: customerField,
        manager: managerField,
        category: categoryField,
        abc: nullable(abcField),
        xyz: nullable(xyzField),
        lastOn: dayField,
        days: Type.Integer(),
        usualDays: Type.Number(),
        /** The day on which the customer becomes lost if nothing settles. */
        lostOn: dayField,
        turnover: amountField,
        /** Turnover of the last twelve months, oldest first; for the small picture. Empty where amounts are hidden. */
        months: Type.Array(Type.Number()),
      }),
    ),
    nextCursor,
  }),
  refusals,
});
