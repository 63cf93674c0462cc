// One import from its files to its published rows. It may be killed at any line: until the one transaction that publishes, nothing but staging was touched.

import { stat } from 'node:fs/promises';
import { AppError } from '#platform/shared/refusals.ts';
import { blobStoreKey } from '#platform/server/files/blobs.ts';
import { findFile, storeFile } from '#platform/server/files/files.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { recordChange } from '#platform/server/audit/audit.ts';
import { run, sql } from '#platform/server/db/db.ts';
import { publishEvent } from '#platform/server/outbox.ts';
import { refuse } from './errors.ts';
import { findImportKind } from './kind.ts';
import type { ImportKind, Published } from './kind.ts';
import type { RowProblem } from './reading/task.ts';
import { rejectsCsv } from './rejects.ts';
import { findRun, lockRun, markRun, setRejectsFile } from './runs.queries.ts';
import type { ImportCounts, RunRow } from './runs.queries.ts';
import { stageFiles, withStaging } from './stage.ts';
import type { Staged } from './stage.ts';

/** Who drives the import: a job of the worker, or the command line. */
export interface Driver {
  readonly signal?: AbortSignal | undefined;
  step<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  read<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  progress(done: number, total?: number, stage?: string): void;
}

export interface Performed {
  readonly counts: ImportCounts;
  readonly problems: readonly RowProblem[];
}

/** Reads, checks, matches and publishes a run. A run that is published already answers its counts. */
export async function performImport(driver: Driver, importId: number): Promise<Performed> {
  try {
    const prepared = await driver.read((ctx) => prepare(ctx, importId));
    if (prepared.done) return await resumePublished(driver, prepared, prepared.done);
    const performed = await driver.read((ctx) =>
      withStaging(ctx, driver.signal, () => stageAndPublish(driver, ctx, prepared)),
    );
    if (performed.problems.length > 0)
      await driver.read((ctx) => keepRejects(ctx, importId, performed.problems));
    return performed;
  } catch (error) {
    const refusal = error instanceof AppError ? error : faultOf(driver);
    if (refusal) await driver.read((ctx) => markFailed(ctx, importId, refusal));
    throw error;
  }
}

/** Published before a kill, but its file of bad rows was not yet written: the files are read once more for it. */
async function resumePublished(driver: Driver, prepared: Prepared, counts: ImportCounts): Promise<Performed> {
  const { run: asked, kind, paths } = prepared;
  if (counts.rejected === 0 || asked.rejectsFileId !== null || asked.state === 'undone')
    return { counts, problems: [] };
  const { problems } = await driver.read((ctx) =>
    withStaging(ctx, driver.signal, () =>
      stageFiles(ctx, kind, { mapping: asked.mapping, paths, signal: driver.signal, onProgress: () => {} }),
    ),
  );
  await driver.step((ctx) => keepRejects(ctx, asked.id, problems));
  return { counts, problems };
}

interface Prepared {
  readonly done: ImportCounts | undefined;
  readonly run: RunRow;
  readonly kind: ImportKind;
  readonly paths: Readonly<Record<string, string>>;
  /** Bytes of all files, for the progress. */
  readonly bytes: number;
}

async function prepare(ctx: Ctx, importId: number): Promise<Prepared> {
  const found = await findRun(ctx.db, importId);
  if (!found) throw refuse('not_found');
  const kind = findImportKind(ctx.services, found.kind);
  if (!kind) throw refuse('unknown_kind', { kind: found.kind });
  const done =
    found.state === 'published' || found.state === 'undone' ? (found.counts ?? undefined) : undefined;
  const paths = await pathsOf(ctx, found);
  let bytes = 0;
  for (const path of Object.values(paths))
    bytes += await stat(path).then(
      (stats) => stats.size,
      () => 0,
    );
  if (!done) await markRun(ctx.db, importId, 'reading');
  return { done, run: found, kind, paths, bytes };
}

async function pathsOf(ctx: Ctx, found: RunRow): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  for (const [name, file] of Object.entries(found.files)) {
    if ('path' in file) {
      paths[name] = file.path;
      continue;
    }
    const stored = await findFile(ctx, file.fileId);
    if (!stored) throw refuse('file_missing', { path: name });
    paths[name] = ctx.services.get(blobStoreKey).pathOf(stored.blob);
  }
  return paths;
}

async function stageAndPublish(
  driver: Driver,
  holder: Ctx,
  { run: asked, kind, paths, bytes }: Prepared,
): Promise<Performed> {
  const staged = await stageFiles(holder, kind, {
    mapping: asked.mapping,
    paths,
    signal: driver.signal,
    onProgress: (done) => driver.progress(Math.min(done, bytes), bytes, 'imports.stage.reading'),
  });
  driver.signal?.throwIfAborted();
  driver.progress(bytes, bytes, 'imports.stage.publishing');
  return driver.step((ctx) => publish(ctx, asked, kind, staged));
}

/** The one transaction: the rows of the room, the run, the audit and the event, all or nothing. */
async function publish(ctx: Ctx, asked: RunRow, kind: ImportKind, staged: Staged): Promise<Performed> {
  const locked = await lockRun(ctx.db, asked.id);
  if (!locked || locked.state === 'published' || locked.state === 'undone' || locked.state === 'cancelled')
    throw refuse('busy');
  await run(ctx.db, sql`set local statement_timeout = 0`);
  await run(ctx.db, sql`set local work_mem = '192MB'`);
  const published = await kind.publish(ctx, { importId: asked.id, source: asked.source, ...asked.options });
  const counts = addUp(staged, published);
  await markRun(ctx.db, asked.id, 'published', { counts });
  await recordChange(ctx, {
    entity: 'imports.run',
    entityId: asked.id,
    action: 'import',
    after: { kind: asked.kind, title: asked.title, source: asked.source },
    counts: {
      read: counts.read,
      imported: counts.imported,
      skipped: counts.skipped,
      rejected: counts.rejected,
      customers: counts.customers,
      products: counts.products,
      settlements: counts.settlements,
    },
  });
  await publishEvent(ctx, 'imports.import_published', {
    importId: asked.id,
    kind: asked.kind,
    firstDay: counts.firstDay ?? null,
    lastDay: counts.lastDay ?? null,
  });
  return { counts, problems: [...staged.problems, ...published.problems].sort((a, b) => a.line - b.line) };
}

function addUp(staged: Staged, { counts, problems }: Published): ImportCounts {
  const { read, skipped, rejected } = staged.counts;
  const found = new Set(problems.map((problem) => problem.line)).size;
  return {
    read,
    imported: counts.imported,
    unchanged: counts.unchanged,
    changed: counts.changed,
    skipped,
    rejected: rejected + found,
    customers: counts.customers,
    products: counts.products,
    settlements: counts.settlements,
    created: counts.created,
    firstDay: counts.firstDay,
    lastDay: counts.lastDay,
    differences: counts.differences,
  };
}

async function keepRejects(ctx: Ctx, importId: number, problems: readonly RowProblem[]): Promise<void> {
  const file = await storeFile(
    ctx,
    {
      name: `import-${importId}-rejected.csv`,
      mediaType: 'text/csv; charset=utf-8',
      purpose: 'imports.rejects',
      limit: 256 * 1024 * 1024,
    },
    rejectsCsv(ctx, problems),
  );
  await setRejectsFile(ctx.db, importId, file.id);
}

/** A fault shows as a failed run until the job tries again; a program that stops or lost its lease leaves the run to its heir. */
function faultOf({ signal }: Driver): AppError | undefined {
  if (!signal?.aborted) return new AppError('platform.internal', 500);
  return signal.reason instanceof AppError ? signal.reason : undefined;
}

async function markFailed(ctx: Ctx, importId: number, error: AppError): Promise<void> {
  const found = await findRun(ctx.db, importId);
  if (!found || found.state === 'published' || found.state === 'undone') return;
  const cancelled = error.code === 'platform.job_cancelled' || error.code === 'imports.cancelled';
  await markRun(
    ctx.db,
    importId,
    cancelled ? 'cancelled' : 'failed',
    cancelled ? {} : { error: { code: error.code, data: error.data } },
  );
}
