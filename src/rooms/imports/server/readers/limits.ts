// What a foreign file may cost. Beyond any of these it is refused by name.

export const limits = {
  /** Rows of one file. */
  rows: 10_500_000,
  columns: 16_384,
  /** Longest row in characters: an unclosed quote runs into it. */
  rowCharacters: 4_000_000,
  /** A packed file may grow so much before its growth is looked at, and then only so many times its size. */
  inflatedFree: 256 * 1024 * 1024,
  inflatedRatio: 250,
  /** Bytes of an xlsx file on disk: it is held in memory packed. */
  xlsxBytes: 256 * 1024 * 1024,
  /** Parts of a workbook that are held unpacked (shared strings, styles). */
  xlsxHeldBytes: 192 * 1024 * 1024,
  /** Characters of all keys and kept cells of the joined files together. */
  joinedCharacters: 120_000_000,
  sampleBytes: 256 * 1024,
  sampleRows: 200,
  problemsKept: 100_000,
} as const;

export type ReadRefusal =
  | 'not_text'
  | 'html'
  | 'pdf'
  | 'xls'
  | 'rtf'
  | 'zip'
  | 'gzip'
  | 'xlsx'
  | 'encrypted'
  | 'damaged'
  | 'bomb'
  | 'too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'row_too_long'
  | 'quote_not_closed'
  | 'empty'
  | 'no_sheet'
  | 'missing'
  | 'join_repeats'
  | 'join_too_large';

/** A file that cannot be taken as it is; becomes `imports.file_<code>` with the data. */
export class ReadProblem extends Error {
  readonly code: ReadRefusal;
  readonly data: Readonly<Record<string, string | number>>;
  constructor(code: ReadRefusal, data: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.data = data;
  }
}
