// csv that a spreadsheet opens without running anything: text that would be read as a formula gets a leading apostrophe.

import { Readable } from 'node:stream';
import type { ExportColumn, ExportOptions, ExportTable } from './export.ts';

const mark = '\uFEFF';
const lineEnd = '\r\n';

export function csvBytes<Row>(table: ExportTable<Row>, options: ExportOptions): Readable {
  return Readable.from(lines(table, options), { objectMode: false });
}

async function* lines<Row>(
  table: ExportTable<Row>,
  { raw = false, language = 'en' }: ExportOptions,
): AsyncGenerator<Buffer> {
  const delimiter = !raw && language === 'ru' ? ';' : ',';
  const field = (text: string) => quoted(text, delimiter);
  const cell = (column: ExportColumn<Row>, row: Row) => field(cellText(column, row, raw, language));
  const head = table.columns
    .map((column) => field(raw ? column.title : harmless(column.title)))
    .join(delimiter);
  yield Buffer.from(`${raw ? '' : mark}${head}${lineEnd}`);
  for await (const rows of table.rows) {
    const text = rows
      .map((row) => table.columns.map((column) => cell(column, row)).join(delimiter) + lineEnd)
      .join('');
    if (text.length > 0) yield Buffer.from(text);
  }
}

function cellText<Row>(column: ExportColumn<Row>, row: Row, raw: boolean, language: 'en' | 'ru'): string {
  const value = column.value(row);
  if (value === null || value === undefined) return '';
  const text = String(value);
  if (raw) return text;
  if (column.type !== 'text' && isPlainNumber(text))
    return language === 'ru' && column.type !== 'day' ? text.replace('.', ',') : text;
  return harmless(text);
}

/** Text that a spreadsheet would take for a formula, after any leading blanks too, is shown as text. Plain numbers stay. */
export function harmless(text: string): string {
  return /^[\s\u0000-\u001f]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) || /^[\t\r\n]/.test(text)
    ? isPlainNumber(text)
      ? text
      : `'${text}`
    : text;
}

export function isPlainNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function quoted(text: string, delimiter: string): string {
  return text.includes('"') || text.includes(delimiter) || /[\r\n\t]/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
