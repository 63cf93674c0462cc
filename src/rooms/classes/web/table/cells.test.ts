import { expect, test } from 'vitest';
import { defaultDefinitions } from '../../shared/definitions.ts';
import { cellAt, hasColumnWithoutXyz, sumOf, type ClassTable } from './cells.ts';

const table: ClassTable = {
  asOf: '2026-11-01',
  version: 4,
  definitions: defaultDefinitions,
  customers: 12,
  value: '1000.00',
  cells: [
    { abc: 'A', xyz: 'X', customers: 2, value: '500.00', share: 0.5, products: 3.5 },
    { abc: 'A', xyz: null, customers: 1, value: '100.00', share: 0.1, products: 1 },
    { abc: 'C', xyz: 'Z', customers: 9, value: '400.00', share: 0.4, products: 1 },
  ],
  keyCustomers: 1,
  withoutXyz: [{ reason: 'new_customer', customers: 1 }],
  notRanked: 0,
};

test('rows and columns add up to the customers with classes', () => {
  expect(sumOf(table, { abc: 'A' }).customers).toBe(3);
  expect(sumOf(table, { abc: 'A' }).share).toBeCloseTo(0.6);
  expect(sumOf(table, { xyz: 'Z' })).toEqual({ customers: 9, share: 0.4 });
  expect(sumOf(table, {}).customers).toBe(12);
});

test('a cell that nobody is in is empty, and customers without XYZ get a column of their own', () => {
  expect(cellAt(table, 'B', 'Y')).toMatchObject({ customers: 0, share: 0, heat: 1 });
  expect(cellAt(table, 'A', 'X').heat).toBe(5);
  expect(hasColumnWithoutXyz(table)).toBe(true);
});

test('who may not see amounts gets counts and no shares', () => {
  const hidden = {
    ...table,
    value: null,
    cells: table.cells.map((cell) => ({ ...cell, value: null, share: null })),
  };
  expect(sumOf(hidden, { abc: 'A' })).toEqual({ customers: 3, share: null });
  expect(cellAt(hidden, 'C', 'Z').heat).toBe(5);
});
