// One joined row -> the values of the fields as text for staging, or the reason why it is left out. The hot path of an import.

import { decimalToMinorUnits, formatDecimal, roundDecimal } from '#platform/shared/decimal.ts';
import type { Decimal } from '#platform/shared/decimal.ts';
import { cleanText } from './cells.ts';
import { readDay } from './dates.ts';
import { isProblem } from './expression.ts';
import type { JoinedRow, Problem, Reason, Value } from './expression.ts';
import type { Plan, PlannedField } from './plan.ts';
import { readNumber } from './numbers.ts';

export interface MapperOptions {
  /** Digits after the point of the company's currency. */
  readonly currencyDigits: number;
}

export type RowOutcome = 'taken' | 'skipped' | 'rejected';

export interface RowMapper {
  /** Values by the place of the field in the plan, after 'taken'; null stands for no value. The array is used again for the next row. */
  readonly values: (string | null)[];
  /** What is wrong with the row, after 'rejected'. */
  readonly problems: Problem[];
  map(row: JoinedRow): RowOutcome;
}

const maxMinor = 10n ** 17n;
const none = { problem: undefined, text: null } as const;

export function createRowMapper(plan: Plan, options: MapperOptions): RowMapper {
  const values: (string | null)[] = plan.fields.map(() => null);
  const problems: Problem[] = [];
  const readers = plan.fields.map((field) => readerOf(field, options));
  const quantity = plan.fields.findIndex((field) => field.spec.role === 'quantity');
  const amount = plan.fields.findIndex((field) => field.spec.role === 'amount');
  const map = (row: JoinedRow): RowOutcome => {
    for (const skip of plan.skips) if (skip(row)) return 'skipped';
    problems.length = 0;
    for (let place = 0; place < readers.length; place += 1) {
      const read = readers[place];
      const found = read?.(row) ?? none.text;
      if (typeof found === 'object' && found !== null) {
        problems.push(found);
        values[place] = '';
      } else values[place] = found;
    }
    addMissingGroups(plan, values, problems);
    if (quantity >= 0 && values[quantity]?.startsWith('-')) {
      if (plan.negativeQuantity === 'skip') return 'skipped';
      if (plan.negativeQuantity === 'reject') {
        const column = plan.fields[quantity]?.source ?? '';
        problems.push({ problem: 'negative_quantity', column, value: values[quantity] });
      } else makeReturn(values, amount);
    }
    return problems.length > 0 ? 'rejected' : 'taken';
  };
  return { values, problems, map };
}

function addMissingGroups(plan: Plan, values: readonly (string | null)[], problems: Problem[]): void {
  for (const group of plan.oneOf) {
    if (!group.every((place) => values[place] === null)) continue;
    const column = group.map((place) => plan.fields[place]?.source ?? '').join(', ');
    problems.push({ problem: 'empty', column, value: '' });
  }
}

/** A return lowers turnover, also where the file writes its amount without a sign. */
function makeReturn(values: (string | null)[], amount: number): void {
  const value = values[amount];
  if (value && !value.startsWith('-') && value !== '0') values[amount] = `-${value}`;
}

type FieldReader = (row: JoinedRow) => string | null | Problem;

function readerOf(field: PlannedField, options: MapperOptions): FieldReader {
  const { compute, spec, source } = field;
  const convert = converterOf(field, options);
  return (row) => {
    const value = compute(row);
    if (typeof value === 'object' && isProblem(value)) {
      if (value.problem === 'empty' && !spec.required) return null;
      return value.column === '' ? { ...value, column: source } : value;
    }
    if (value === '') return spec.required ? { problem: 'empty', column: source, value: '' } : null;
    return convert(value);
  };
}

type Converter = (value: Exclude<Value, Problem>) => string | null | Problem;

function converterOf(field: PlannedField, options: MapperOptions): Converter {
  switch (field.spec.type) {
    case 'text':
      return textConverter(field);
    case 'decimal':
      return decimalConverter(field);
    case 'money':
      return numberConverter(field, (value) => minorText(value, options.currencyDigits));
    case 'day':
      return dayConverter(field);
    case 'flag':
      return choiceConverter(field, flagWords, 'not_a_flag');
    case 'choice':
      return choiceConverter(field, new Map(Object.entries(field.spec.choices ?? {})), 'not_a_choice');
  }
}

function textConverter(field: PlannedField): Converter {
  const { spec, source, aliases } = field;
  const longest = spec.maxLength ?? 400;
  return (value) => {
    const plain = typeof value === 'string' ? cleanText(value) : formatDecimal(value);
    const text = aliases?.get(plain) ?? plain;
    if (text === '') return spec.required ? { problem: 'empty', column: source, value: '' } : null;
    if (text.includes('\ufffd')) return { problem: 'not_text', column: source, value: text };
    return text.length > longest ? { problem: 'too_long', column: source, value: text } : text;
  };
}

/** A plain number of a plain file goes through as it stands: the usual case of millions of cells. */
const plainDecimal = /^-?\d{1,13}(?:\.\d{1,6})?$/;

function decimalConverter(field: PlannedField): Converter {
  const convert = numberConverter(field, (value) => {
    const rounded = roundDecimal(value, 6);
    const limit = 10n ** BigInt(14 + rounded.scale);
    return BigInt(rounded.mantissa) >= limit || BigInt(rounded.mantissa) <= -limit
      ? undefined
      : formatDecimal(rounded);
  });
  if (field.decimal !== '.' || field.aliases)
    return (value) => (typeof value === 'object' && isSmall(value) ? formatDecimal(value) : convert(value));
  return (value) => {
    if (typeof value === 'string') return plainDecimal.test(value) ? value : convert(value);
    return isSmall(value) ? formatDecimal(value) : convert(value);
  };
}

function isSmall(value: Decimal): boolean {
  return (
    typeof value.mantissa === 'number' && value.scale <= 6 && value.mantissa < 1e13 && value.mantissa > -1e13
  );
}

/** Minor units as text: without a bigint where a number is exact. */
function minorText(value: Decimal, digits: number): string | undefined {
  if (
    typeof value.mantissa === 'number' &&
    value.scale <= digits &&
    value.mantissa < 1e12 &&
    value.mantissa > -1e12
  ) {
    return String(value.mantissa * 10 ** (digits - value.scale));
  }
  const minor = decimalToMinorUnits(value, digits);
  return minor > maxMinor || minor < -maxMinor ? undefined : String(minor);
}

function numberConverter(field: PlannedField, write: (value: Decimal) => string | undefined): Converter {
  const { spec, source, decimal, aliases } = field;
  return (value) => {
    if (typeof value !== 'string')
      return write(value) ?? { problem: 'too_large', column: source, value: formatDecimal(value) };
    const text = aliases?.get(value) ?? value;
    const number = readNumber(text, decimal);
    if (number) return write(number) ?? { problem: 'too_large', column: source, value: text };
    if (text.trim() === '') return spec.required ? { problem: 'empty', column: source, value: '' } : null;
    return { problem: 'not_a_number', column: source, value: text };
  };
}

/** The same day stands in thousands of neighbouring rows: the last answers are kept. */
function dayConverter(field: PlannedField): Converter {
  const { spec, source, dates } = field;
  const known = new Map<string, string>();
  return (value) => {
    const text = typeof value === 'string' ? value : formatDecimal(value);
    const kept = known.get(text);
    if (kept) return kept;
    const found = readDay(text, dates);
    if (found) {
      if (known.size > 20_000) known.clear();
      known.set(text, found);
      return found;
    }
    if (text.trim() === '') return spec.required ? { problem: 'empty', column: source, value: '' } : null;
    return { problem: 'not_a_day', column: source, value: text };
  };
}

const flagWords = new Map([
  ['1', 'true'],
  ['true', 'true'],
  ['yes', 'true'],
  ['y', 'true'],
  ['да', 'true'],
  ['истина', 'true'],
  ['+', 'true'],
  ['0', 'false'],
  ['false', 'false'],
  ['no', 'false'],
  ['n', 'false'],
  ['нет', 'false'],
  ['ложь', 'false'],
  ['-', 'false'],
]);

function choiceConverter(
  field: PlannedField,
  words: ReadonlyMap<string, string>,
  problem: Reason,
): Converter {
  const { spec, source, aliases } = field;
  return (value) => {
    const plain = typeof value === 'string' ? cleanText(value) : formatDecimal(value);
    const text = aliases?.get(plain) ?? plain;
    if (text === '') return spec.required ? { problem: 'empty', column: source, value: '' } : null;
    return words.get(text.toLowerCase()) ?? { problem, column: source, value: text };
  };
}
