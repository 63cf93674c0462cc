// Endpoints of `reports`. Each report answers { definitions, totals, rows }; amounts are decimal strings, null where the caller sees none.

import Type, { type TObject, type TSchema } from 'typebox';
import { endpoint, type Resource } from '#platform/shared/endpoint.ts';

const dayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const text = Type.Union([Type.String(), Type.Null()]);
const amount = Type.Union([Type.String(), Type.Null()]);
const number = Type.Union([Type.Number(), Type.Null()]);
const count = Type.Integer();
const named = Type.Object({ code: Type.String(), name: Type.String() });
/** A customer with the id of his card. */
const customer = Type.Object({ id: Type.Optional(Type.String()), code: Type.String(), name: Type.String() });
const maybeNamed = Type.Union([Type.Object({ code: text, name: text }), Type.Null()]);

export const reportQuery = Type.Object(
  {
    asOf: Type.Optional(dayText),
    from: Type.Optional(dayText),
    to: Type.Optional(dayText),
    window: Type.Optional(Type.String({ pattern: '^(all|[1-9][0-9]{0,2}m)$' })),
    /** Rows of the answer; the totals are always of all. */
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
  },
  { additionalProperties: false },
);

const refusals = [
  'reports.day_invalid',
  'reports.period_reversed',
  'reports.period_too_long',
  'reports.window_invalid',
];

const sharedDefinitions = {
  asOf: dayText,
  from: dayText,
  to: dayText,
  version: count,
  currency: Type.String(),
  settlement: Type.String(),
  lifeCycle: Type.Object({ windowMonths: count }),
  abc: Type.Object({
    base: Type.String(),
    windowMonths: Type.Union([count, Type.Null()]),
    windowFrom: Type.Union([dayText, Type.Null()]),
    windowTo: dayText,
    borderA: Type.Number(),
    borderB: Type.Number(),
  }),
  xyz: Type.Object({
    period: Type.String(),
    measure: Type.String(),
    periods: Type.Union([count, Type.Null()]),
    minPeriods: count,
    preliminaryBelow: count,
    borderX: Type.Number(),
    borderY: Type.Number(),
    deviation: Type.String(),
  }),
};

function reportEndpoint<
  const Path extends string,
  const Access extends Resource,
  Totals extends TObject,
  Row extends TSchema,
  Own extends Record<string, TSchema> = Record<never, TSchema>,
>(path: Path, resource: Access, summary: string, shape: { totals: Totals; row: Row; definitions?: Own }) {
  return endpoint({
    method: 'GET',
    path,
    access: { resource, action: 'read' },
    summary,
    query: reportQuery,
    reply: Type.Object({
      definitions: Type.Object({ ...sharedDefinitions, ...(shape.definitions ?? ({} as Own)) }),
      totals: shape.totals,
      rows: Type.Array(shape.row),
      hasMore: Type.Boolean(),
    }),
    refusals,
  });
}

const abcTotal = Type.Object({ customers: count, value: amount });

export const classesReport = reportEndpoint(
  '/api/reports/classes',
  'classes',
  'ABC and XYZ of every ranked customer at a date',
  {
    totals: Type.Object({
      abc: Type.Object({ A: abcTotal, B: abcTotal, C: abcTotal, none: abcTotal }),
      xyz: Type.Object({ X: count, Y: count, Z: count, none: count }),
    }),
    row: Type.Object({
      customer: named,
      value: amount,
      shareBefore: number,
      abc: text,
      cv: number,
      xyz: text,
      xyzReason: Type.Optional(Type.String()),
      xyzPreliminary: Type.Optional(Type.Boolean()),
      notPositive: Type.Optional(Type.Boolean()),
    }),
  },
);

export const lifecycleReport = reportEndpoint(
  '/api/reports/lifecycle',
  'classes',
  'Life-cycle category of every customer at a date',
  {
    totals: Type.Object({ potential: count, new: count, regular: count, recovered: count, lost: count }),
    row: Type.Object({ customer: named, category: Type.String(), since: Type.Union([dayText, Type.Null()]) }),
  },
);

export const abcXyzReport = reportEndpoint(
  '/api/reports/abc-xyz',
  'classes',
  'The table of nine cells, with key customers',
  {
    definitions: { keyCustomer: Type.Object({ minProducts: count }) },
    totals: Type.Object({
      customers: count,
      value: amount,
      keyCustomers: Type.Array(Type.Object({ customer: named, products: count, value: amount })),
    }),
    row: Type.Object({ abc: text, xyz: text, customers: count, value: amount }),
  },
);

const employeeFigures = {
  potentialCustomers: count,
  firstSales: count,
  firstSaleCustomers: count,
  lostCustomers: count,
  recoveredCustomers: count,
  firstSalesAmount: amount,
  repeatSalesAmount: amount,
  newDirectionSalesAmount: amount,
};

export const employeesReport = reportEndpoint(
  '/api/reports/employees',
  'employeeReports',
  'The table by employee for a period; a row without code and name is that without an employee',
  {
    definitions: { potential: Type.String() },
    totals: Type.Object({
      employee: Type.Null(),
      ...employeeFigures,
      /** Of the potential customers, those with a first sale up to the end of the period; null for a stock of them. */
      cohortBought: Type.Union([count, Type.Null()]),
    }),
    row: Type.Object({ employee: Type.Object({ code: text, name: text }), ...employeeFigures }),
  },
);

const saleSums = { firstSalesAmount: amount, repeatSalesAmount: amount, newDirectionSalesAmount: amount };

export const customersReport = reportEndpoint(
  '/api/reports/customers',
  'classes',
  'The table by customer for a period',
  {
    definitions: { startOn: dayText },
    totals: Type.Object({ customers: count, ...saleSums, lostCustomers: count, recoveredCustomers: count }),
    row: Type.Object({
      customer,
      categoryStart: Type.String(),
      categoryEnd: Type.String(),
      abcStart: text,
      abcEnd: text,
      xyzStart: text,
      xyzEnd: text,
      ...saleSums,
      productsUsed: count,
      lostOn: Type.Union([dayText, Type.Null()]),
      recoveredOn: Type.Union([dayText, Type.Null()]),
      manager: maybeNamed,
    }),
  },
);

const dynamicsFigures = {
  turnover: amount,
  turnoverYearBefore: amount,
  ...saleSums,
  returnsAmount: amount,
  settlements: count,
  customers: count,
  newCustomers: count,
  lostCustomers: count,
  recoveredCustomers: count,
};

export const dynamicsReport = reportEndpoint(
  '/api/reports/dynamics',
  'amounts',
  'Sales and the movement of the base by month, beside the year before',
  {
    totals: Type.Object(dynamicsFigures),
    row: Type.Object({ month: Type.String(), ...dynamicsFigures }),
  },
);

export const productsReport = reportEndpoint(
  '/api/reports/products',
  'amounts',
  'Sales of a period by direction and product',
  {
    totals: Type.Object({ amount, quantity: text, settlements: count, customers: count }),
    row: Type.Object({
      direction: maybeNamed,
      product: maybeNamed,
      amount,
      share: number,
      quantity: text,
      settlements: count,
      customers: count,
      newUsers: count,
    }),
  },
);

export const employeeFigureNames = [
  'potentialCustomers',
  'firstSales',
  'lostCustomers',
  'recoveredCustomers',
  'firstSalesAmount',
  'repeatSalesAmount',
  'newDirectionSalesAmount',
] as const;

export const employeeFacts = endpoint({
  method: 'GET',
  path: '/api/reports/employees/facts',
  access: { resource: 'employeeReports', action: 'read' },
  summary: 'The facts behind one figure of the table by employee: the table opens down to its rows',
  query: Type.Object(
    {
      figure: Type.Enum(employeeFigureNames),
      /** Code of the employee; left out for all, empty for those without an employee. */
      employee: Type.Optional(Type.String({ maxLength: 64 })),
      from: Type.Optional(dayText),
      to: Type.Optional(dayText),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 200 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ customer, on: dayText, document: text, product: text, amount })),
    hasMore: Type.Boolean(),
  }),
  refusals,
});

/** `return` stands for what lowers the turnover and has no sale class. */
export const saleClassNames = ['first', 'repeat', 'newDirection', 'return'] as const;

export const salesFacts = endpoint({
  method: 'GET',
  path: '/api/reports/sales/facts',
  access: { resource: 'amounts', action: 'read' },
  summary: 'The settlements behind a figure of sales: of a period, a product, a direction; the largest first',
  query: Type.Object(
    {
      from: Type.Optional(dayText),
      to: Type.Optional(dayText),
      /** Codes; empty for lines without a product or a direction. */
      product: Type.Optional(Type.String({ maxLength: 200 })),
      direction: Type.Optional(Type.String({ maxLength: 200 })),
      /** Id of a customer's card. */
      customer: Type.Optional(Type.String({ maxLength: 20 })),
      saleClass: Type.Optional(Type.Enum(saleClassNames)),
      /** Only the lines by which customers became users of a product. */
      newUsers: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 100 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ customer, on: dayText, document: text, products: text, amount })),
    hasMore: Type.Boolean(),
    totals: Type.Object({ settlements: count, customers: count, amount }),
  }),
  refusals,
});

export const moveNames = ['new', 'lost', 'recovered'] as const;

export const moveFacts = endpoint({
  method: 'GET',
  path: '/api/reports/moves/facts',
  access: { resource: 'classes', action: 'read' },
  summary:
    'The customers behind a figure of new, lost or recovered ones, with the day of each; the newest first',
  query: Type.Object(
    {
      move: Type.Enum(moveNames),
      from: Type.Optional(dayText),
      to: Type.Optional(dayText),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 100 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ customer, on: dayText, before: Type.String() })),
    hasMore: Type.Boolean(),
    totals: Type.Object({ moves: count }),
  }),
  refusals,
});

export const reportFile = endpoint({
  method: 'GET',
  path: '/api/reports/:name/file',
  access: 'signedIn',
  summary: 'A report as a file; every export is logged',
  params: Type.Object({ name: Type.String({ maxLength: 20 }) }),
  query: Type.Object(
    {
      asOf: Type.Optional(dayText),
      from: Type.Optional(dayText),
      to: Type.Optional(dayText),
      window: Type.Optional(Type.String({ pattern: '^(all|[1-9][0-9]{0,2}m)$' })),
      format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx'), Type.Literal('json')]),
    },
    { additionalProperties: false },
  ),
  reply: Type.String(),
  stream: 'application/octet-stream',
  refusals: [...refusals, 'reports.report_unknown'],
});
