// The cells of the table as it is drawn: nine with both classes, a column of those without XYZ, and the sums at the edges.

import type { ReplyOf } from '#platform/shared/endpoint.ts';
import type { getClassTable } from '../../shared/table-contract.ts';
import type { AbcClass } from '../../shared/abc.ts';
import type { XyzClass } from '../../shared/xyz.ts';
import { heatOf, type Heat } from './heat.ts';

export type ClassTable = ReplyOf<typeof getClassTable>;
export const abcLetters: readonly AbcClass[] = ['A', 'B', 'C'];
export const xyzLetters: readonly XyzClass[] = ['X', 'Y', 'Z'];

export interface DrawnCell {
  readonly abc: AbcClass | null;
  readonly xyz: XyzClass | null;
  readonly customers: number;
  readonly share: number | null;
  readonly value: string | null;
  readonly products: number | null;
  readonly heat: Heat;
}

export interface Sum {
  readonly customers: number;
  readonly share: number | null;
}

/** The cell of two classes; one that the server left out is empty. */
export function cellAt(table: ClassTable, abc: AbcClass | null, xyz: XyzClass | null): DrawnCell {
  const found = table.cells.find((cell) => cell.abc === abc && cell.xyz === xyz);
  const weight = (cell: { share: number | null; customers: number }) => cell.share ?? cell.customers;
  const largest = Math.max(0, ...table.cells.filter((cell) => cell.xyz !== null).map(weight));
  const cell = found ?? { customers: 0, share: table.value === null ? null : 0, value: null, products: null };
  return { abc, xyz, ...cell, heat: heatOf(weight(cell), largest) };
}

/** Customers and share of a row, a column, or all. */
export function sumOf(
  table: ClassTable,
  which: { readonly abc?: AbcClass; readonly xyz?: XyzClass | null },
): Sum {
  const cells = table.cells.filter(
    (cell) =>
      (which.abc === undefined || cell.abc === which.abc) &&
      (which.xyz === undefined || cell.xyz === which.xyz),
  );
  const isHidden = table.value === null || cells.some((cell) => cell.share === null);
  return {
    customers: cells.reduce((sum, cell) => sum + cell.customers, 0),
    share: isHidden ? null : cells.reduce((sum, cell) => sum + (cell.share ?? 0), 0),
  };
}

/** Whether anybody with ABC has no XYZ, so that the table needs a column for them. */
export function hasColumnWithoutXyz(table: ClassTable): boolean {
  return table.cells.some((cell) => cell.xyz === null && cell.abc !== null && cell.customers > 0);
}
