// Expressions of a mapping (issue 2, section 2): columns, + - * /, round, concat. Read once, run as closures over exact decimals; there is no eval.

import {
  addDecimals,
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  roundDecimal,
  subtractDecimals,
} from '#platform/shared/decimal.ts';
import type { Decimal } from '#platform/shared/decimal.ts';
import { parseExpression } from './expression-syntax.ts';
import type { Operator, Tree } from './expression-syntax.ts';

/** Why a cell or a row could not be used. The words stand in the texts as `imports.reason.<reason>`. */
export type Reason =
  | 'empty'
  | 'not_a_number'
  | 'not_a_day'
  | 'not_a_choice'
  | 'not_a_flag'
  | 'too_long'
  | 'too_large'
  | 'divided_by_zero'
  | 'negative_quantity'
  | 'not_text'
  | 'ambiguous'
  | 'unknown_reference'
  | 'conflicts'
  | 'currency_differs'
  | 'changed';

export interface Problem {
  readonly problem: Reason;
  /** The column of the file, or the field where it comes from several. */
  readonly column: string;
  readonly value: string;
}

/** Text as it stands in a cell, an exact decimal, or the problem that stopped the row. */
export type Value = string | Decimal | Problem;

/** A row of the joined files: the cells of each file by its place; a file without a matching row has none. */
export type JoinedRow = readonly (readonly string[] | undefined)[];
export type Compute = (row: JoinedRow) => Value;

export interface Resolver {
  /** The closure of a column, or undefined when no file has it. */
  column(name: string): Compute | undefined;
  /** The number in the text of a column of that name, by the decimal mark of its file. */
  number(name: string, text: string): Decimal | undefined;
}

export interface ExpressionError {
  readonly error: 'syntax' | 'unknown_column' | 'unknown_function' | 'arguments' | 'too_deep' | 'too_long';
  readonly at: number;
  readonly what: string;
}

export function isProblem(value: Value): value is Problem {
  return typeof value === 'object' && 'problem' in value;
}

/** A bare string equal to a header is that column; anything else is read as an expression. */
export function compileExpression(text: string, resolver: Resolver): Compute | ExpressionError {
  const whole = resolver.column(text);
  if (whole) return whole;
  const tree = parseExpression(text);
  if ('error' in tree) return resolver.column(text.trim()) ?? tree;
  return compileTree(tree, resolver);
}

export function isExpressionError(value: Compute | ExpressionError): value is ExpressionError {
  return typeof value === 'object';
}

function compileTree(tree: Tree, resolver: Resolver): Compute | ExpressionError {
  switch (tree.kind) {
    case 'text': {
      const { text } = tree;
      return () => text;
    }
    case 'number': {
      const { value } = tree;
      return () => value;
    }
    case 'column':
      return resolver.column(tree.name) ?? { error: 'unknown_column', at: tree.at, what: tree.name };
    case 'negate': {
      const inner = numeric(tree.inner, resolver);
      if (isExpressionError(inner)) return inner;
      return (row) => {
        const value = inner(row);
        return isDecimal(value) ? negateDecimal(value) : value;
      };
    }
    case 'binary':
      return compileBinary(tree.operator, tree.left, tree.right, resolver);
    case 'call':
      return compileCall(tree, resolver);
  }
}

function compileBinary(
  operator: Operator,
  leftTree: Tree,
  rightTree: Tree,
  resolver: Resolver,
): Compute | ExpressionError {
  const left = numeric(leftTree, resolver);
  if (isExpressionError(left)) return left;
  const right = numeric(rightTree, resolver);
  if (isExpressionError(right)) return right;
  return (row) => {
    const a = left(row);
    if (!isDecimal(a)) return a;
    const b = right(row);
    if (!isDecimal(b)) return b;
    return calculate(operator, a, b);
  };
}

function calculate(operator: Operator, left: Decimal, right: Decimal): Value {
  switch (operator) {
    case '+':
      return addDecimals(left, right);
    case '-':
      return subtractDecimals(left, right);
    case '*':
      return multiplyDecimals(left, right);
    case '/':
      return (
        divideDecimals(left, right) ?? { problem: 'divided_by_zero', column: '', value: formatDecimal(left) }
      );
  }
}

function compileCall(tree: Extract<Tree, { kind: 'call' }>, resolver: Resolver): Compute | ExpressionError {
  if (tree.name === 'concat') return compileConcat(tree.inner, resolver);
  if (tree.name !== 'round') return { error: 'unknown_function', at: tree.at, what: tree.name };
  const [valueTree, digitsTree] = tree.inner;
  const digits = digitsTree === undefined ? 0 : wholeNumber(digitsTree);
  if (!valueTree || tree.inner.length > 2 || digits === undefined)
    return { error: 'arguments', at: tree.at, what: 'round' };
  const value = numeric(valueTree, resolver);
  if (isExpressionError(value)) return value;
  return (row) => {
    const found = value(row);
    return isDecimal(found) ? roundDecimal(found, digits) : found;
  };
}

function compileConcat(inner: readonly Tree[], resolver: Resolver): Compute | ExpressionError {
  const parts: Compute[] = [];
  for (const tree of inner) {
    const part = compileTree(tree, resolver);
    if (isExpressionError(part)) return part;
    parts.push(part);
  }
  return (row) => {
    let text = '';
    for (const part of parts) {
      const value = part(row);
      if (typeof value === 'string') text += value;
      else if (isProblem(value)) return value;
      else text += formatDecimal(value);
    }
    return text;
  };
}

function wholeNumber(tree: Tree): number | undefined {
  const sign = tree.kind === 'negate' ? -1 : 1;
  const inner = tree.kind === 'negate' ? tree.inner : tree;
  if (inner.kind !== 'number' || inner.value.scale !== 0) return undefined;
  const digits = sign * Number(inner.value.mantissa);
  return digits >= -15 && digits <= 15 ? digits : undefined;
}

/** The value of a part of an arithmetic expression: text of a cell is read as a number, and a cell without one stops the row by name. */
function numeric(tree: Tree, resolver: Resolver): Compute | ExpressionError {
  const compute = compileTree(tree, resolver);
  if (isExpressionError(compute)) return compute;
  if (tree.kind === 'number' || tree.kind === 'binary' || tree.kind === 'negate') return compute;
  const name = tree.kind === 'column' ? tree.name : '';
  return (row) => {
    const value = compute(row);
    if (typeof value !== 'string') return value;
    const number = name === '' ? parseDecimal(value) : resolver.number(name, value);
    return number ?? { problem: value.trim() === '' ? 'empty' : 'not_a_number', column: name, value };
  };
}

function isDecimal(value: Value): value is Decimal {
  return typeof value === 'object' && 'mantissa' in value;
}
