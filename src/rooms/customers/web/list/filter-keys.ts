// The conditions of the list by the names of their query fields, in the order in which they are shown.

import type { FilterQuery } from '../../shared/filter.ts';

export const filterKeys = [
  'q',
  'category',
  'abc',
  'xyz',
  'responsible',
  'division',
  'city',
  'region',
  'country',
  'source',
  'kind',
  'state',
  'parent',
  'missing',
  'createdFrom',
  'createdTo',
  'firstContactFrom',
  'firstContactTo',
  'lastSettlementFrom',
  'lastSettlementTo',
  'turnoverFrom',
  'turnoverTo',
  'parameters',
] as const satisfies readonly (keyof FilterQuery)[];

export type FilterKey = (typeof filterKeys)[number];
