// The wizard's doings: uploads, reading files anew, saved mappings. The draft itself is plain data (draft.ts).

import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { request, upload } from '#platform/web/lib/client.ts';
import { query } from '#platform/web/lib/queries.ts';
import type { importKinds, lookAtFile, uploadFile } from '../../shared/contract.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { emptyDraft, missingFields } from '../draft.ts';
import type { Draft, DraftFile, Kind, Look, Told } from '../draft.ts';
import { addFiles, applyMapping, guessColumns, isMapping, nameOfFile, rereadFile } from '../draft-files.ts';

export interface Trouble {
  readonly name: string;
  readonly error: unknown;
}

export interface Wizard {
  readonly draft: Draft;
  readonly kinds: readonly Kind[];
  readonly kind: Kind | undefined;
  /** What is being read now, by the name of the file. */
  readonly busy: string | undefined;
  /** Files that were refused. */
  readonly troubles: readonly Trouble[];
  change(draft: Draft): void;
  /** Sends and reads files; answers whether every one was taken. */
  take(files: readonly File[]): Promise<boolean>;
  retell(name: string, told: Told): Promise<void>;
  changeKind(kind: string): Promise<void>;
  apply(mapping: Mapping, saved: string | undefined): Promise<void>;
}

export function useWizard(): Wizard {
  const { data } = useQuery(query<typeof importKinds>('/api/imports/kinds', {}));
  const [draft, setDraft] = useState(emptyDraft);
  const kinds = data?.kinds ?? noKinds;
  const { busy, troubles, forget, guard } = useGuard();
  const take = useCallback(
    async (files: readonly File[]): Promise<boolean> => {
      forget();
      const taken = await takeIn(draft, files, kinds, guard);
      setDraft(taken.draft);
      return taken.isWhole;
    },
    [draft, kinds, forget, guard],
  );
  const retell = async (name: string, told: Told): Promise<void> => {
    const file = draft.files.find((one) => one.name === name);
    if (!file) return;
    forget();
    await guard(file.fileName, async () =>
      setDraft(rereadFile(draft, name, told, await look(file.upload, told, draft.kind))),
    );
  };
  const changeKind = async (kind: string): Promise<void> => {
    await guard(draft.files[0]?.fileName ?? '', async () => {
      const next = await readAll({
        ...draft,
        kind,
        settled: [],
        saved: undefined,
        constants: {},
        aliases: {},
      });
      setDraft({ ...next, columns: guessColumns(next) });
    });
  };
  const apply = async (mapping: Mapping, saved: string | undefined): Promise<void> => {
    await guard(draft.files[0]?.fileName ?? '', async () =>
      setDraft(await readAll(applyMapping(draft, mapping, saved))),
    );
  };
  return {
    draft,
    kinds,
    kind: kinds.find((one) => one.kind === draft.kind),
    busy,
    troubles,
    change: setDraft,
    take,
    retell,
    changeKind,
    apply,
  };
}

/** Runs work with a file under its name: shown while it goes on, kept as a trouble when it was refused. */
type Guard = (name: string, work: () => Promise<void>) => Promise<boolean>;

function useGuard() {
  const [busy, setBusy] = useState<string>();
  const [troubles, setTroubles] = useState<readonly Trouble[]>([]);
  const guard: Guard = useCallback(async (name, work) => {
    setBusy(name);
    try {
      await work();
      return true;
    } catch (error) {
      setTroubles((before) => [...before, { name, error }]);
      return false;
    } finally {
      setBusy(undefined);
    }
  }, []);
  const forget = useCallback(() => setTroubles([]), []);
  return { busy, troubles, forget, guard };
}

/** Sends files and puts them into the draft, with the mapping that came with them or is remembered for the first one. */
async function takeIn(
  draft: Draft,
  files: readonly File[],
  kinds: readonly Kind[],
  guard: Guard,
): Promise<{ draft: Draft; isWhole: boolean }> {
  const mappings: Mapping[] = [];
  const added: DraftFile[] = [];
  let isWhole = true;
  for (const file of files) {
    const isTaken = await guard(file.name, async () => {
      const mapping = await readMappingFile(file);
      if (mapping) mappings.push(mapping);
      else added.push(await sendFile(file, [...draft.files, ...added], draft.kind || undefined));
    });
    isWhole = isWhole && isTaken;
  }
  let next = draft;
  if (added.length > 0) next = await agreeOnKind(addFiles(next, added), kinds);
  const [told] = mappings;
  const remembered =
    draft.files.length === 0 && next.files.length === 1 ? next.files[0]?.look.saved[0] : undefined;
  if (told && next.files.length > 0) next = await readAll(applyMapping(next, told, undefined));
  else if (remembered && isMapping(remembered.mapping))
    next = await readAll(applyMapping(next, remembered.mapping, remembered.name));
  return { draft: next, isWhole: isWhole && added.length > 0 };
}

const noKinds: readonly Kind[] = [];

function look(upload: string, told: Told, kind: string | undefined): Promise<Look> {
  return request<typeof lookAtFile>('POST', '/api/imports/looks', {
    body: { upload, told, ...(kind === undefined || kind === '' ? {} : { kind }) },
  });
}

/** Reads all files again with the kind and what was told. */
async function readAll(draft: Draft): Promise<Draft> {
  const files = await Promise.all(
    draft.files.map(async (file) => ({ ...file, look: await look(file.upload, file.told, draft.kind) })),
  );
  return { ...draft, files };
}

/** Files that belong together are read as one kind: as sales where all that sales need is there, else as the main file's. */
async function agreeOnKind(draft: Draft, kinds: readonly Kind[]): Promise<Draft> {
  if (draft.files.length === 1) return draft;
  const sales = kinds.find((kind) => kind.kind === 'settlements');
  if (sales && draft.kind !== sales.kind) {
    const tried = await readAll({ ...draft, kind: sales.kind });
    const guessed = { ...tried, columns: guessColumns(tried) };
    if (missingFields(guessed, sales).length === 0) return guessed;
  }
  if (draft.files.every((file) => file.look.kind === draft.kind)) return draft;
  const next = await readAll(draft);
  return { ...next, columns: guessColumns(next) };
}

async function sendFile(
  file: File,
  known: readonly DraftFile[],
  kind: string | undefined,
): Promise<DraftFile> {
  const form = new FormData();
  form.set('file', file, file.name);
  const sent = await upload<typeof uploadFile>('POST', '/api/imports/uploads', form);
  const found = await look(sent.upload, {}, kind);
  return {
    name: nameOfFile(
      sent.name,
      known.map((one) => one.name),
    ),
    upload: sent.upload,
    fileName: sent.name,
    size: sent.size,
    told: {},
    look: found,
  };
}

/** A mapping file may be dropped with the data; any other JSON goes the way of a foreign file. */
async function readMappingFile(file: File): Promise<Mapping | undefined> {
  if (!file.name.toLowerCase().endsWith('.json') || file.size > 1_000_000) return undefined;
  try {
    const value: unknown = JSON.parse(await file.text());
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
