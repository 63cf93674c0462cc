// One way to read any table file: what it is made of, and its rows.

import { open } from 'node:fs/promises';
import { isBlank } from '../../shared/cells.ts';
import type { MappingFile } from '../../shared/mapping.ts';
import { isTotalsRow, lookAtTable } from '../../shared/sniff-table.ts';
import type { SampleRow, TableLook } from '../../shared/sniff-table.ts';
import type { Encoding, Found } from '../../shared/sniff-text.ts';
import { limits, ReadProblem } from './limits.ts';
import { lookAtText, readTextRows } from './text-reader.ts';
import { openWorkbook, readSheetRows } from './xlsx-reader.ts';

export interface Table {
  readonly format: 'text' | 'xlsx';
  readonly encoding: Found<Encoding> | undefined;
  readonly delimiter: Found<string> | undefined;
  readonly sheets: readonly string[];
  readonly look: TableLook;
  readonly sample: readonly SampleRow[];
  /** Rows below the header without blank ones and totals; `onTotals` hears of the totals. */
  rows(on?: RowCallbacks): AsyncGenerator<SampleRow[]>;
}

export interface RowCallbacks {
  readonly bytes?: (bytes: number) => void;
  readonly totals?: (row: SampleRow) => void;
}

/** Opens a file and looks at its first rows; what the mapping tells overrules what is found. */
export async function openTable(path: string, told: Omit<MappingFile, 'path'>): Promise<Table> {
  const isWorkbook = await startsLikeZip(path);
  const source = isWorkbook ? await workbookSource(path, told) : await textSource(path, told);
  const sample = await firstRows(source.rows());
  if (sample.every((row) => row.cells.every(isBlank))) throw new ReadProblem('empty');
  const look = lookAtTable(sample, {
    headerRow: told.headerRow,
    decimal: told.decimal ?? (isWorkbook ? '.' : undefined),
    dates: told.dates,
  });
  const { rows: _rows, ...rest } = source;
  return { ...rest, look, sample, rows: (on) => bodyRows(source.rows(on?.bytes), look.headerRow.value, on) };
}

interface Source extends Pick<Table, 'format' | 'encoding' | 'delimiter' | 'sheets'> {
  rows(onBytes?: (bytes: number) => void): AsyncGenerator<SampleRow[]>;
}

async function textSource(path: string, told: Omit<MappingFile, 'path'>): Promise<Source> {
  const look = await lookAtText(path, told);
  return {
    format: 'text',
    encoding: look.encoding,
    delimiter: look.delimiter,
    sheets: [],
    rows: (onBytes) => readTextRows(path, look, onBytes),
  };
}

async function workbookSource(path: string, told: Omit<MappingFile, 'path'>): Promise<Source> {
  const workbook = await openWorkbook(path);
  return {
    format: 'xlsx',
    encoding: undefined,
    delimiter: undefined,
    sheets: workbook.sheets,
    rows: () => readSheetRows(workbook, told.sheet),
  };
}

async function startsLikeZip(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => {
    throw new ReadProblem('missing', { path });
  });
  const head = Buffer.alloc(4);
  await handle.read(head, 0, 4, 0).catch(() => {
    throw new ReadProblem('missing', { path });
  });
  await handle.close();
  return head.readUInt32LE(0) === 0x04034b50;
}

async function firstRows(batches: AsyncGenerator<SampleRow[]>): Promise<SampleRow[]> {
  const rows: SampleRow[] = [];
  try {
    for await (const batch of batches) {
      for (const row of batch) rows.push(row);
      if (rows.length >= limits.sampleRows) break;
    }
  } catch (error) {
    // A break far below must not hide the first rows; the reading itself will name it.
    if (rows.length === 0) throw error;
  }
  return rows.slice(0, limits.sampleRows);
}

async function* bodyRows(
  batches: AsyncGenerator<SampleRow[]>,
  headerRow: number,
  on: RowCallbacks | undefined,
): AsyncGenerator<SampleRow[]> {
  let count = 0;
  for await (const batch of batches) {
    const kept = batch.filter((row) => {
      if (row.line <= headerRow || row.cells.every(isBlank)) return false;
      if (!isTotalsRow(row.cells)) return true;
      on?.totals?.(row);
      return false;
    });
    count += kept.length;
    if (count > limits.rows) throw new ReadProblem('too_many_rows', { rows: limits.rows });
    if (kept.length > 0) yield kept;
  }
}
