// Parts that the endpoints of classes and of reports share: the question, a customer in a row, pages of rows.

import Type from 'typebox';
import { dayField, nullable } from '#platform/shared/contracts/common.ts';

export const abcField = Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C')]);
export const xyzField = Type.Union([Type.Literal('X'), Type.Literal('Y'), Type.Literal('Z')]);
export const categoryField = Type.Union([
  Type.Literal('potential'),
  Type.Literal('new'),
  Type.Literal('regular'),
  Type.Literal('recovered'),
  Type.Literal('lost'),
]);
/** Why a ranked customer has no XYZ class. */
export const xyzReasonField = Type.Union([
  Type.Literal('short_history'),
  Type.Literal('mean_not_positive'),
  Type.Literal('new_customer'),
]);

/** Question of a date: the default of domain 00 section 3, the definitions' window and XYZ period unless told. */
export const dateQuery = {
  asOf: Type.Optional(dayField),
  /** '12m' or 'all'. */
  window: Type.Optional(Type.String({ pattern: '^(all|[1-9][0-9]{0,2}m)$' })),
  period: Type.Optional(Type.Union([Type.Literal('month'), Type.Literal('quarter')])),
};
/** Question of a period, both days included. */
export const periodQuery = { from: Type.Optional(dayField), to: Type.Optional(dayField) };

/** Rows of a drawer or a long list: at most so many, and where the next begin. */
export const rowsQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
};
export const nextCursor = nullable(Type.String());

export const customerField = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });
export const managerField = nullable(
  Type.Object({ code: nullable(Type.String()), name: nullable(Type.String()) }),
);
/** A decimal string; null where the caller may not see amounts. */
export const amountField = nullable(Type.String());
/** A fraction with 6 decimals; null without a denominator or where the caller may not see the whole. */
export const shareField = nullable(Type.Number());

/** One customer with classes, as lists and drawers show it. */
export const classedCustomer = Type.Object({
  customer: customerField,
  manager: managerField,
  category: categoryField,
  since: nullable(dayField),
  lastOn: nullable(dayField),
  abc: nullable(abcField),
  xyz: nullable(xyzField),
  xyzReason: Type.Optional(xyzReasonField),
  xyzPreliminary: Type.Optional(Type.Boolean()),
  notPositive: Type.Optional(Type.Boolean()),
  value: amountField,
  share: shareField,
  shareBefore: shareField,
  cv: nullable(Type.Number()),
  /** Products in use within the usage window. */
  products: Type.Integer(),
});
