// What every report is made of: a question in, definitions, totals and rows out. Rows come in batches, so that the whole base can be exported.

import type { Day } from '#platform/shared/days.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import type { MirrorReader, MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '#rooms/classes/server/index.ts';
import type { ReportScope } from './scope.ts';

export interface ReportQuestion {
  readonly asOf: Day;
  /** Period, both days included. */
  readonly from: Day;
  readonly to: Day;
  readonly version: number;
  readonly definitions: Definitions;
  readonly currency: string;
  readonly scope: ReportScope;
}

export type ReportRow = Readonly<Record<string, unknown>>;

/** A column of the table form: where its value stands in a row and how it is shown. */
export interface ReportColumn {
  /** Path in the row, such as 'customer.code'. */
  readonly path: string;
  readonly type: 'text' | 'number' | 'money' | 'quantity' | 'day' | 'share';
}

export interface Report {
  /** Definitions that are this report's own, beside those that all share. */
  readonly definitions?: ReportRow;
  readonly totals: ReportRow;
  readonly columns: readonly ReportColumn[];
  rows(): AsyncIterable<ReportRow[]>;
}

/** Makes a report inside one session of the mirror; the rows have to be read before the session ends. */
export type ReportMaker = (reader: MirrorReader, question: ReportQuestion) => Promise<Report>;

/** Amounts leave as decimal strings; a hidden or missing one as null. */
export function money(minor: string | number | null | undefined, currency: string): string | null {
  return minor === null || minor === undefined ? null : minorToDecimal(BigInt(minor), currency);
}

export async function* mapped<Row>(
  reader: MirrorReader,
  statement: MirrorSql,
  map: (row: Row) => ReportRow,
): AsyncGenerator<ReportRow[]> {
  for await (const batch of reader.batches<Row>(statement)) yield batch.map(map);
}

/** Rows that stand in memory already. */
export async function* ready(rows: readonly ReportRow[]): AsyncGenerator<ReportRow[]> {
  yield [...rows];
}

export interface NamedRow {
  readonly code: string | null;
  readonly name: string | null;
}
