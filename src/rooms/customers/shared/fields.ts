// The fields of a customer as they travel: one schema for what is sent and what is answered.

import Type from 'typebox';
import { personIds } from '#platform/shared/contracts/common.ts';
import { customerIds } from './ids.ts';
import { blocks, categories, contactRoles, kinds, states } from './words.ts';

export const customerId = Type.String({ pattern: customerIds.pattern });
export const personId = Type.String({ pattern: personIds.pattern });
export const dayField = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });
export const version = Type.Integer({ minimum: 1 });

/** A text that may be cleared by null. */
export const clearable = (maxLength: number) =>
  Type.Optional(Type.Union([Type.String({ maxLength }), Type.Null()]));
export const clearableDay = Type.Optional(Type.Union([dayField, Type.Null()]));

export const parameterValues = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9_]{0,62}$' }),
  Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean(), Type.Null()]),
);

/** What a person may write of a customer. Empty texts and null clear a field. */
export const writableFields = {
  taxNumber: clearable(32),
  email: clearable(254),
  phone: clearable(40),
  website: clearable(300),
  address: clearable(500),
  city: clearable(120),
  region: clearable(120),
  country: clearable(120),
  source: clearable(120),
  note: clearable(4000),
  firstContactOn: clearableDay,
  parameters: Type.Optional(parameterValues),
};

export const kind = Type.Enum([...kinds]);
export const state = Type.Enum([...states]);
export const category = Type.Enum([...categories]);
export const block = Type.Enum([...blocks]);
export const contactRole = Type.Enum([...contactRoles]);

export const person = Type.Object({ id: personId, name: Type.String() });
export const namedCustomer = Type.Object({ id: customerId, code: Type.String(), name: Type.String() });

/** The figures that later rooms computed; each is left out where the actor may not read it. */
export const figures = {
  category: Type.Optional(category),
  categorySince: Type.Optional(Type.String()),
  abc: Type.Optional(Type.String()),
  xyz: Type.Optional(Type.String()),
  xyzPreliminary: Type.Optional(Type.Boolean()),
  /** Of the trailing 12 months, a decimal in the company's currency. */
  turnover: Type.Optional(Type.String()),
  /** Against the 12 months before: 0.08 is +8 %. Left out when those had none. */
  change: Type.Optional(Type.Number()),
  /** Heights of the last 12 full months, 0 to 100 of the customer's own best month. */
  months: Type.Optional(Type.Array(Type.Integer())),
  lastSettlementOn: Type.Optional(Type.String()),
};
