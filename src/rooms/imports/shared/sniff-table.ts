// What a table is made of: where its header stands, which rows are totals, how its numbers and days are written.

import type { DateOrder } from './dates.ts';
import { readDay } from './dates.ts';
import { cleanHeader, isBlank } from './cells.ts';
import { readNumber } from './numbers.ts';
import type { DecimalMark } from './numbers.ts';
import type { Found } from './sniff-text.ts';

export interface SampleRow {
  /** Number of the row in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ColumnLook {
  readonly header: string;
  /** Shares of the filled cells of the sample. */
  readonly filled: number;
  readonly numbers: number;
  readonly days: number;
  readonly distinct: number;
  readonly examples: readonly string[];
}

export interface TableLook {
  /** Line of the header row, 0 where there is none. */
  readonly headerRow: Found<number>;
  readonly headers: readonly string[];
  readonly decimal: Found<DecimalMark>;
  readonly dates: Found<DateOrder>;
  /** Excel keeps days as numbers: some column holds them so. */
  readonly serials: boolean;
  readonly columns: readonly ColumnLook[];
  /** Lines of totals rows in the sample. */
  readonly totals: readonly number[];
}

export interface Told {
  readonly headerRow?: number | undefined;
  readonly decimal?: DecimalMark | undefined;
  readonly dates?: DateOrder | undefined;
}

/** Looks at the first rows of a table; what was told is taken as told. */
export function lookAtTable(rows: readonly SampleRow[], told: Told = {}): TableLook {
  const headerRow =
    told.headerRow === undefined ? findHeader(rows) : { value: told.headerRow, confidence: 1 };
  const headers = headersOf(rows, headerRow.value);
  const body = rows.filter((row) => row.line > headerRow.value && !row.cells.every(isBlank));
  const totals = body.filter((row) => isTotalsRow(row.cells)).map((row) => row.line);
  const data = body.filter((row) => !totals.includes(row.line));
  const decimal = told.decimal === undefined ? findDecimal(data) : { value: told.decimal, confidence: 1 };
  const dates = told.dates === undefined ? findDates(data) : { value: told.dates, confidence: 1 };
  const columns = headers.map((header, column) =>
    lookAtColumn(
      header,
      data.map((row) => row.cells[column] ?? ''),
      decimal.value,
      dates.value,
    ),
  );
  return { headerRow, headers, decimal, dates, serials: hasSerials(columns), columns, totals };
}

/** Names of the columns: distinct, those without one are `column3`; a row of groups above lends its names where its own row repeats or is empty. */
function headersOf(rows: readonly SampleRow[], headerRow: number): string[] {
  const width = Math.min(
    16_384,
    rows.reduce((most, row) => Math.max(most, row.cells.length), 0),
  );
  const at = rows.findIndex((row) => row.line === headerRow);
  const own = (rows[at]?.cells ?? []).map(cleanHeader);
  const above = rows[at - 1];
  const groups = at > 0 && above ? groupNames(above.cells, own) : [];
  const seen = new Set<string>();
  return Array.from({ length: headerRow === 0 ? width : Math.max(own.length, 1) }, (_, column) => {
    const base =
      [groups[column], own[column]].filter((part) => part !== undefined && part !== '').join(' ') ||
      `column${column + 1}`;
    let name = base;
    for (let copy = 2; seen.has(name); copy += 1) name = `${base} (${copy})`;
    seen.add(name);
    return name;
  });
}

function groupNames(above: readonly string[], own: readonly string[]): string[] {
  const cells = above.map(cleanHeader);
  const filled = cells.filter((cell) => cell !== '').length;
  const needed = own.some((name, column) => name === '' || own.indexOf(name) !== column);
  if (!needed || filled < 2 || cells.some((cell) => looksLikeData(cell))) return [];
  let group = '';
  return own.map((name, column) => {
    if ((cells[column] ?? '') !== '') group = cells[column] ?? '';
    const repeated = own.indexOf(name) !== column || own.lastIndexOf(name) !== column;
    return name === '' ? (cells[column] ?? '') : repeated ? group : '';
  });
}

function findHeader(rows: readonly SampleRow[]): Found<number> {
  const width = usualWidth(rows);
  let best = { line: 0, score: 0 };
  for (const [index, row] of rows.slice(0, 40).entries()) {
    const score = headerScore(row.cells, rows.slice(index + 1, index + 21), width);
    if (score > best.score + 0.05) best = { line: row.line, score };
  }
  if (best.score < 0.4) return { value: 0, confidence: 0.5 };
  return { value: best.line, confidence: Math.min(0.99, best.score) };
}

function usualWidth(rows: readonly SampleRow[]): number {
  const widths = rows.map((row) => row.cells.filter((cell) => !isBlank(cell)).length).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.6)] ?? 0;
}

/** How much a row looks like names of columns: filled, all words, distinct, and with other things below than words. */
function headerScore(cells: readonly string[], below: readonly SampleRow[], width: number): number {
  const names = cells.map(cleanHeader);
  const filled = names.filter((name) => name !== '');
  if (filled.length === 0 || filled.some(looksLikeData) || filled.some((name) => name.length > 120)) return 0;
  const full = Math.min(1, filled.length / Math.max(1, width));
  if (full < 0.6) return 0;
  const distinct = new Set(filled).size / filled.length;
  const differing = names.filter(
    (name, column) => name !== '' && below.some((row) => looksLikeData(row.cells[column] ?? '')),
  ).length;
  const repeats = names.filter(
    (name, column) => name !== '' && below.some((row) => cleanHeader(row.cells[column] ?? '') === name),
  ).length;
  const next = below.find((row) => !row.cells.every(isBlank));
  // Names stand right above the data; a row above other names is a title or a group.
  const above = next === undefined ? -0.1 : next.cells.some(looksLikeData) ? 0.2 : 0;
  return (
    full * 0.35 +
    distinct * 0.15 +
    Math.min(0.4, (differing / filled.length) * 0.8) -
    (repeats / filled.length) * 0.4 +
    above
  );
}

function looksLikeData(cell: string): boolean {
  const text = cell.trim();
  if (text === '' || !/\d/.test(text)) return false;
  return (
    /^[-+(]?[$€£₽]?\s?\d[\d\s\u00a0.,]*\)?\s?%?$/.test(text) ||
    readDay(text, { order: 'dmy', serials: false, timeZone: 'UTC' }) !== undefined ||
    readDay(text, { order: 'mdy', serials: false, timeZone: 'UTC' }) !== undefined
  );
}

const totalsWord =
  /^(?:итого|итог|всего|подытог|общий итог|total|totals|grand total|sub-?total)(?:$|[\s:.,—-])/i;

/** «Итого», «Всего по неделе», 'Grand total': a word of totals first, and most other cells empty or numbers. */
export function isTotalsRow(cells: readonly string[]): boolean {
  let first = -1;
  let words = 0;
  let empty = 0;
  for (let column = 0; column < cells.length; column += 1) {
    const cell = (cells[column] ?? '').trim();
    if (cell === '') empty += 1;
    else if (first < 0) {
      if (!totalsWord.test(cell)) return false;
      first = column;
    } else if (readNumber(cell, ',') === undefined && readNumber(cell, '.') === undefined) words += 1;
  }
  return first >= 0 && words === 0 && (empty > 0 || cells.length <= 2);
}

const commaNumber = /^[-+(]?[$€£₽]?\s?\d[\d\s\u00a0\u202f.]*,(\d+)\)?(?:\s?(?:%|₽|р\.?|руб\.?|€))?$/;
const pointNumber = /^[-+(]?[$€£₽]?\s?\d[\d\s\u00a0\u202f,]*\.(\d+)\)?(?:\s?(?:%|₽|р\.?|руб\.?|€|usd))?$/i;

function findDecimal(rows: readonly SampleRow[]): Found<DecimalMark> {
  let [comma, point] = [0, 0];
  for (const row of rows) {
    for (const cell of row.cells) {
      const text = cell.trim();
      const withComma = commaNumber.exec(text);
      const withPoint = pointNumber.exec(text);
      // Three digits after the mark may be thousands: a weak sign.
      if (withComma && !/\..*\./.test(text)) comma += withComma[1]?.length === 3 ? 0.2 : 1;
      if (withPoint && !/,.*,/.test(text.replace(/,\d{3}/g, '')) && !/^\d{1,2}\.\d{1,2}$/.test(text))
        point += withPoint[1]?.length === 3 ? 0.3 : 1;
      else if (withPoint) point += 0.5;
    }
  }
  if (comma === 0 && point === 0) return { value: '.', confidence: 0.5 };
  const value = comma > point ? ',' : '.';
  return { value, confidence: Math.max(0.5, Math.min(0.99, Math.max(comma, point) / (comma + point))) };
}

function findDates(rows: readonly SampleRow[]): Found<DateOrder> {
  const signs = { ymd: 0, dmy: 0, mdy: 0, points: 0, slashes: 0 };
  for (const row of rows) {
    for (const cell of row.cells) {
      const match = /^(\d{1,4})([-./])(\d{1,2})\2(\d{2,4})(?!\d)/.exec(cell.trim());
      if (!match) continue;
      const [first, second] = [Number(match[1]), Number(match[3])];
      if (match[1]?.length === 4) signs.ymd += 1;
      else if (first > 12 && second <= 12) signs.dmy += 1;
      else if (second > 12 && first <= 12) signs.mdy += 1;
      else signs[match[2] === '/' ? 'slashes' : 'points'] += 1;
    }
  }
  const open = signs.points + signs.slashes;
  if (signs.dmy > 0 || signs.mdy > 0) {
    const value = signs.dmy >= signs.mdy ? 'dmy' : 'mdy';
    return { value, confidence: Math.max(signs.dmy, signs.mdy) / (signs.dmy + signs.mdy) };
  }
  if (open > 0)
    return signs.points >= signs.slashes
      ? { value: 'dmy', confidence: 0.9 }
      : { value: 'mdy', confidence: 0.5 };
  return { value: 'ymd', confidence: signs.ymd > 0 ? 1 : 0.5 };
}

function lookAtColumn(
  header: string,
  cells: readonly string[],
  decimal: DecimalMark,
  order: DateOrder,
): ColumnLook {
  const filled = cells.filter((cell) => !isBlank(cell));
  const share = (count: number): number => (filled.length === 0 ? 0 : count / filled.length);
  const examples = [...new Set(filled.slice(0, 200).map((cell) => cell.trim().slice(0, 100)))];
  return {
    header,
    filled: cells.length === 0 ? 0 : filled.length / cells.length,
    numbers: share(filled.filter((cell) => readNumber(cell, decimal) !== undefined).length),
    days: share(
      filled.filter((cell) => readDay(cell, { order, serials: false, timeZone: 'UTC' }) !== undefined).length,
    ),
    distinct: share(new Set(filled).size),
    examples: examples.slice(0, 5),
  };
}

const dateWords = /дата|date|день|период|day/i;

function hasSerials(columns: readonly ColumnLook[]): boolean {
  return columns.some(
    (column) =>
      dateWords.test(column.header) &&
      column.numbers === 1 &&
      column.examples.every((cell) => /^[2-5]\d{4}(?:[.,]\d+)?$/.test(cell)),
  );
}

/** Files with the same columns are of the same shape: their saved mapping is offered again. */
export function shapeOf(headers: readonly string[]): string {
  const text = headers.map((header) => header.toLowerCase()).join('\u001f');
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  const hex = (part: number): string => (part >>> 0).toString(16).padStart(8, '0');
  return `${headers.length}-${hex(a ^ (b >>> 13))}${hex(b ^ (a >>> 16))}`;
}
