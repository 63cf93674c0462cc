// Files entering and leaving a draft: names, guesses, joins, saved mappings.

import type { Mapping } from '../shared/mapping.ts';
import { columnReference, emptyDraft } from './draft.ts';
import type { Draft, DraftFile, Join, Look, Told } from './draft.ts';

/** 'Продажи 2024-2026.csv.gz' -> 'продажи_2024_2026', distinct among the others. */
export function nameOfFile(fileName: string, taken: readonly string[]): string {
  const base =
    fileName
      .replace(/(?:\.(?:csv|txt|tsv|xlsx|gz))+$/i, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '') || 'file';
  let name = base.slice(0, 60);
  for (let copy = 2; taken.includes(name); copy += 1) name = `${base.slice(0, 60)}_${copy}`;
  return name;
}

/** Takes files in: the one on which all others hang leads, they are joined by columns of the same name, and fields are guessed. */
export function addFiles(draft: Draft, added: readonly DraftFile[]): Draft {
  const files = [...draft.files, ...added];
  const ordered = draft.files.length === 0 ? leadingFirst(files) : files;
  const kind = draft.kind === '' ? (ordered[0]?.look.kind ?? '') : draft.kind;
  return guessAnew({ ...draft, kind, files: ordered, settled: [], saved: undefined });
}

/** The main file is the one from which the most others are reached by keys that do not repeat in them; the largest wins a tie. */
function leadingFirst(files: readonly DraftFile[]): DraftFile[] {
  const bySize = files.toSorted((left, right) => right.size - left.size);
  const reached = (main: DraftFile) =>
    guessJoins({ ...emptyDraft, files: [main, ...bySize.filter((file) => file !== main)] }).filter(
      (join) => join.left !== '',
    ).length;
  const [best] = bySize
    .map((file) => ({ file, count: reached(file) }))
    .toSorted((left, right) => right.count - left.count);
  return best ? [best.file, ...bySize.filter((file) => file !== best.file)] : [];
}

export function removeFile(draft: Draft, name: string): Draft {
  return guessAnew({
    ...draft,
    files: draft.files.filter((file) => file.name !== name),
    settled: [],
    saved: undefined,
  });
}

export function makeMain(draft: Draft, name: string): Draft {
  const main = draft.files.filter((file) => file.name === name);
  return guessAnew({ ...draft, files: [...main, ...draft.files.filter((file) => file.name !== name)] });
}

/** After the file was read differently: what a person chose stays where its column still exists. */
export function rereadFile(draft: Draft, name: string, told: Told, look: Look): Draft {
  const files = draft.files.map((file) => (file.name === name ? { ...file, told, look } : file));
  const next = { ...draft, files };
  const known = new Set(
    files.flatMap((file) =>
      file.look.columns.map((column) => columnReference(next, file.name, column.header)),
    ),
  );
  const before = new Set(
    draft.files.flatMap((file) =>
      file.look.columns.map((column) => columnReference(draft, file.name, column.header)),
    ),
  );
  const kept = Object.fromEntries(
    Object.entries(draft.columns).filter(([, text]) => known.has(text) || !before.has(text)),
  );
  const taken = new Set(Object.values(kept));
  const guessed = Object.entries(guessColumns(next)).filter(
    ([field, text]) => kept[field] === undefined && !taken.has(text) && !draft.settled.includes(text),
  );
  return { ...next, columns: { ...kept, ...Object.fromEntries(guessed) } };
}

function guessAnew(draft: Draft): Draft {
  return { ...draft, joins: guessJoins(draft), columns: guessColumns(draft) };
}

/** The surest column of every field over all files; the main file wins a tie. */
export function guessColumns(draft: Draft): Record<string, string> {
  const best = new Map<string, { reference: string; confidence: number }>();
  const headers = new Set<string>();
  draft.files.forEach((file) => {
    for (const column of file.look.columns) {
      if (headers.has(column.header)) continue;
      if (column.field === undefined) continue;
      const known = best.get(column.field);
      if (!known || column.confidence > known.confidence)
        best.set(column.field, {
          reference: columnReference(draft, file.name, column.header),
          confidence: column.confidence,
        });
    }
    for (const column of file.look.columns) headers.add(column.header);
  });
  return Object.fromEntries([...best].map(([field, { reference }]) => [field, reference]));
}

/** Each other file by the first of its columns that a file before it has, too. */
export function guessJoins(draft: Draft): Join[] {
  const [main, ...rest] = draft.files;
  if (!main) return [];
  const joined = [main];
  const joins: Join[] = [];
  let waiting = rest;
  for (let isMoving = true; isMoving && waiting.length > 0;) {
    isMoving = false;
    for (const file of waiting) {
      const pair = findPair(joined, file);
      if (!pair) continue;
      joins.push(pair);
      joined.push(file);
      waiting = waiting.filter((other) => other !== file);
      isMoving = true;
    }
  }
  return [
    ...joins,
    ...waiting.map((file) => ({ left: '', right: `${file.name}.${file.look.columns[0]?.header ?? ''}` })),
  ];
}

function findPair(joined: readonly DraftFile[], file: DraftFile): Join | undefined {
  for (const [place, column] of file.look.columns.entries()) {
    const isKey = place === 0 || /(?:^|[_\s])(?:id|code|код|номер|key)$|id$/i.test(column.header);
    if (!isKey || !isDistinct(file, place)) continue;
    for (const from of joined) {
      const left = from.look.columns.find((its) => its.header.toLowerCase() === column.header.toLowerCase());
      if (left) return { left: `${from.name}.${left.header}`, right: `${file.name}.${column.header}` };
    }
  }
  return undefined;
}

/** Whether no value of the column repeats in the first rows: only such a column can be the key of a joined file. */
function isDistinct(file: DraftFile, place: number): boolean {
  const values = file.look.rows.filter((row) => !row.totals).map((row) => row.cells[place] ?? '');
  return new Set(values).size === values.length;
}

/** What a saved mapping or a mapping file says, laid over the files of the draft: by name, by path, else in order. */
export function applyMapping(draft: Draft, mapping: Mapping, saved: string | undefined): Draft {
  const names = Object.keys(mapping.files);
  const left = [...draft.files];
  const take = (found: DraftFile | undefined): DraftFile | undefined =>
    found ? left.splice(left.indexOf(found), 1)[0] : undefined;
  const files = names.flatMap((name) => {
    const wanted = baseName(mapping.files[name]?.path ?? '');
    const file = take(left.find((one) => one.fileName === wanted || one.name === name) ?? left[0]);
    const { path: _path, ...told } = mapping.files[name] ?? { path: '' };
    return file ? [{ ...file, name, told }] : [];
  });
  const constants = Object.fromEntries(
    Object.entries(mapping.constants ?? {}).map(([key, value]) => [key, String(value)]),
  );
  return {
    ...draft,
    kind: mapping.kind,
    source: mapping.source ?? '',
    files,
    joins: mapping.join ?? [],
    columns: mapping.columns,
    constants,
    aliases: mapping.aliases ?? {},
    skip: mapping.skip ?? [],
    negativeQuantity: mapping.negativeQuantity ?? 'return',
    settled: Object.values(mapping.columns),
    saved,
  };
}

function baseName(path: string): string {
  return path.replaceAll('\\', '/').split('/').at(-1) ?? '';
}

/** Whether a value that came as data looks like a mapping; the server checks it for good. */
export function isMapping(value: unknown): value is Mapping {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'columns' in value &&
    'files' in value &&
    typeof value.columns === 'object' &&
    typeof value.files === 'object'
  );
}
