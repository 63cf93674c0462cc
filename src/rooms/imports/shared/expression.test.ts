import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDecimal, parseDecimal } from '#platform/shared/decimal.ts';
import { compileExpression, isExpressionError, isProblem } from './expression.ts';
import type { Resolver, Value } from './expression.ts';
import { parseExpression } from './expression-syntax.ts';

const headers = [
  'Order ID',
  'Сумма, руб.',
  'lines.unit_price',
  'lines.quantity',
  'lines.discount',
  'price',
  'Qty - net',
  'Имя',
];

const resolver: Resolver = {
  column(name) {
    const index = headers.indexOf(name);
    return index < 0 ? undefined : (row) => row[0]?.[index] ?? '';
  },
  number: (_name, text) => parseDecimal(text),
};

function run(expression: string, cells: Readonly<Record<string, string>>): string {
  const compute = compileExpression(expression, resolver);
  if (isExpressionError(compute)) return `error ${compute.error} at ${compute.at}`;
  const value: Value = compute([headers.map((header) => cells[header] ?? '')]);
  if (typeof value === 'string') return value;
  return isProblem(value) ? `problem ${value.problem} in ${value.column}` : formatDecimal(value);
}

test('the amount of a Northwind line is exact', () => {
  const cells = { 'lines.unit_price': '14.4', 'lines.quantity': '12', 'lines.discount': '0.05' };
  expect(run('lines.unit_price * lines.quantity * (1 - lines.discount)', cells)).toBe('164.160');
  expect(run('round(lines.unit_price, 0) - -2', cells)).toBe('16');
});

test('names that are no plain words stand in brackets, and a bare header is a column', () => {
  expect(run('[Order ID]', { 'Order ID': 'A-1' })).toBe('A-1');
  expect(run('Order ID', { 'Order ID': 'A-1' })).toBe('A-1');
  expect(run('Qty - net', { 'Qty - net': '7' })).toBe('7');
  expect(run('[Сумма, руб.] / 3', { 'Сумма, руб.': '1' })).toBe('0.33333333333333333333');
  expect(run("concat(Имя, ' ', \"it's\", 1.50)", { Имя: 'Анна' })).toBe("Анна it's1.50");
  expect(run('lines.[quantity] + 1', { 'lines.quantity': '2' })).toBe('3');
});

test('a cell that is no number stops the row and names its column', () => {
  expect(run('price * 2', { price: 'abc' })).toBe('problem not_a_number in price');
  expect(run('price * 2', { price: '' })).toBe('problem empty in price');
  expect(run('1 / price', { price: '0' })).toBe('problem divided_by_zero in ');
});

test.each([
  ['price *', 'error syntax at 7'],
  ['nothing', 'error unknown_column at 0'],
  ['sin(price)', 'error unknown_function at 0'],
  ['round(price, price)', 'error arguments at 0'],
  ["'open", 'error syntax at 0'],
  ['[open', 'error syntax at 0'],
  ['price price', 'error syntax at 6'],
  ['1..2', 'error syntax at 0'],
  ['price ; 1', 'error syntax at 6'],
  [`${'('.repeat(60)}1${')'.repeat(60)}`, 'error too_deep at 41'],
  ['-'.repeat(100), 'error too_deep at 41'],
  ['1'.repeat(3000), 'error too_long at 2000'],
  ['concat(', 'error syntax at 7'],
])('%s is refused with its place', (expression, expected) => {
  expect(run(expression, { price: '1' })).toBe(expected);
});

test('any text is either a tree or an error, never a crash', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({
          unit: fc.constantFrom('(', ')', '[', ']', '+', '-', '*', '/', ',', "'", '"', '1', '.', 'a', ' '),
        }),
      ),
      (text) => {
        expect(parseExpression(text)).toBeTypeOf('object');
      },
    ),
    { numRuns: 3000 },
  );
});
