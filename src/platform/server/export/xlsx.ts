// xlsx with typed cells. Text is written as inline strings and never as a formula, so it needs no apostrophe.

import { Readable } from 'node:stream';
import { writeXlsxStream } from 'hucre/xlsx';
import type { ExportColumn, ExportTable } from './export.ts';

const formats: Readonly<Partial<Record<ExportColumn<unknown>['type'], string>>> = {
  money: '#,##0.00',
  share: '0.0%',
  day: 'yyyy-mm-dd',
};
/** Characters that XML cannot hold. */
// eslint-disable-next-line no-control-regex -- control characters are what the rule is about
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const longestText = 32_767;

export function xlsxBytes<Row>(table: ExportTable<Row>): Readable {
  const columns = table.columns.map((column) => ({
    header: cleanText(column.title),
    width: column.type === 'text' ? 28 : 16,
    numFmt: formats[column.type],
  }));
  const stream = writeXlsxStream(cells(table), {
    name: sheetName(table.name),
    columns,
    freezePane: { rows: 1 },
  });
  return Readable.from(stream as unknown as AsyncIterable<Uint8Array>, { objectMode: false });
}

async function* cells<Row>(
  table: ExportTable<Row>,
): AsyncGenerator<(string | number | boolean | Date | null)[]> {
  for await (const rows of table.rows) {
    for (const row of rows) yield table.columns.map((column) => cell(column, row));
  }
}

function cell<Row>(column: ExportColumn<Row>, row: Row): string | number | boolean | Date | null {
  const value = column.value(row);
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (column.type === 'text') return cleanText(String(value));
  if (column.type === 'day') return new Date(`${String(value)}T00:00:00Z`);
  const number = Number(value);
  // Beyond 15 digits a spreadsheet would change the figure: such a number stays text.
  return Number.isFinite(number) && String(value).replace(/[-.]/g, '').length <= 15
    ? number
    : cleanText(String(value));
}

function cleanText(text: string): string {
  return text.replace(notXml, '').slice(0, longestText);
}

/** At most 31 characters, none of those that a sheet's name may not hold. */
function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet';
}
