// The endpoints of reports for the screens: the tables of domain 03, section 7, and the rows behind their figures.

import Type from 'typebox';
import { dayField, nullable } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import {
  abcField, amountField, categoryField, customerField, managerField, nextCursor, periodQuery, rowsQuery, shareField, xyzField,
} from '#rooms/classes/shared/fields.ts';
import { reportNames } from './names.ts';

const refusals = ['reports.day_invalid', 'reports.period_reversed', 'reports.period_too_long', 'reports.window_invalid'];
/** What every report was reckoned by. */
const asked = {
  from: dayField,
  to: dayField,
  version: Type.Integer(),
};
const named = nullable(Type.Object({ code: nullable(Type.String()), name: nullable(Type.String()) }));

const employeeFigures = {
  potentialCustomers: Type.Integer(),
  firstSales: Type.Integer(),
  /** Distinct customers of the first sales. */
  firstSaleCustomers: Type.Integer(),
  lostCustomers: Type.Integer(),
  recoveredCustomers: Type.Integer(),
  firstSalesAmount: amountField,
  repeatSalesAmount: amountField,
  newDirectionSalesAmount: amountField,
};

export const getEmployeesReport = endpoint({
  method: 'GET',
  path: '/api/reports/employees',
  access: { resource: 'employeeReports', action: 'read' },
  summary: 'The table by employee for a period, with its derived figures',
  query: Type.Object(periodQuery),
  reply: Type.Object({
    ...asked,
    potential: Type.Union([Type.Literal('flow'), Type.Literal('stock')]),
    rows: Type.Array(Type.Object({ employee: named, ...employeeFigures })),
    totals: Type.Object(employeeFigures),
    /** Of the potential customers of the period, those with a first sale up to its end; null where the definitions count a stock. */
    cohortBought: nullable(Type.Integer()),
  }),
  refusals,
});

export const employeeFigure = Type.Union([
  Type.Literal('potentialCustomers'), Type.Literal('firstSales'), Type.Literal('lostCustomers'), Type.Literal('recoveredCustomers'),
  Type.Literal('firstSalesAmount'), Type.Literal('repeatSalesAmount'), Type.Literal('newDirectionSalesAmount'),
]);

export const listEmployeeRows = endpoint({
  method: 'GET',
  path: '/api/reports/employees/rows',
  access: { resource: 'employeeReports', action: 'read' },
  summary: 'The rows behind a figure of the table by employee',
  query: Type.Object({
    ...periodQuery,
    figure: employeeFigure,
    /** Code of the employee, `none` for no employee; every employee unless told. */
    employee: Type.Optional(Type.String({ maxLength: 80 })),
    ...rowsQuery,
  }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        customer: customerField,
        day: nullable(dayField),
        /** Settlement number, products or directions of the sale. */
        number: nullable(Type.String()),
        what: nullable(Type.String()),
        amount: amountField,
      }),
    ),
    nextCursor,
    totals: Type.Object({ rows: Type.Integer(), customers: Type.Integer(), amount: amountField }),
  }),
  refusals,
});

export const getCustomersReport = endpoint({
  method: 'GET',
  path: '/api/reports/customers',
  access: { resource: 'classes', action: 'read' },
  summary: 'The table by customer for a period, in descending order of turnover, page by page',
  query: Type.Object({ ...periodQuery, search: Type.Optional(Type.String({ maxLength: 100 })), ...rowsQuery }),
  reply: Type.Object({
    ...asked,
    /** The day whose state stands under «start». */
    startOn: dayField,
    rows: Type.Array(
      Type.Object({
        customer: customerField,
        categoryStart: categoryField,
        categoryEnd: categoryField,
        abcStart: nullable(abcField),
        abcEnd: nullable(abcField),
        xyzStart: nullable(xyzField),
        xyzEnd: nullable(xyzField),
        firstSalesAmount: amountField,
        repeatSalesAmount: amountField,
        newDirectionSalesAmount: amountField,
        productsUsed: Type.Integer(),
        lostOn: nullable(dayField),
        recoveredOn: nullable(dayField),
        manager: managerField,
      }),
    ),
    nextCursor,
    totals: Type.Object({
      customers: Type.Integer(),
      firstSalesAmount: amountField,
      repeatSalesAmount: amountField,
      newDirectionSalesAmount: amountField,
      lostCustomers: Type.Integer(),
      recoveredCustomers: Type.Integer(),
    }),
  }),
  refusals,
});

const monthFigures = {
  turnover: amountField,
  turnoverYearBefore: amountField,
  firstSalesAmount: amountField,
  repeatSalesAmount: amountField,
  newDirectionSalesAmount: amountField,
  returnsAmount: amountField,
  settlements: Type.Integer(),
  customers: Type.Integer(),
  newCustomers: Type.Integer(),
  lostCustomers: Type.Integer(),
  recoveredCustomers: Type.Integer(),
};

export const getDynamicsReport = endpoint({
  method: 'GET',
  path: '/api/reports/dynamics',
  access: { resource: 'amounts', action: 'read' },
  summary: 'Sales and the movement of the base month by month, beside the same months a year before',
  query: Type.Object(periodQuery),
  reply: Type.Object({
    ...asked,
    rows: Type.Array(Type.Object({ month: Type.String(), ...monthFigures })),
    totals: Type.Object(monthFigures),
  }),
  refusals,
});

export const getProductsReport = endpoint({
  method: 'GET',
  path: '/api/reports/products',
  access: { resource: 'amounts', action: 'read' },
  summary: 'Sales of a period by direction and product, with the customers who use them',
  query: Type.Object(periodQuery),
  reply: Type.Object({
    ...asked,
    rows: Type.Array(
      Type.Object({
        direction: named,
        product: named,
        amount: amountField,
        share: shareField,
        quantity: nullable(Type.String()),
        settlements: Type.Integer(),
        customers: Type.Integer(),
        newUsers: Type.Integer(),
      }),
    ),
    totals: Type.Object({ amount: amountField, quantity: nullable(Type.String()), settlements: Type.Integer(), customers: Type.Integer() }),
  }),
  refusals,
});

export const listSaleRows = endpoint({
  method: 'GET',
  path: '/api/reports/sales/rows',
  access: { resource: 'amounts', action: 'read' },
  summary: 'The settlements behind a figure of sales: of a month, a product, a customer, a sale class',
  query: Type.Object({
    ...periodQuery,
    product: Type.Optional(Type.String({ maxLength: 200 })),
    direction: Type.Optional(Type.String({ maxLength: 200 })),
    customer: Type.Optional(Type.String({ maxLength: 40 })),
    saleClass: Type.Optional(
      Type.Union([Type.Literal('first'), Type.Literal('repeat'), Type.Literal('newDirection'), Type.Literal('return')]),
    ),
    ...rowsQuery,
  }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({ customer: customerField, day: dayField, number: nullable(Type.String()), what: nullable(Type.String()), amount: amountField }),
    ),
    nextCursor,
    totals: Type.Object({ rows: Type.Integer(), customers: Type.Integer(), amount: amountField }),
  }),
  refusals,
});

export const exportReport = endpoint({
  method: 'GET',
  path: '/api/reports/:name/export',
  access: { resource: 'customers', action: 'export' },
  summary: 'A report as a file: the json of the command line, csv, or xlsx',
  params: Type.Object({ name: Type.Union(reportNames.map((name) => Type.Literal(name))) }),
  query: Type.Object({
    ...periodQuery,
    asOf: Type.Optional(dayField),
    window: Type.Optional(Type.String({ maxLength: 10 })),
    format: Type.Union([Type.Literal('json'), Type.Literal('csv'), Type.Literal('xlsx')]),
    language: Type.Optional(Type.Union([Type.Literal('en'), Type.Literal('ru')])),
  }),
  reply: Type.String(),
  stream: 'application/json, text/csv or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  refusals,
});
