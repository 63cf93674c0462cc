// A mapping laid over the headers of its files: every field as a closure over a joined row.

import { decimalOf } from '#platform/shared/decimal.ts';
import type { DateFormat } from './dates.ts';
import { compileExpression, isExpressionError } from './expression.ts';
import type { Compute, Resolver } from './expression.ts';
import { findField } from './kinds.ts';
import type { FieldSpec, KindSpec } from './kinds.ts';
import { fieldsOf } from './mapping.ts';
import type { Mapping, MappingError } from './mapping.ts';
import { readNumber } from './numbers.ts';
import type { DecimalMark } from './numbers.ts';
import { compileSkip } from './skip.ts';
import type { SkipTest } from './skip.ts';

/** What is known of one file before its rows are read. */
export interface FileShape {
  readonly name: string;
  readonly headers: readonly string[];
  readonly decimal: DecimalMark;
  readonly dates: DateFormat;
}

export interface PlannedField {
  readonly spec: FieldSpec;
  readonly key: string;
  readonly compute: Compute;
  /** What a person calls the source: the column, or the expression. */
  readonly source: string;
  readonly dates: DateFormat;
  readonly decimal: DecimalMark;
  readonly aliases: ReadonlyMap<string, string> | undefined;
}

export interface PlannedJoin {
  readonly left: Compute;
  readonly leftName: string;
  /** Place of the right file and of its key column. */
  readonly right: number;
  readonly rightColumn: number;
  readonly rightName: string;
}

export interface Plan {
  readonly fields: readonly PlannedField[];
  readonly skips: readonly SkipTest[];
  /** In the order in which they can be followed from the base file. */
  readonly joins: readonly PlannedJoin[];
  readonly base: number;
  /** Columns of each file that are read at all. */
  readonly used: readonly ReadonlySet<number>[];
  readonly negativeQuantity: 'return' | 'skip' | 'reject';
  /** Of each group of fields a row must fill one. */
  readonly oneOf: readonly (readonly number[])[];
}

export function planMapping(
  mapping: Mapping,
  kind: KindSpec,
  shapes: readonly FileShape[],
): Plan | { errors: MappingError[] } {
  const columns = columnsOf(shapes);
  const errors: MappingError[] = [];
  const fields = planFields(mapping, kind, columns, errors);
  const skips: SkipTest[] = [];
  (mapping.skip ?? []).forEach((rule, index) => {
    const test = compileSkip(rule, columns.resolver);
    if ('error' in test)
      errors.push({
        place: `skip.${index}.column`,
        problem: test.error === 'unknown_column' ? 'unknown_column' : 'expression',
        what: test.what,
      });
    else skips.push(test);
  });
  const { joins, base } = planJoins(mapping, columns, errors);
  if (errors.length > 0) return { errors };
  const oneOf = kind.oneOf.map((group) =>
    fields.flatMap((field, place) => (group.includes(field.key) ? [place] : [])),
  );
  return {
    fields,
    skips,
    joins,
    base,
    used: columns.used,
    negativeQuantity: mapping.negativeQuantity ?? 'return',
    oneOf,
  };
}

interface Columns {
  readonly shapes: readonly FileShape[];
  readonly resolver: Resolver;
  readonly used: Set<number>[];
  find(name: string): { file: number; column: number } | undefined;
  /** The file that the last compiled expression read first. */
  firstFile: number | undefined;
}

function columnsOf(shapes: readonly FileShape[]): Columns {
  const used = shapes.map(() => new Set<number>());
  const places = new Map<string, { file: number; column: number }>();
  shapes.forEach((shape, file) => {
    shape.headers.forEach((header, column) => {
      const full = `${shape.name}.${header}`;
      if (!places.has(full)) places.set(full, { file, column });
      if (shapes.length === 1 && !places.has(header)) places.set(header, { file, column });
    });
  });
  const columns: Columns = {
    shapes,
    used,
    firstFile: undefined,
    find: (name) => places.get(name),
    resolver: {
      column(name) {
        const place = places.get(name);
        if (!place) return undefined;
        used[place.file]?.add(place.column);
        columns.firstFile ??= place.file;
        const { file, column } = place;
        return (row) => row[file]?.[column] ?? '';
      },
      number(name, text) {
        const place = places.get(name);
        return readNumber(text, (place && shapes[place.file]?.decimal) ?? '.');
      },
    },
  };
  return columns;
}

function planFields(
  mapping: Mapping,
  kind: KindSpec,
  columns: Columns,
  errors: MappingError[],
): PlannedField[] {
  const planned: PlannedField[] = [];
  const given = new Map<string, Compute>();
  const add = (key: string, text: string, compute: Compute | undefined): void => {
    const spec = findField(kind, key);
    const shape = columns.shapes[columns.firstFile ?? 0];
    if (!spec || !compute || !shape) return;
    given.set(key, compute);
    const aliases = mapping.aliases?.[key];
    planned.push({
      spec,
      key,
      compute,
      source: text,
      dates: shape.dates,
      decimal: shape.decimal,
      aliases: aliases && new Map(Object.entries(aliases)),
    });
  };
  for (const [key, text] of Object.entries(mapping.columns)) {
    columns.firstFile = undefined;
    add(key, text, compileOr(text, columns.resolver, `columns.${key}`, errors));
  }
  for (const [key, value] of Object.entries(mapping.constants ?? {})) {
    columns.firstFile = undefined;
    if (!given.has(key)) add(key, key, constant(value));
  }
  for (const field of kind.fields) {
    const text = given.has(field.key)
      ? undefined
      : field.otherwise?.find((candidate) => fieldsOf(candidate).every((key) => given.has(key)));
    if (text === undefined) continue;
    const shape = columns.shapes[0];
    const resolver: Resolver = {
      column: (key) => given.get(key),
      number: (_key, cell) => readNumber(cell, shape?.decimal ?? '.'),
    };
    add(field.key, text, compileOr(text, resolver, `columns.${field.key}`, errors));
  }
  return planned;
}

function constant(value: string | number | boolean): Compute {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    const number = decimalOf(value);
    return () => number;
  }
  const text = String(value);
  const number = typeof value === 'number' ? readNumber(text, '.') : undefined;
  return () => number ?? text;
}

function compileOr(
  text: string,
  resolver: Resolver,
  place: string,
  errors: MappingError[],
): Compute | undefined {
  const compute = compileExpression(text, resolver);
  if (!isExpressionError(compute)) return compute;
  errors.push({
    place,
    problem: compute.error === 'unknown_column' ? 'unknown_column' : 'expression',
    what: compute.what || text,
  });
  return undefined;
}

function planJoins(
  mapping: Mapping,
  columns: Columns,
  errors: MappingError[],
): { joins: PlannedJoin[]; base: number } {
  const waiting: { join: PlannedJoin; from: number }[] = [];
  const rights = new Set<number>();
  (mapping.join ?? []).forEach((join, index) => {
    const right = columns.find(unwrap(join.right));
    const left = columns.find(unwrap(join.left));
    if (!right) errors.push({ place: `join.${index}.right`, problem: 'join_column', what: join.right });
    if (!left) errors.push({ place: `join.${index}.left`, problem: 'join_column', what: join.left });
    if (!right || !left) return;
    columns.used[right.file]?.add(right.column);
    columns.used[left.file]?.add(left.column);
    rights.add(right.file);
    waiting.push({
      from: left.file,
      join: {
        left: (row) => row[left.file]?.[left.column] ?? '',
        leftName: unwrap(join.left),
        right: right.file,
        rightColumn: right.column,
        rightName: unwrap(join.right),
      },
    });
  });
  const base = columns.shapes.findIndex((_shape, file) => !rights.has(file));
  const joins: PlannedJoin[] = [];
  const reached = new Set([base]);
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ from }) => reached.has(from));
    const [taken] = next < 0 ? [] : waiting.splice(next, 1);
    if (!taken) {
      errors.push({
        place: 'join',
        problem: 'join_needed',
        what: waiting.map(({ join }) => join.rightName).join(', '),
      });
      break;
    }
    reached.add(taken.join.right);
    joins.push(taken.join);
  }
  return { joins, base };
}

function unwrap(reference: string): string {
  return reference.replaceAll(/[[\]]/g, '');
}
