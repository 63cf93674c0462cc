// One writer of tables for lists and reports: csv and xlsx, streaming, typed, and harmless when a spreadsheet opens it.

import type { Readable } from 'node:stream';
import { csvBytes } from './csv.ts';
import { xlsxBytes } from './xlsx.ts';

export interface ExportColumn<Row> {
  readonly title: string;
  /** Money and quantities are decimal strings, days 'YYYY-MM-DD', shares fractions of 1. */
  readonly type: 'text' | 'number' | 'money' | 'quantity' | 'day' | 'share';
  value(row: Row): string | number | bigint | boolean | null | undefined;
}

export interface ExportTable<Row> {
  /** Name of the sheet. */
  readonly name: string;
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: AsyncIterable<readonly Row[]>;
}

export type ExportFormat = 'csv' | 'xlsx';

export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface ExportOptions {
  /** For machines: no mark, commas, plain values, nothing quoted against formulas. */
  readonly raw?: boolean;
  /** Russian spreadsheets want semicolons and decimal commas. */
  readonly language?: 'en' | 'ru';
}

/** The table as a stream of bytes; rows are pulled as the reader takes them. */
export function exportTable<Row>(
  table: ExportTable<Row>,
  format: ExportFormat,
  options: ExportOptions = {},
): Readable {
  return format === 'csv' ? csvBytes(table, options) : xlsxBytes(table);
}
