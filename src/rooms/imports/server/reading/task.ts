// What the reading process is asked, and what it answers. Everything here passes as JSON.

import type { Spelling } from '../../shared/alike.ts';
import type { KindSpec } from '../../shared/kinds.ts';
import type { Mapping, MappingError, MappingFile } from '../../shared/mapping.ts';
import type { TableLook, SampleRow } from '../../shared/sniff-table.ts';
import type { Encoding, Found } from '../../shared/sniff-text.ts';
import type { Reason } from '../../shared/expression.ts';

export interface LookTask {
  readonly action: 'look';
  readonly path: string;
  readonly told: Omit<MappingFile, 'path'>;
}

export interface StageTask {
  readonly action: 'stage';
  /** Absolute paths by the name of the file in the mapping. */
  readonly paths: Readonly<Record<string, string>>;
  readonly mapping: Mapping;
  readonly kind: KindSpec;
  readonly currencyDigits: number;
  readonly timeZone: string;
  /** Reads so many rows and stops: for a preview. */
  readonly maxRows?: number;
  /** Also counts the names that the rows carry. */
  readonly tally?: boolean;
}

export type Task = LookTask | StageTask;

export interface FileLook extends TableLook {
  readonly format: 'text' | 'xlsx';
  readonly encoding: Found<Encoding> | undefined;
  readonly delimiter: Found<string> | undefined;
  readonly sheets: readonly string[];
  readonly sample: readonly SampleRow[];
}

/** A cell that could not be used, or a row that was left aside. */
export interface RowProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: Reason;
}

/** The names of a field: how many, and those that are probably one. */
export interface FieldNames {
  readonly field: string;
  readonly distinct: number;
  /** False when there were too many to count. */
  readonly isWhole: boolean;
  readonly alike: readonly { readonly spellings: readonly Spelling[] }[];
}

export interface StageCounts {
  readonly read: number;
  readonly taken: number;
  readonly skipped: number;
  readonly totals: number;
  readonly rejected: number;
  readonly negative: number;
}

export type Message =
  | { readonly type: 'looked'; readonly look: FileLook }
  | { readonly type: 'columns'; readonly columns: readonly string[] }
  | { readonly type: 'progress'; readonly bytes: number; readonly rows: number }
  | { readonly type: 'problems'; readonly problems: readonly RowProblem[] }
  | { readonly type: 'names'; readonly names: readonly FieldNames[] }
  | { readonly type: 'staged'; readonly counts: StageCounts }
  | {
      readonly type: 'refused';
      readonly code: string;
      readonly data: Readonly<Record<string, string | number>>;
    }
  | { readonly type: 'mapping'; readonly errors: readonly MappingError[] };
