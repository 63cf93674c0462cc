// The conditions of the customers list: how they stand in the address, and what they mean.

import Type from 'typebox';
import type { Static } from 'typebox';
import { divisionIds, personIds } from '#platform/shared/contracts/common.ts';
import { customerIds } from './ids.ts';
import { abcClasses, categories, kinds, xyzClasses } from './words.ts';

const listOf = (values: readonly string[]) => {
  const one = `(${values.join('|')})`;
  return Type.Optional(Type.String({ pattern: `^${one}(,${one})*$`, maxLength: 400 }));
};
const text = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength }));
const dayText = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }));
const amountText = Type.Optional(Type.String({ pattern: '^-?\\d{1,15}(\\.\\d{1,3})?$' }));

/** Query fields of the list, its count and its export. Lists are separated by commas; places by `|`, since names hold commas. */
export const filterQuery = {
  q: text(200),
  category: listOf(categories),
  abc: listOf([...abcClasses, 'none']),
  xyz: listOf([...xyzClasses, 'none']),
  responsible: listOf([`${personIds.prefix}_[1-9][0-9]{0,9}`, 'me', 'none']),
  division: Type.Optional(Type.String({ pattern: divisionIds.pattern })),
  city: text(1000),
  region: text(1000),
  country: text(1000),
  source: text(1000),
  kind: listOf(kinds),
  state: Type.Optional(Type.String({ enum: ['active', 'archived', 'blocked', 'any'] })),
  parent: Type.Optional(Type.String({ pattern: customerIds.pattern })),
  missing: listOf([
    'any',
    'phoneOrEmail',
    'taxNumber',
    'city',
    'contactPerson',
    'responsible',
    'source',
    'parameter\\.[a-z][a-z0-9_]{0,62}',
  ]),
  createdFrom: dayText,
  createdTo: dayText,
  firstContactFrom: dayText,
  firstContactTo: dayText,
  lastSettlementFrom: dayText,
  lastSettlementTo: dayText,
  turnoverFrom: amountText,
  turnoverTo: amountText,
  /** JSON list of { key, op, value } over the company's own parameters. */
  parameters: Type.Optional(Type.String({ maxLength: 4000 })),
};

const FilterObject = Type.Object(filterQuery);
export type FilterQuery = Static<typeof FilterObject>;

export const sortFields = ['name', 'turnover', 'lastSettlement', 'category', 'class', 'created'] as const;
export type SortField = (typeof sortFields)[number];

export interface Sort {
  readonly field: SortField;
  readonly descending: boolean;
}

export const sortQuery = Type.Optional(
  Type.String({ enum: sortFields.flatMap((field) => [field, `-${field}`]) }),
);

/** '-turnover' -> turnover, the largest first. */
export function readSort(text: string): Sort {
  const descending = text.startsWith('-');
  const field = sortFields.find((known) => known === (descending ? text.slice(1) : text));
  return { field: field ?? 'name', descending };
}
