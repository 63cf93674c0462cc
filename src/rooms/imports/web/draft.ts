// What the wizard knows of an import before it starts: uploads and a mapping in the making. Plain data and pure changes.

import type { ReplyOf } from '#platform/shared/endpoint.ts';
import type { importKinds, lookAtFile } from '../shared/contract.ts';
import type { Mapping, MappingFile, SkipRule } from '../shared/mapping.ts';

export type Look = ReplyOf<typeof lookAtFile>;
export type Kind = ReplyOf<typeof importKinds>['kinds'][number];
export type Told = Omit<MappingFile, 'path'>;

export interface DraftFile {
  /** Its name in the mapping. */
  readonly name: string;
  readonly upload: string;
  readonly fileName: string;
  readonly size: number;
  /** What a person overruled. */
  readonly told: Told;
  readonly look: Look;
}

export interface Join {
  readonly left: string;
  readonly right: string;
}

export interface Draft {
  readonly kind: string;
  readonly source: string;
  /** The main file first: each of its rows is one row of the import. */
  readonly files: readonly DraftFile[];
  readonly joins: readonly Join[];
  /** Field -> column or formula, as in the mapping file. */
  readonly columns: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly skip: readonly SkipRule[];
  readonly negativeQuantity: 'return' | 'skip' | 'reject';
  /** Columns about which a person has decided. */
  readonly settled: readonly string[];
  /** Name of the saved mapping that was taken. */
  readonly saved: string | undefined;
}

export const emptyDraft: Draft = {
  kind: '',
  source: '',
  files: [],
  joins: [],
  columns: {},
  constants: {},
  aliases: {},
  skip: [],
  negativeQuantity: 'return',
  settled: [],
  saved: undefined,
};

/** Below this a guess is asked about. */
export const sureEnough = 0.7;

/** How the mapping names a column: its header, with the file before it where there are several. */
export function columnReference(draft: Pick<Draft, 'files'>, file: string, header: string): string {
  return draft.files.length > 1 ? `${file}.${header}` : header;
}

export function allReferences(draft: Draft): string[] {
  return draft.files.flatMap((file) =>
    file.look.columns.map((column) => columnReference(draft, file.name, column.header)),
  );
}

/** The field that a column gives as it stands. */
export function fieldOfColumn(draft: Draft, reference: string): string | undefined {
  return Object.entries(draft.columns).find(([, text]) => text === reference)?.[0];
}

/** Formulas are the fields that no single column gives. */
export function formulasOf(draft: Draft): [string, string][] {
  const references = new Set(allReferences(draft));
  return Object.entries(draft.columns).filter(([, text]) => !references.has(text));
}

/** Gives a column a field, or none; the field leaves the column that had it. */
export function chooseField(draft: Draft, reference: string, field: string | undefined): Draft {
  const columns = Object.fromEntries(
    Object.entries(draft.columns).filter(([key, text]) => text !== reference && key !== field),
  );
  const settled = draft.settled.includes(reference) ? draft.settled : [...draft.settled, reference];
  return { ...draft, columns: field === undefined ? columns : { ...columns, [field]: reference }, settled };
}

export interface Unsure {
  readonly reference: string;
  readonly header: string;
  readonly field: string;
  readonly confidence: number;
  readonly examples: readonly string[];
}

/** Guesses that a person should look at. */
export function unsureColumns(draft: Draft): Unsure[] {
  return draft.files.flatMap((file) =>
    file.look.columns.flatMap((column) => {
      const reference = columnReference(draft, file.name, column.header);
      const field = fieldOfColumn(draft, reference);
      const isOpen =
        field !== undefined &&
        field === column.field &&
        column.confidence < sureEnough &&
        !draft.settled.includes(reference);
      return isOpen
        ? [
            {
              reference,
              header: column.header,
              field,
              confidence: column.confidence,
              examples: column.examples,
            },
          ]
        : [];
    }),
  );
}

export interface Missing {
  /** One of these fields is needed. */
  readonly fields: readonly string[];
}

/** Fields that the kind needs and nothing gives. */
export function missingFields(draft: Draft, kind: Kind | undefined): Missing[] {
  if (!kind) return [];
  const isGiven = (key: string) => draft.columns[key] !== undefined || (draft.constants[key] ?? '') !== '';
  const single = kind.fields.filter(
    (field) => field.required && !isGiven(field.key) && otherwiseOf(draft, field) === undefined,
  );
  const groups = kind.oneOf.filter((group) => !group.some(isGiven));
  return [...single.map((field) => ({ fields: [field.key] })), ...groups.map((fields) => ({ fields }))];
}

/** The formula by which a field without a column is counted. */
export function otherwiseOf(draft: Draft, field: Kind['fields'][number]): string | undefined {
  if (draft.columns[field.key] !== undefined || draft.constants[field.key] !== undefined) return undefined;
  return field.otherwise.find((text) =>
    fieldsIn(text).every((key) => draft.columns[key] !== undefined || draft.constants[key] !== undefined),
  );
}

export function fieldsIn(formula: string): string[] {
  return [...formula.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '');
}

/** The mapping as the server and the command line take it; empty parts are left out. */
export function mappingOf(draft: Draft): Mapping {
  const files = Object.fromEntries(
    draft.files.map((file) => [file.name, { path: file.fileName, ...file.told }]),
  );
  const aliases = Object.entries(draft.aliases).filter(([, pairs]) => Object.keys(pairs).length > 0);
  const constants = Object.entries(draft.constants).filter(([, value]) => value !== '');
  return {
    kind: draft.kind,
    ...(draft.source === '' ? {} : { source: draft.source }),
    files,
    ...(draft.files.length > 1 ? { join: draft.joins.map((join) => ({ ...join })) } : {}),
    columns: { ...draft.columns },
    ...(draft.skip.length === 0 ? {} : { skip: draft.skip.map((rule) => ({ ...rule })) }),
    ...(aliases.length === 0
      ? {}
      : { aliases: Object.fromEntries(aliases.map(([key, pairs]) => [key, { ...pairs }])) }),
    ...(constants.length === 0 ? {} : { constants: Object.fromEntries(constants) }),
    ...(draft.negativeQuantity === 'return' ? {} : { negativeQuantity: draft.negativeQuantity }),
  };
}

export function uploadsOf(draft: Draft): { name: string; upload: string }[] {
  return draft.files.map(({ name, upload }) => ({ name, upload }));
}

/** A spelling of the file stands for another one from now on. */
export function addAlias(draft: Draft, field: string, from: string, to: string): Draft {
  return { ...draft, aliases: { ...draft.aliases, [field]: { ...draft.aliases[field], [from]: to } } };
}

export function removeAlias(draft: Draft, field: string, from: string): Draft {
  const names = Object.fromEntries(
    Object.entries(draft.aliases[field] ?? {}).filter(([name]) => name !== from),
  );
  return { ...draft, aliases: { ...draft.aliases, [field]: names } };
}
