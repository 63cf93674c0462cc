// SQL text for the mirror. Values become literals here and nowhere else, so that one statement can run in the mirror and in PostgreSQL.

export interface MirrorSql {
  readonly text: string;
}

export type MirrorValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | MirrorSql
  | readonly (string | number)[];

/** Builds a statement; interpolated statements are embedded, everything else is written as a literal. */
export function mirrorSql(strings: TemplateStringsArray, ...values: readonly MirrorValue[]): MirrorSql {
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    text += literal(value) + (strings[index + 1] ?? '');
  });
  return { text };
}

/** Text that the program itself wrote: names of tables and columns, keywords. Never a value from outside. */
export function verbatim(text: string): MirrorSql {
  return { text };
}

/** The same statement over other relations of the same columns, such as the rows of some customers only. */
export function readingFrom(statement: MirrorSql, relations: Readonly<Record<string, string>>): MirrorSql {
  const names = Object.keys(relations).join('|');
  return {
    text: statement.text.replace(new RegExp(`\\b(${names})\\b`, 'g'), (name) => relations[name] ?? name),
  };
}

function literal(value: MirrorValue): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return value < 0n ? `(${value})` : String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'string') return textLiteral(value);
  if ('text' in value) return value.text;
  return value.length === 0 ? '(null)' : `(${value.map((part) => literal(part)).join(', ')})`;
}

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('a number in SQL must be finite');
  return value < 0 ? `(${value})` : String(value);
}

/** Standard SQL quoting, right in DuckDB and in PostgreSQL with standard_conforming_strings. */
function textLiteral(value: string): string {
  if (value.includes('\u0000')) throw new RangeError('text in SQL must not hold the character 0');
  return `'${value.replaceAll("'", "''")}'`;
}
