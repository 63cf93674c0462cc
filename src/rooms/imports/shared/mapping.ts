// The mapping file (issue 2, section 2): which file holds which field. Its schema validates the command line, the wizard and the saved mappings alike.

import Type from 'typebox';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { findField } from './kinds.ts';
import type { KindSpec } from './kinds.ts';

const name = Type.String({ minLength: 1, maxLength: 200 });
const expression = Type.String({ minLength: 1, maxLength: 2000 });
const scalar = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()]);

export const encodings = [
  'utf-8',
  'windows-1251',
  'utf-16le',
  'utf-16be',
  'koi8-r',
  'iso-8859-1',
  'cp866',
] as const;

export const fileSchema = Type.Object(
  {
    path: Type.String({ minLength: 1, maxLength: 1000 }),
    encoding: Type.Optional(Type.Enum([...encodings])),
    delimiter: Type.Optional(
      Type.Union([Type.Literal(','), Type.Literal(';'), Type.Literal('\t'), Type.Literal('|')]),
    ),
    decimal: Type.Optional(Type.Union([Type.Literal('.'), Type.Literal(',')])),
    dates: Type.Optional(Type.Union([Type.Literal('ymd'), Type.Literal('dmy'), Type.Literal('mdy')])),
    sheet: Type.Optional(
      Type.Union([
        Type.String({ minLength: 1, maxLength: 100 }),
        Type.Integer({ minimum: 1, maximum: 1000 }),
      ]),
    ),
    /** Number of the header row, from 1; 0 where there is none: columns are then column1, column2... */
    headerRow: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
  },
  { additionalProperties: false },
);

const skipOperators = ['=', '!=', '<', '<=', '>', '>=', 'in', 'empty', 'startsWith'] as const;
export type SkipOperator = (typeof skipOperators)[number];

const skipSchema = Type.Object(
  {
    column: expression,
    op: Type.Enum([...skipOperators]),
    value: Type.Optional(Type.Union([scalar, Type.Array(scalar, { maxItems: 10_000 })])),
  },
  { additionalProperties: false },
);

export const mappingSchema = Type.Object(
  {
    kind: Type.String({ minLength: 1, maxLength: 60 }),
    /** Where the documents come from: part of the identity of a settlement, 'file' unless told. */
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    files: Type.Record(Type.String({ minLength: 1, maxLength: 100 }), fileSchema, {
      minProperties: 1,
      maxProperties: 20,
    }),
    join: Type.Optional(
      Type.Array(Type.Object({ left: expression, right: expression }, { additionalProperties: false }), {
        maxItems: 20,
      }),
    ),
    columns: Type.Record(name, expression, { maxProperties: 300 }),
    skip: Type.Optional(Type.Array(skipSchema, { maxItems: 200 })),
    aliases: Type.Optional(
      Type.Record(name, Type.Record(Type.String({ maxLength: 400 }), Type.String({ maxLength: 400 })), {
        maxProperties: 300,
      }),
    ),
    constants: Type.Optional(Type.Record(name, scalar, { maxProperties: 300 })),
    negativeQuantity: Type.Optional(
      Type.Union([Type.Literal('return'), Type.Literal('skip'), Type.Literal('reject')]),
    ),
  },
  { additionalProperties: false },
);

export type Mapping = Static<typeof mappingSchema>;
export type MappingFile = Static<typeof fileSchema>;
export type SkipRule = Static<typeof skipSchema>;

export interface MappingError {
  /** Where in the mapping, such as 'skip.0.op'. */
  readonly place: string;
  readonly problem:
    | 'wrong'
    | 'unknown_kind'
    | 'unknown_field'
    | 'missing_field'
    | 'unknown_file'
    | 'join_needed'
    | 'join_twice'
    | 'join_column'
    | 'skip_value'
    | 'unknown_column'
    | 'expression';
  readonly what: string;
}

export function readMapping(
  value: unknown,
  kinds: readonly KindSpec[],
): { mapping: Mapping; kind: KindSpec } | { errors: MappingError[] } {
  if (!Value.Check(mappingSchema, value)) return { errors: schemaErrors(value) };
  const mapping: Mapping = value;
  const kind = kinds.find((candidate) => candidate.kind === mapping.kind);
  if (!kind) return { errors: [{ place: 'kind', problem: 'unknown_kind', what: mapping.kind }] };
  const errors = [...fieldErrors(mapping, kind), ...skipErrors(mapping), ...joinErrors(mapping)];
  return errors.length > 0 ? { errors } : { mapping, kind };
}

function schemaErrors(value: unknown): MappingError[] {
  return [...Value.Errors(mappingSchema, value)].slice(0, 20).map((error) => ({
    place: error.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    problem: 'wrong' as const,
    what: error.message,
  }));
}

function fieldErrors(mapping: Mapping, kind: KindSpec): MappingError[] {
  const errors: MappingError[] = [];
  const places = [
    ['columns', mapping.columns],
    ['constants', mapping.constants ?? {}],
    ['aliases', mapping.aliases ?? {}],
  ] as const;
  for (const [place, keys] of places) {
    for (const key of Object.keys(keys))
      if (!findField(kind, key))
        errors.push({ place: `${place}.${key}`, problem: 'unknown_field', what: key });
  }
  const given = new Set([...Object.keys(mapping.columns), ...Object.keys(mapping.constants ?? {})]);
  for (const field of kind.fields) {
    if (field.required && !given.has(field.key) && !hasOtherwise(field.otherwise, given))
      errors.push({ place: 'columns', problem: 'missing_field', what: field.key });
  }
  for (const group of kind.oneOf) {
    if (!group.some((key) => given.has(key)))
      errors.push({ place: 'columns', problem: 'missing_field', what: group.join(' | ') });
  }
  return errors;
}

function hasOtherwise(expressions: readonly string[] | undefined, given: ReadonlySet<string>): boolean {
  return (expressions ?? []).some((text) => fieldsOf(text).every((key) => given.has(key)));
}

/** The fields that a default expression reads: they stand in brackets. */
export function fieldsOf(text: string): string[] {
  return [...text.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '');
}

function skipErrors(mapping: Mapping): MappingError[] {
  return (mapping.skip ?? []).flatMap((rule, index) => {
    const right =
      rule.op === 'empty'
        ? true
        : rule.op === 'in'
          ? Array.isArray(rule.value)
          : rule.value !== undefined && !Array.isArray(rule.value);
    return right ? [] : [{ place: `skip.${index}.value`, problem: 'skip_value' as const, what: rule.op }];
  });
}

function joinErrors(mapping: Mapping): MappingError[] {
  const names = Object.keys(mapping.files);
  const errors: MappingError[] = [];
  const joined = new Set<string>();
  (mapping.join ?? []).forEach((join, index) => {
    const [left, right] = [fileOfReference(join.left, names), fileOfReference(join.right, names)];
    if (left === undefined)
      errors.push({ place: `join.${index}.left`, problem: 'unknown_file', what: join.left });
    if (right === undefined)
      errors.push({ place: `join.${index}.right`, problem: 'unknown_file', what: join.right });
    else if (joined.has(right) || left === right)
      errors.push({ place: `join.${index}.right`, problem: 'join_twice', what: join.right });
    else joined.add(right);
  });
  if (errors.length === 0 && joined.size !== names.length - 1)
    errors.push({
      place: 'join',
      problem: 'join_needed',
      what: names.filter((file) => !joined.has(file)).join(', '),
    });
  return errors;
}

/** The file of 'file.column'. */
function fileOfReference(reference: string, names: readonly string[]): string | undefined {
  const bare = reference.replace(/^\[([^\]]*)\]$/, '$1');
  return names.filter((file) => bare.startsWith(`${file}.`)).sort((a, b) => b.length - a.length)[0];
}
