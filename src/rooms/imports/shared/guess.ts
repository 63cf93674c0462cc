// Which field each column holds, from its header (Russian and English words that the rooms give) and from its values.

import type { FieldSpec, KindSpec } from './kinds.ts';
import type { ColumnLook } from './sniff-table.ts';

export interface ColumnGuess {
  readonly header: string;
  /** Undefined where no field fits. */
  readonly field: string | undefined;
  readonly confidence: number;
}

export interface KindGuess {
  readonly kind: string;
  readonly confidence: number;
  readonly columns: readonly ColumnGuess[];
}

/** The best field of every column; a field is given once, to the column that fits it best. */
export function guessColumns(kind: KindSpec, columns: readonly ColumnLook[]): ColumnGuess[] {
  const pairs = columns
    .flatMap((column, place) =>
      kind.fields
        .filter((field) => !field.open)
        .map((field) => ({ place, field, score: fit(field, column) })),
    )
    .filter((pair) => pair.score >= 0.4)
    .sort((a, b) => b.score - a.score || a.place - b.place);
  const byColumn = new Map<number, { field: FieldSpec; score: number }>();
  const taken = new Set<string>();
  for (const { place, field, score } of pairs) {
    if (byColumn.has(place) || taken.has(field.key)) continue;
    byColumn.set(place, { field, score });
    taken.add(field.key);
  }
  return columns.map((column, place) => {
    const found = byColumn.get(place);
    return { header: column.header, field: found?.field.key, confidence: found?.score ?? 0 };
  });
}

/** The kinds that the file may hold, the likeliest first: those whose needed fields were found. */
export function guessKinds(kinds: readonly KindSpec[], columns: readonly ColumnLook[]): KindGuess[] {
  return kinds
    .map((kind) => {
      const guesses = guessColumns(kind, columns);
      const found = new Set(guesses.map((guess) => guess.field).filter((field) => field !== undefined));
      const needed = kind.fields
        .filter((field) => field.required)
        .map((field) => [field.key])
        .concat(kind.oneOf.map((group) => [...group]));
      const met = needed.filter((group) =>
        group.some((key) => found.has(key) || fallback(kind, key, found)),
      ).length;
      const sure = guesses.reduce((sum, guess) => sum + guess.confidence, 0) / Math.max(1, columns.length);
      return {
        kind: kind.kind,
        confidence: needed.length === 0 ? sure : (met / needed.length) * (0.6 + 0.4 * sure),
        columns: guesses,
      };
    })
    .sort((a, b) => b.confidence - a.confidence);
}

function fallback(kind: KindSpec, key: string, found: ReadonlySet<string>): boolean {
  const field = kind.fields.find((candidate) => candidate.key === key);
  return (field?.otherwise ?? []).some((text) =>
    [...text.matchAll(/\[([^\]]+)\]/g)].every((match) => found.has(match[1] ?? '')),
  );
}

function fit(field: FieldSpec, column: ColumnLook): number {
  const header = normalHeader(column.header);
  let best = 0;
  for (const [rank, words] of field.headers.entries()) {
    const early = Math.min(0.12, rank * 0.01);
    if (header === words) best = Math.max(best, 0.97 - early);
    else if (` ${header} `.includes(` ${words} `))
      best = Math.max(
        best,
        (words.length >= 4 ? 0.72 : 0.55) + 0.15 * (words.length / header.length) - early,
      );
  }
  return best === 0 ? byValues(field, column) : best * believable(field, column);
}

/** A column of words is no amount, whatever its header says. */
function believable(field: FieldSpec, column: ColumnLook): number {
  if (column.filled === 0) return 0.8;
  if (field.type === 'day') return column.days > 0.5 ? 1 : column.numbers === 1 ? 0.7 : 0.2;
  if (field.type === 'decimal' || field.type === 'money') return column.numbers > 0.6 ? 1 : 0.2;
  if (field.role === 'name') return column.numbers > 0.9 || column.days > 0.9 ? 0.5 : 1;
  if (field.role === 'code') return column.days > 0.9 ? 0.3 : 1;
  if (field.role === 'taxNumber')
    return column.examples.some((text) => /^\d{10}(?:\d{2})?$/.test(text)) ? 1 : 0.6;
  return 1;
}

function byValues(field: FieldSpec, column: ColumnLook): number {
  if (column.filled < 0.3) return 0;
  if (field.type === 'day' && field.required && column.days > 0.95) return 0.5;
  if (
    field.role === 'email' &&
    column.examples.length > 0 &&
    column.examples.every((text) => /^\S+@\S+\.\S+$/.test(text))
  )
    return 0.8;
  if (
    field.role === 'phone' &&
    column.examples.length > 0 &&
    column.examples.every((text) => /^\+?[\d\s()-]{10,20}$/.test(text) && /[+()\s-]/.test(text))
  )
    return 0.6;
  return 0;
}

/** 'CustomerID' -> 'customer id', «Сумма, руб.» -> «сумма руб». */
export function normalHeader(header: string): string {
  return header
    .replace(/([a-zа-яё0-9])([A-ZА-ЯЁ])/g, '$1 $2')
    .replace(/([A-Z]{2,})([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}%№#]+/gu, ' ')
    .trim();
}
