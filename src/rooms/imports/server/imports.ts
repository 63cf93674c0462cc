// Use cases of imports: start one, take one back.

import { recordChange } from '#platform/server/audit/audit.ts';
import { may, scopeOf } from '#platform/server/access/actor.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { run, sql } from '#platform/server/db/db.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import { publishEvent } from '#platform/server/outbox.ts';
import type { Mapping } from '../shared/mapping.ts';
import { readMapping } from '../shared/mapping.ts';
import type { KindSpec } from '../shared/kinds.ts';
import { refuse } from './errors.ts';
import { findImportKind, listImportKinds } from './kind.ts';
import type { ImportKind, UndoBlocker } from './kind.ts';
import { findRun, insertRun, lockRun, markUndone, setRunJob } from './runs.queries.ts';
import type { RunFile, RunOptions, RunRow } from './runs.queries.ts';

export interface ImportOrder {
  readonly mapping: unknown;
  readonly files: Readonly<Record<string, RunFile>>;
  readonly title: string;
  readonly options: RunOptions;
}

/** Kinds that the caller may bring: he needs the room's own right in the widest scope, since an import asks nobody whose record it is. */
export function listAllowedKinds(ctx: Pick<Ctx, 'actor' | 'services'>): ImportKind[] {
  if (!may(ctx.actor, 'imports', 'write')) return [];
  return listImportKinds(ctx.services).filter((kind) => scopeOf(ctx.actor, kind.resource, 'write') === 'all');
}

/** A valid mapping and its kind; refuses imports.mapping_invalid with the places, imports.not_allowed. */
export function checkMapping(
  ctx: Pick<Ctx, 'actor' | 'services'>,
  value: unknown,
): { mapping: Mapping; kind: KindSpec } {
  const all = listImportKinds(ctx.services).map((kind) => kind.spec);
  const found = readMapping(value, all);
  if ('errors' in found)
    throw refuse('mapping_invalid', {
      fields: found.errors.map((error) => ({
        path: error.place,
        problem: error.problem,
        data: { what: error.what },
      })),
    });
  if (!listAllowedKinds(ctx).some((kind) => kind.spec.kind === found.kind.kind))
    throw refuse('not_allowed', { kind: found.kind.kind });
  return found;
}

/** Writes the order of an import; answers its id. The caller performs it, or asks for the job. */
export async function orderImport(ctx: Ctx, order: ImportOrder): Promise<number> {
  const { mapping } = checkMapping(ctx, order.mapping);
  return insertRun(ctx, {
    kind: mapping.kind,
    source: mapping.source ?? 'file',
    title: order.title,
    mapping,
    files: order.files,
    options: order.options,
  });
}

/** Orders an import and asks for its job. */
export async function startImport(
  ctx: Ctx,
  order: ImportOrder,
): Promise<{ importId: number; jobId: number }> {
  const importId = await orderImport(ctx, order);
  const jobId = await enqueueJob(ctx, 'imports.run_import', { importId }, { dedupKey: String(importId) });
  await setRunJob(ctx.db, importId, jobId);
  return { importId, jobId };
}

/** The files of a run once more by its mapping, with other consents; only what came by the wizard is still kept. */
export async function repeatRun(
  ctx: Ctx,
  found: RunRow,
  consent: Partial<RunOptions>,
): Promise<{ importId: number; jobId: number }> {
  const { mapping, files, title, options } = found;
  if (!Object.values(files).every((file) => 'fileId' in file)) throw refuse('file_missing', { path: title });
  const started = await startImport(ctx, { mapping, files, title, options: { ...options, ...consent } });
  await recordChange(ctx, {
    entity: 'imports.run',
    entityId: started.importId,
    action: 'start',
    after: { title },
  });
  return started;
}

/** Takes an import back whole, or refuses imports.undo_blocked with the list of what stands on it. */
export async function undoImport(ctx: Ctx, importId: number): Promise<void> {
  const locked = await lockRun(ctx.db, importId);
  const found = await findRun(ctx.db, importId);
  if (!locked || !found) throw refuse('not_found');
  if (found.state === 'undone') throw refuse('undo_done');
  if (found.state !== 'published') throw refuse('not_finished');
  const kind = findImportKind(ctx.services, found.kind);
  if (!kind) throw refuse('unknown_kind', { kind: found.kind });
  if (scopeOf(ctx.actor, kind.resource, 'write') !== 'all') throw refuse('not_allowed', { kind: found.kind });
  await run(ctx.db, sql`set local statement_timeout = 0`);
  const blockers = await kind.undo(ctx, importId);
  if (blockers.length > 0)
    throw refuse('undo_blocked', { count: blockers.length, blockers: blockers.map(blockerText) });
  await markUndone(ctx.db, importId, ctx.actor.personId);
  await recordChange(ctx, {
    entity: 'imports.run',
    entityId: importId,
    action: 'undo',
    after: { kind: found.kind, title: found.title },
  });
  await publishEvent(ctx, 'imports.import_undone', {
    importId,
    kind: found.kind,
    firstDay: found.counts?.firstDay ?? null,
    lastDay: found.counts?.lastDay ?? null,
  });
}

/** 'customer cus_42 changed_later Лакомка': entity, id, why, name; the client words it. */
function blockerText(blocker: UndoBlocker): string {
  return `${blocker.entity} ${blocker.id} ${blocker.why} ${blocker.name}`;
}
