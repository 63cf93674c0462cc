// Rows of an xlsx workbook, streaming. What the library would hold unpacked is measured first; sizes that the file declares are not believed.

import { readFile, stat } from 'node:fs/promises';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { streamXlsxRows } from 'hucre/xlsx';
import type { SampleRow } from '../../shared/sniff-table.ts';
import { limits, ReadProblem } from './limits.ts';

export interface Workbook {
  readonly bytes: Uint8Array;
  readonly sheets: readonly string[];
}

export async function openWorkbook(path: string): Promise<Workbook> {
  const { size } = await stat(path).catch(() => {
    throw new ReadProblem('missing', { path });
  });
  if (size > limits.xlsxBytes)
    throw new ReadProblem('too_large', { megabytes: Math.round(size / 1_048_576) });
  const bytes = await readFile(path);
  const entries = listEntries(bytes);
  const workbook = entries.find((entry) => entry.name === 'xl/workbook.xml');
  if (!workbook)
    throw new ReadProblem(
      entries.some((entry) => entry.name === 'mimetype' || entry.name.startsWith('word/'))
        ? 'zip'
        : 'damaged',
    );
  for (const entry of entries) {
    if (entry.name.startsWith('xl/worksheets/')) await refuseBomb(bytes, entry);
    if (/^xl\/(?:sharedStrings|styles|workbook)\.xml$|\.rels$|^\[Content_Types\]\.xml$/i.test(entry.name))
      inflateHeld(bytes, entry);
  }
  return { bytes, sheets: sheetNames(inflateHeld(bytes, workbook).toString('utf8')) };
}

/** All rows of one sheet in batches; numbers as plain text, days as YYYY-MM-DD. */
export async function* readSheetRows(
  workbook: Workbook,
  sheet: string | number | undefined,
  onRows?: (rows: number) => void,
): AsyncGenerator<SampleRow[]> {
  const index = typeof sheet === 'string' ? workbook.sheets.indexOf(sheet) : (sheet ?? 1) - 1;
  if (index < 0 || index >= workbook.sheets.length)
    throw new ReadProblem('no_sheet', { sheet: String(sheet ?? 1), sheets: workbook.sheets.join(', ') });
  let batch: SampleRow[] = [];
  try {
    for await (const row of streamXlsxRows(workbook.bytes, { sheet: index })) {
      if (row.values.length > limits.columns)
        throw new ReadProblem('too_many_columns', { line: row.index + 1 });
      batch.push({ line: row.index + 1, cells: row.values.map(cellText) });
      // The first batch is small: a look at a sheet wants no more.
      if (batch.length < (row.index < limits.sampleRows ? limits.sampleRows : 2000)) continue;
      onRows?.(batch.length);
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (error instanceof ReadProblem) throw error;
    throw new ReadProblem(
      error instanceof Error && /encrypt|password/i.test(`${error.name} ${error.message}`)
        ? 'encrypted'
        : 'damaged',
    );
  }
  onRows?.(batch.length);
  if (batch.length > 0) yield batch;
}

/** A cell as the text that a csv would hold. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Date) return momentText(value);
  return '';
}

/** The shortest text of a number without an exponent; the noise of binary fractions (0.1 + 0.2) is cut after 15 digits, as Excel shows it. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const short = String(Number(value.toPrecision(15)));
  return short.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : short;
}

function momentText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** The central directory of the archive. */
function listEntries(bytes: Buffer): Entry[] {
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 66_000 && bytes.readUInt32LE(end) !== 0x06054b50) end -= 1;
  if (end < 0 || bytes.readUInt32LE(end) !== 0x06054b50) throw new ReadProblem('damaged');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new ReadProblem('damaged');
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new ReadProblem('encrypted');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function packedBytes(bytes: Buffer, entry: Entry): Buffer {
  if (entry.offset + 30 > bytes.length) throw new ReadProblem('damaged');
  const start =
    entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  return bytes.subarray(start, start + entry.packed);
}

/** Unpacks a sheet without keeping it, to see how large it really is: a parser would chew on a bomb for minutes. */
async function refuseBomb(bytes: Buffer, entry: Entry): Promise<void> {
  const packed = packedBytes(bytes, entry);
  if (entry.method === 0) return;
  let inflated = 0;
  const unpacked = createInflateRaw({ chunkSize: 256 * 1024 });
  unpacked.end(packed);
  try {
    for await (const chunk of unpacked) {
      inflated += (chunk as Buffer).length;
      if (inflated > limits.inflatedFree && inflated > packed.length * limits.inflatedRatio)
        throw new ReadProblem('bomb');
    }
  } catch (error) {
    throw error instanceof ReadProblem ? error : new ReadProblem('damaged');
  }
}

function inflateHeld(bytes: Buffer, entry: Entry): Buffer {
  const packed = packedBytes(bytes, entry);
  try {
    const text =
      entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: limits.xlsxHeldBytes });
    // A document type is the door of entity bombs and of reading foreign files; no spreadsheet needs one.
    if (text.subarray(0, 2000).includes('<!DOCTYPE')) throw new ReadProblem('damaged');
    return text;
  } catch (error) {
    if (error instanceof ReadProblem) throw error;
    throw new ReadProblem(error instanceof RangeError ? 'bomb' : 'damaged');
  }
}

function sheetNames(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*?name="([^"]*)"/g)].map((match) =>
    unescapeXml(match[1] ?? ''),
  );
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
