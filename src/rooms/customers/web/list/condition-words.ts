// A condition in words: field and value of its chip.

import type { Texts } from '#platform/web/lib/texts.tsx';
import type { FilterQuery } from '../../shared/filter.ts';
import { readConditions } from '../../shared/conditions.ts';
import type { ParameterCondition } from '../../shared/parameter.ts';
import type { FilterKey } from './filter-keys.ts';

export interface Condition {
  readonly key: string;
  readonly field: string;
  readonly value: string;
  /** The query fields that it takes; removing it clears them. */
  readonly clears: Readonly<Partial<Record<FilterKey, string | undefined>>>;
}

export interface Names {
  person(id: string): string;
  division(id: string): string;
  parameter(key: string): string;
}

const enumerations = ['category', 'kind', 'state'] as const;
const places = ['city', 'region', 'country', 'source'] as const;
const ranges = ['created', 'firstContact', 'lastSettlement'] as const;

/** All conditions of a filter but the search text, in the order of the bar. */
export function conditionsOf(texts: Texts, filter: FilterQuery, names: Names): Condition[] {
  const { t, tryText } = texts;
  const plain = (key: FilterKey, value: string): Condition => ({
    key,
    field: tryText(`customers.filter.${key}`) ?? key,
    value,
    clears: { [key]: undefined },
  });
  return [
    ...enumerations.flatMap((key) =>
      filter[key] === undefined
        ? []
        : [
            plain(
              key,
              words(filter[key], (one) => tryText(`customers.${key}.${one}`) ?? one),
            ),
          ],
    ),
    ...(['abc', 'xyz'] as const).flatMap((key) =>
      filter[key] === undefined
        ? []
        : [
            plain(
              key,
              words(filter[key], (one) => (one === 'none' ? t('customers.class.none') : one)),
            ),
          ],
    ),
    ...(filter.responsible === undefined
      ? []
      : [
          plain(
            'responsible',
            words(filter.responsible, (one) => personWords(texts, one, names)),
          ),
        ]),
    ...(filter.division === undefined ? [] : [plain('division', names.division(filter.division))]),
    ...places.flatMap((key) =>
      filter[key] === undefined ? [] : [plain(key, filter[key].split('|').join(', '))],
    ),
    ...(filter.parent === undefined
      ? []
      : [{ ...plain('parent', filter.parent), field: t('customers.filter.unit_of') }]),
    ...(filter.missing === undefined
      ? []
      : [
          plain(
            'missing',
            words(filter.missing, (one) => needWords(texts, one, names)),
          ),
        ]),
    ...ranges.flatMap((key) => rangeOf(texts, key, filter)),
    ...turnoverOf(texts, filter),
    ...(readConditions(filter.parameters) ?? []).map((condition, index, all) =>
      parameterWords(texts, condition, index, all, names),
    ),
  ];
}

function words(list: string, write: (one: string) => string): string {
  return list.split(',').map(write).join(', ');
}

function personWords({ t }: Texts, one: string, names: Names): string {
  return one === 'me'
    ? t('customers.filter.me')
    : one === 'none'
      ? t('customers.filter.none')
      : names.person(one);
}

export function needWords({ tryText }: Texts, need: string, names: Pick<Names, 'parameter'>): string {
  return need.startsWith('parameter.')
    ? names.parameter(need.slice(10))
    : (tryText(`customers.need.${need}`) ?? need);
}

function rangeOf({ t, formats }: Texts, key: (typeof ranges)[number], filter: FilterQuery): Condition[] {
  const [from, to] = [filter[`${key}From`], filter[`${key}To`]];
  if (from === undefined && to === undefined) return [];
  const value =
    from !== undefined && to !== undefined
      ? formats.days(from, to)
      : from === undefined
        ? t('customers.filter.until', { day: formats.day(to ?? '') })
        : t('customers.filter.since', { day: formats.day(from) });
  return [
    {
      key,
      field: t(`customers.filter.${key}`),
      value,
      clears: { [`${key}From`]: undefined, [`${key}To`]: undefined },
    },
  ];
}

function turnoverOf({ t, formats }: Texts, { turnoverFrom: from, turnoverTo: to }: FilterQuery): Condition[] {
  if (from === undefined && to === undefined) return [];
  const parts = [
    ...(from === undefined ? [] : [t('customers.filter.atLeast', { sum: formats.amount(from) })]),
    ...(to === undefined ? [] : [t('customers.filter.atMost', { sum: formats.amount(to) })]),
  ];
  return [
    {
      key: 'turnover',
      field: t('customers.filter.turnover'),
      value: parts.join(' '),
      clears: { turnoverFrom: undefined, turnoverTo: undefined },
    },
  ];
}

function parameterWords(
  { t, formats }: Texts,
  condition: ParameterCondition,
  index: number,
  all: readonly ParameterCondition[],
  names: Names,
): Condition {
  const one = (value: unknown): string =>
    typeof value === 'boolean'
      ? t(value ? 'customers.op.yes' : 'customers.op.no')
      : typeof value === 'number'
        ? formats.decimal(value)
        : String(value);
  const value =
    condition.value === undefined
      ? ''
      : Array.isArray(condition.value)
        ? condition.value.map(one).join(', ')
        : one(condition.value);
  const rest = all.filter((_other, place) => place !== index);
  return {
    key: `parameter-${index}`,
    field: names.parameter(condition.key),
    value: `${condition.op === 'eq' ? '' : `${t(`customers.op.${condition.op}`)} `}${value}`.trim(),
    clears: { parameters: rest.length === 0 ? undefined : JSON.stringify(rest) },
  };
}
