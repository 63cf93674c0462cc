// A report as a file: json for scripts, csv and xlsx for people and machines.

import { Readable } from 'node:stream';
import { exportTable, type ExportOptions } from '#platform/server/export/export.ts';
import type { ReportColumn, ReportRow } from './report.ts';
import type { ReportAnswer } from './reports.ts';

export type ReportFormat = 'json' | 'csv' | 'xlsx';

export interface ReportFileOptions extends ExportOptions {
  readonly name: string;
  /** Title of a column; its path in the row unless told. */
  title?(path: string): string;
}

/** The bytes of the report. Rows are pulled while they are read, so the mirror's session must stay open until the end. */
export function writeReport(
  answer: ReportAnswer,
  format: ReportFormat,
  options: ReportFileOptions,
): Readable {
  if (format === 'json') return Readable.from(json(answer), { objectMode: false });
  const title = options.title ?? ((path: string) => path);
  const columns = answer.report.columns.map((column: ReportColumn) => ({
    title: title(column.path),
    type: column.type,
    value: (row: ReportRow) => valueAt(row, column.path),
  }));
  return exportTable({ name: options.name, columns, rows: answer.report.rows() }, format, options);
}

async function* json({ definitions, report }: ReportAnswer): AsyncGenerator<Buffer> {
  yield Buffer.from(
    `{"definitions":${JSON.stringify(definitions)},"totals":${JSON.stringify(report.totals)},"rows":[`,
  );
  let first = true;
  for await (const rows of report.rows()) {
    if (rows.length === 0) continue;
    yield Buffer.from((first ? '\n' : ',\n') + rows.map((row) => JSON.stringify(row)).join(',\n'));
    first = false;
  }
  yield Buffer.from('\n]}\n');
}

function valueAt(row: ReportRow, path: string): string | number | null {
  let value: unknown = row;
  for (const part of path.split('.'))
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
