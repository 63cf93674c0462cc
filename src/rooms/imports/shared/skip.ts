// Rules for rows to leave out: cancelled invoices, rows without a customer.

import { compareDecimals, formatDecimal } from '#platform/shared/decimal.ts';
import type { Decimal } from '#platform/shared/decimal.ts';
import { cleanText } from './cells.ts';
import { compileExpression, isExpressionError, isProblem } from './expression.ts';
import type { ExpressionError, JoinedRow, Resolver } from './expression.ts';
import type { SkipOperator, SkipRule } from './mapping.ts';
import { readNumber } from './numbers.ts';

export type SkipTest = (row: JoinedRow) => boolean;

/** True for a row to leave out. Comparisons are numeric when both sides are numbers, else by text. */
export function compileSkip(rule: SkipRule, resolver: Resolver): SkipTest | ExpressionError {
  const compute = compileExpression(rule.column, resolver);
  if (isExpressionError(compute)) return compute;
  const asNumber = (text: string): Decimal | undefined =>
    resolver.number(rule.column.replaceAll(/[[\]]/g, ''), text);
  const test = testOf(rule.op, rule.value, asNumber);
  return (row) => {
    const value = compute(row);
    if (typeof value === 'string') return test(cleanText(value), undefined);
    // A sum that cannot be computed is no reason to leave a row out: the checks will name it.
    return isProblem(value) ? false : test(formatDecimal(value), value);
  };
}

type Test = (text: string, number: Decimal | undefined) => boolean;

function testOf(
  operator: SkipOperator,
  value: SkipRule['value'],
  asNumber: (text: string) => Decimal | undefined,
): Test {
  if (operator === 'empty') return (text) => text === '';
  if (operator === 'startsWith') {
    const start = String(value);
    return (text) => text.startsWith(start);
  }
  if (operator === 'in') {
    const tests = (Array.isArray(value) ? value : []).map((item) => testOf('=', item, asNumber));
    return (text, number) => tests.some((test) => test(text, number));
  }
  const expected = Array.isArray(value) ? '' : String(value);
  const expectedNumber = readNumber(expected, '.');
  const holds = comparison(operator);
  return (text, known) => {
    const number = expectedNumber === undefined ? undefined : (known ?? asNumber(text));
    if (number !== undefined && expectedNumber !== undefined)
      return holds(compareDecimals(number, expectedNumber));
    // An empty cell is neither less nor more than a number.
    if (expectedNumber !== undefined && operator !== '=' && operator !== '!=') return false;
    return holds(text < expected ? -1 : text > expected ? 1 : 0);
  };
}

function comparison(
  operator: Exclude<SkipOperator, 'empty' | 'in' | 'startsWith'>,
): (order: number) => boolean {
  switch (operator) {
    case '=':
      return (order) => order === 0;
    case '!=':
      return (order) => order !== 0;
    case '<':
      return (order) => order < 0;
    case '<=':
      return (order) => order <= 0;
    case '>':
      return (order) => order > 0;
    case '>=':
      return (order) => order >= 0;
  }
}
