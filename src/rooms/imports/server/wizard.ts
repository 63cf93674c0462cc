// What the wizard asks before an import: what a file is made of, what would come in.

import type { ApartCtx } from '#platform/server/room.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import type { BodyOf, ReplyOf } from '#platform/shared/endpoint.ts';
import { currencyDigits } from '#platform/shared/money.ts';
import type { checkImport, lookAtFile } from '../shared/contract.ts';
import { mappingIds } from '../shared/contract.ts';
import { guessColumns, guessKinds } from '../shared/guess.ts';
import type { Mapping } from '../shared/mapping.ts';
import { shapeOf } from '../shared/sniff-table.ts';
import { refuse } from './errors.ts';
import { checkMapping, listAllowedKinds } from './imports.ts';
import { listMappingsOfShape } from './mappings.queries.ts';
import { readForeign } from './reading/reader-process.ts';
import type { FieldNames, FileLook, RowProblem, StageCounts } from './reading/task.ts';
import { ownUpload, uploadPath } from './uploads.ts';

const sampleShown = 60;

/** Reads the first rows of an upload and guesses. */
export async function lookAtUpload(
  ctx: ApartCtx,
  body: BodyOf<typeof lookAtFile>,
): Promise<ReplyOf<typeof lookAtFile>> {
  const file = await ctx.read((inner) => ownUpload(inner, body.upload));
  const look = await lookAt(uploadPath(ctx, file), body.told ?? {});
  const kinds = listAllowedKinds(ctx).map((kind) => kind.spec);
  const guesses = guessKinds(kinds, look.columns);
  const asked =
    kinds.find((kind) => kind.kind === body.kind) ?? kinds.find((kind) => kind.kind === guesses[0]?.kind);
  const fields = asked ? guessColumns(asked, look.columns) : [];
  const shape = shapeOf(look.headers);
  const saved = await ctx.read((inner) => listMappingsOfShape(inner.db, shape));
  const totals = new Set(look.totals);
  return {
    name: file.name,
    format: look.format,
    ...(look.encoding ? { encoding: look.encoding } : {}),
    ...(look.delimiter ? { delimiter: look.delimiter } : {}),
    decimal: look.decimal,
    dates: look.dates,
    headerRow: look.headerRow,
    sheets: [...look.sheets],
    shape,
    kind: asked?.kind ?? '',
    kinds: guesses.map(({ kind, confidence }) => ({ kind, confidence })),
    columns: look.columns.map((column, place) => ({
      header: column.header,
      ...(fields[place]?.field === undefined ? {} : { field: fields[place].field }),
      confidence: fields[place]?.confidence ?? 0,
      numbers: column.numbers,
      days: column.days,
      filled: column.filled,
      examples: [...column.examples],
    })),
    rows: look.sample
      .filter((row) => row.line > look.headerRow.value)
      .slice(0, sampleShown)
      .map((row) => ({ line: row.line, cells: [...row.cells], totals: totals.has(row.line) })),
    saved: saved.map((mapping) => ({
      id: mappingIds.write(mapping.id),
      name: mapping.name,
      kind: mapping.kind,
      mapping: mapping.mapping,
    })),
  };
}

async function lookAt(path: string, told: NonNullable<BodyOf<typeof lookAtFile>['told']>): Promise<FileLook> {
  const looks: FileLook[] = [];
  await readForeign(
    { action: 'look', path, told },
    { onMessage: (message) => void (message.type === 'looked' && looks.push(message.look)) },
  );
  const [look] = looks;
  if (!look) throw refuse('file_damaged');
  return look;
}

/** Reads rows by a mapping and keeps nothing. */
export async function checkUploads(
  ctx: ApartCtx,
  body: BodyOf<typeof checkImport>,
): Promise<ReplyOf<typeof checkImport>> {
  const { mapping, kind } = checkMapping(ctx, body.mapping);
  const paths = await ctx.read((inner) => uploadPaths(inner, mapping, body.uploads));
  const maxRows = body.rows ?? 50_000;
  const problems: RowProblem[] = [];
  let counts: StageCounts | undefined;
  let names: readonly FieldNames[] = [];
  await readForeign(
    {
      action: 'stage',
      paths,
      mapping,
      kind,
      currencyDigits: currencyDigits(ctx.company.currency),
      timeZone: ctx.company.timeZone,
      maxRows,
      tally: true,
    },
    {
      onMessage: (message) => {
        if (message.type === 'problems') for (const problem of message.problems) problems.push(problem);
        else if (message.type === 'names') ({ names } = message);
        else if (message.type === 'staged') counts = message.counts;
      },
    },
  );
  if (!counts) throw refuse('file_damaged');
  return {
    names: names.map(presentNames),
    complete: counts.read - counts.totals < maxRows,
    counts,
    reasons: groupReasons(problems),
    problems: problems.slice(0, 200).map((problem) => ({ ...problem })),
  };
}

function presentNames({
  field,
  distinct,
  isWhole,
  alike,
}: FieldNames): ReplyOf<typeof checkImport>['names'][number] {
  return {
    field,
    distinct,
    isWhole,
    alike: alike.map(({ spellings }) => spellings.map((spelling) => ({ ...spelling }))),
  };
}

/** Paths of the uploads that a mapping names; a file of the mapping without an upload is refused. */
async function uploadPaths(
  ctx: Ctx,
  mapping: Mapping,
  uploads: readonly { name: string; upload: string }[],
): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  for (const name of Object.keys(mapping.files)) {
    const given = uploads.find((upload) => upload.name === name);
    if (!given) throw refuse('file_missing', { path: name });
    paths[name] = uploadPath(ctx, await ownUpload(ctx, given.upload));
  }
  return paths;
}

function groupReasons(
  problems: readonly RowProblem[],
): { reason: string; column: string; count: number; line: number; value: string }[] {
  const groups = new Map<
    string,
    { reason: string; column: string; count: number; line: number; value: string }
  >();
  for (const { reason, column, line, value } of problems) {
    const key = `${reason}\u0000${column}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { reason, column, count: 1, line, value });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count).slice(0, 100);
}
