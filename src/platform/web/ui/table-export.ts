import type { Column } from './data-table.tsx';

/** The rows as tab-separated text for a spreadsheet: plain digits, no spaces inside figures. */
export function toTabText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const head = columns.map((column) => cell(column.title));
  const lines = rows.map((row) => columns.map((column) => cell(column.exportValue(row))).join('\t'));
  return [head.join('\t'), ...lines].join('\n');
}

/** A text that a spreadsheet would read as a formula gets an apostrophe; tabs and line ends become spaces. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const line = value.replace(/[\t\r\n]+/g, ' ');
  return /^[=+@]|^-(?![\d.])/.test(line) ? `'${line}` : line;
}
