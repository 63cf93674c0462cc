// Parameters "from birth" (SEG-1, SEG-4): attributes that a company defines itself, with a type, in one of the two blocks (CL-1, CL-2).

import { parseDay } from '#platform/shared/days.ts';
import type { Block } from './words.ts';

export const parameterTypes = ['text', 'number', 'boolean', 'choice', 'day'] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** How a value stands in `customer.parameters`: absent means not known. */
export type ParameterValue = string | number | boolean;

export interface ParameterSpec {
  readonly key: string;
  readonly name: string;
  readonly block: Block;
  readonly type: ParameterType;
  readonly options: readonly string[];
  readonly required: boolean;
}

export const longestText = 1000;

/** The problem of a value for its parameter, in the words of field problems; undefined when the value fits. */
export function problemOfValue(
  spec: Pick<ParameterSpec, 'type' | 'options'>,
  value: unknown,
): string | undefined {
  switch (spec.type) {
    case 'text':
      if (typeof value !== 'string') return 'wrong_type';
      return value.trim() === '' ? 'too_short' : value.length > longestText ? 'too_long' : undefined;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'wrong_type';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'wrong_type';
    case 'choice':
      if (typeof value !== 'string') return 'wrong_type';
      return spec.options.includes(value) ? undefined : 'not_in_list';
    case 'day':
      return typeof value === 'string' && parseDay(value) !== undefined ? undefined : 'not_a_day';
  }
}

export const operators = [
  'eq',
  'ne',
  'in',
  'lt',
  'le',
  'gt',
  'ge',
  'between',
  'contains',
  'empty',
  'notEmpty',
] as const;
export type Operator = (typeof operators)[number];

/** Operators that make sense for a type, in the order in which a person is offered them. */
export const operatorsOf: Readonly<Record<ParameterType, readonly Operator[]>> = {
  text: ['eq', 'ne', 'in', 'contains', 'empty', 'notEmpty'],
  number: ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between', 'empty', 'notEmpty'],
  boolean: ['eq', 'empty', 'notEmpty'],
  choice: ['in', 'eq', 'ne', 'empty', 'notEmpty'],
  day: ['eq', 'lt', 'le', 'gt', 'ge', 'between', 'empty', 'notEmpty'],
};

export interface ParameterCondition {
  readonly key: string;
  readonly op: Operator;
  /** One value; a list for `in`; two for `between`; none for `empty` and `notEmpty`. */
  readonly value?: ParameterValue | readonly ParameterValue[];
}

/** Whether a condition may be asked of a parameter: the operator suits the type and the values suit the operator. */
export function isSound(
  spec: Pick<ParameterSpec, 'type' | 'options'>,
  condition: ParameterCondition,
): boolean {
  const { op, value } = condition;
  if (!operatorsOf[spec.type].includes(op)) return false;
  if (op === 'empty' || op === 'notEmpty') return value === undefined;
  if (op === 'contains') return typeof value === 'string' && value.trim() !== '';
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const wanted =
    op === 'in' ? values.length >= 1 && values.length <= 100 : values.length === (op === 'between' ? 2 : 1);
  if (!wanted || Array.isArray(value) !== (op === 'in' || op === 'between')) return false;
  const loose = spec.type === 'choice' ? { type: 'text' as const, options: [] } : spec;
  return values.every((one) => problemOfValue(loose, one) === undefined);
}
