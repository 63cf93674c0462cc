// The endpoints of the import wizard and of the history of imports.

import Type from 'typebox';
import { endpoint } from '#platform/shared/endpoint.ts';
import { idKind } from '#platform/shared/ids.ts';
import { pageLimit } from '#platform/shared/paging.ts';
import { fileSchema, mappingSchema } from './mapping.ts';

export const importIds = idKind('imp');
export const uploadIds = idKind('upl');
export const mappingIds = idKind('map');

const access = { resource: 'imports', action: 'write' } as const;
const read = { resource: 'imports', action: 'read' } as const;
const importId = Type.String({ pattern: importIds.pattern });
const uploadId = Type.String({ pattern: uploadIds.pattern });
const mappingId = Type.String({ pattern: mappingIds.pattern });
const params = Type.Object({ id: importId });
const found = <T extends Parameters<typeof Type.Array>[0]>(value: T) =>
  Type.Object({ value, confidence: Type.Number() });

/** What was told about a file: overrules what is found. */
const told = Type.Omit(fileSchema, ['path']);
/** A mapping without paths of its own: the files are uploads. */
const upload = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 100 }), upload: uploadId },
  { additionalProperties: false },
);

export const importKinds = endpoint({
  method: 'GET',
  path: '/api/imports/kinds',
  access,
  summary: 'Kinds of rows that the caller may bring, with their fields',
  reply: Type.Object({
    kinds: Type.Array(
      Type.Object({
        kind: Type.String(),
        label: Type.String(),
        oneOf: Type.Array(Type.Array(Type.String())),
        fields: Type.Array(
          Type.Object({
            key: Type.String(),
            label: Type.String(),
            type: Type.String(),
            required: Type.Boolean(),
            open: Type.Boolean(),
            otherwise: Type.Array(Type.String()),
          }),
        ),
      }),
    ),
  }),
});

export const uploadFile = endpoint({
  method: 'POST',
  path: '/api/imports/uploads',
  access,
  summary: 'A file to import, as multipart form data with one part named file; kept for a day',
  reply: Type.Object({ upload: uploadId, name: Type.String(), size: Type.Integer() }),
  refusals: ['imports.upload_missing', 'platform.too_large'],
});

export const lookAtFile = endpoint({
  method: 'POST',
  path: '/api/imports/looks',
  access,
  summary: 'What an uploaded file is made of and what its columns seem to be, everything open to correction',
  body: Type.Object(
    { upload: uploadId, told: Type.Optional(told), kind: Type.Optional(Type.String({ maxLength: 60 })) },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    name: Type.String(),
    format: Type.Enum(['text', 'xlsx']),
    encoding: Type.Optional(found(Type.String())),
    delimiter: Type.Optional(found(Type.String())),
    decimal: found(Type.String()),
    dates: found(Type.String()),
    headerRow: found(Type.Integer()),
    sheets: Type.Array(Type.String()),
    shape: Type.String(),
    /** Guesses of the likeliest kind, or of the one asked for. */
    kind: Type.String(),
    kinds: Type.Array(Type.Object({ kind: Type.String(), confidence: Type.Number() })),
    columns: Type.Array(
      Type.Object({
        header: Type.String(),
        field: Type.Optional(Type.String()),
        confidence: Type.Number(),
        numbers: Type.Number(),
        days: Type.Number(),
        filled: Type.Number(),
        examples: Type.Array(Type.String()),
      }),
    ),
    rows: Type.Array(
      Type.Object({ line: Type.Integer(), cells: Type.Array(Type.String()), totals: Type.Boolean() }),
    ),
    /** Mappings saved for files of this shape, the last used first. */
    saved: Type.Array(
      Type.Object({ id: mappingId, name: Type.String(), kind: Type.String(), mapping: Type.Unknown() }),
    ),
  }),
});

const order = {
  mapping: mappingSchema,
  uploads: Type.Array(upload, { minItems: 1, maxItems: 20 }),
};

export const checkImport = endpoint({
  method: 'POST',
  path: '/api/imports/checks',
  access,
  summary:
    'Reads the first rows by a mapping without keeping anything: what would come in, what would be left aside and why',
  body: Type.Object(
    { ...order, rows: Type.Optional(Type.Integer({ minimum: 1, maximum: 200_000, default: 50_000 })) },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    /** False when the file has more rows than were read. */
    complete: Type.Boolean(),
    counts: Type.Object({
      read: Type.Integer(),
      taken: Type.Integer(),
      skipped: Type.Integer(),
      totals: Type.Integer(),
      rejected: Type.Integer(),
      negative: Type.Integer(),
    }),
    reasons: Type.Array(
      Type.Object({
        reason: Type.String(),
        column: Type.String(),
        count: Type.Integer(),
        line: Type.Integer(),
        value: Type.String(),
      }),
    ),
    problems: Type.Array(
      Type.Object({
        line: Type.Integer(),
        column: Type.String(),
        value: Type.String(),
        reason: Type.String(),
      }),
    ),
    /** Codes and names that the rows carry; `alike` are spellings that probably mean one, the most frequent first. */
    names: Type.Array(
      Type.Object({
        field: Type.String(),
        distinct: Type.Integer(),
        isWhole: Type.Boolean(),
        alike: Type.Array(Type.Array(Type.Object({ value: Type.String(), rows: Type.Integer() }))),
      }),
    ),
  }),
  refusals: ['imports.mapping_invalid', 'imports.not_allowed'],
});

export const startImportEndpoint = endpoint({
  method: 'POST',
  path: '/api/imports',
  access,
  status: 202,
  summary: 'Starts an import in the background; its progress is that of the job',
  body: Type.Object(
    {
      ...order,
      replaceChanged: Type.Optional(Type.Boolean()),
      overwrite: Type.Optional(Type.Boolean()),
      saveAs: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      shape: Type.Optional(Type.String({ maxLength: 60 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ id: importId, job: Type.String() }),
  refusals: ['imports.mapping_invalid', 'imports.not_allowed'],
});

const counts = Type.Object({
  read: Type.Integer(),
  imported: Type.Integer(),
  unchanged: Type.Integer(),
  changed: Type.Integer(),
  skipped: Type.Integer(),
  rejected: Type.Integer(),
  customers: Type.Integer(),
  products: Type.Integer(),
  settlements: Type.Integer(),
  created: Type.Record(Type.String(), Type.Integer()),
  firstDay: Type.Optional(Type.String()),
  lastDay: Type.Optional(Type.String()),
  /** The first changed rows, shown to those who may replace them; values are plain decimals and days. */
  differences: Type.Optional(
    Type.Array(
      Type.Object({
        line: Type.Integer(),
        record: Type.String(),
        fields: Type.Array(
          Type.Object({ field: Type.String(), before: Type.String(), after: Type.String() }),
        ),
      }),
    ),
  ),
});

export const importRun = Type.Object({
  id: importId,
  kind: Type.String(),
  source: Type.String(),
  title: Type.String(),
  state: Type.Enum(['waiting', 'reading', 'publishing', 'published', 'failed', 'cancelled', 'undone']),
  counts: Type.Optional(counts),
  error: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
  person: Type.Optional(Type.String()),
  job: Type.Optional(Type.String()),
  hasRejects: Type.Boolean(),
  createdAt: Type.String(),
  publishedAt: Type.Optional(Type.String()),
  undoneAt: Type.Optional(Type.String()),
  may: Type.Object({ undo: Type.Boolean(), cancel: Type.Boolean(), repeat: Type.Boolean() }),
});

export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports',
  access: read,
  summary: 'The history of imports, the newest first',
  query: Type.Object({
    before: Type.Optional(importId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageLimit, default: 50 })),
  }),
  reply: Type.Object({ imports: Type.Array(importRun), next: Type.Optional(importId) }),
});

export const showImport = endpoint({
  method: 'GET',
  path: '/api/imports/:id',
  access: read,
  summary: 'One import',
  params,
  reply: importRun,
  refusals: ['imports.not_found'],
});

export const cancelImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/cancel',
  access,
  summary: 'Stops an import that has not published yet; nothing of it stays',
  params,
  reply: Type.Object({}),
  refusals: ['imports.not_found'],
});

export const repeatImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/repeat',
  access,
  status: 202,
  summary: 'The same files by the same mapping once more, on consent replacing what changed',
  params,
  body: Type.Object(
    { replaceChanged: Type.Optional(Type.Boolean()), overwrite: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ id: importId, job: Type.String() }),
  refusals: ['imports.not_found', 'imports.not_allowed', 'imports.file_missing'],
});

export const undoImportEndpoint = endpoint({
  method: 'POST',
  path: '/api/imports/:id/undo',
  access,
  summary: 'Takes an import back whole, or names what stands on it',
  params,
  reply: importRun,
  refusals: [
    'imports.not_found',
    'imports.undo_blocked',
    'imports.undo_done',
    'imports.not_finished',
    'imports.not_allowed',
  ],
});

export const downloadRejects = endpoint({
  method: 'GET',
  path: '/api/imports/:id/rejects',
  access: read,
  summary: 'Rows that did not come in: row, column, value and reason in both languages',
  params,
  reply: Type.String(),
  stream: 'text/csv',
  refusals: ['imports.not_found'],
});

const savedMapping = Type.Object({
  id: mappingId,
  name: Type.String(),
  kind: Type.String(),
  usedAt: Type.String(),
  mapping: Type.Unknown(),
});

export const listMappings = endpoint({
  method: 'GET',
  path: '/api/imports/mappings',
  access,
  summary: 'Saved mappings, the last used first',
  reply: Type.Object({ mappings: Type.Array(savedMapping) }),
});

export const deleteMapping = endpoint({
  method: 'DELETE',
  path: '/api/imports/mappings/:id',
  access,
  summary: 'Forgets a saved mapping',
  params: Type.Object({ id: mappingId }),
  reply: Type.Object({}),
  refusals: ['imports.not_found'],
});
