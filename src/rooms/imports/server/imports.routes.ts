// Contract -> use case.

import type { Ctx } from '#platform/server/ctx.ts';
import { scopeOf } from '#platform/server/access/actor.ts';
import { recordChange } from '#platform/server/audit/audit.ts';
import { blobStoreKey } from '#platform/server/files/blobs.ts';
import { downloadHeaders, findFile } from '#platform/server/files/files.ts';
import { cancelJob } from '#platform/server/jobs/jobs.ts';
import { route, routeApart } from '#platform/server/room.ts';
import type { Route } from '#platform/server/room.ts';
import { textsKey } from '#platform/server/texts.ts';
import { jobIds } from '#platform/shared/contracts/common.ts';
import type { BodyOf, ReplyOf } from '#platform/shared/endpoint.ts';
import {
  cancelImport,
  checkImport,
  deleteMapping,
  downloadRejects,
  importIds,
  importKinds,
  listImports,
  listMappings,
  lookAtFile,
  mappingIds,
  repeatImport,
  showImport,
  startImportEndpoint,
  undoImportEndpoint,
  uploadFile,
  uploadIds,
} from '../shared/contract.ts';
import { refuse } from './errors.ts';
import { listAllowedKinds, repeatRun, startImport, undoImport } from './imports.ts';
import { findImportKind } from './kind.ts';
import {
  deleteMapping as removeMapping,
  listMappings as readMappings,
  saveMapping,
} from './mappings.queries.ts';
import { findRun, listRuns, markRun } from './runs.queries.ts';
import type { ImportCounts, RunRow } from './runs.queries.ts';
import { ownUpload, receiveUpload } from './uploads.ts';
import { checkUploads, lookAtUpload } from './wizard.ts';

export const importRoutes: readonly Route[] = [
  route(importKinds, async (ctx) => ({ kinds: listAllowedKinds(ctx).map(presentKind) })),
  routeApart(uploadFile, (ctx, _input, raw) => receiveUpload(ctx, raw)),
  routeApart(lookAtFile, (ctx, { body }) => lookAtUpload(ctx, body)),
  routeApart(checkImport, (ctx, { body }) => checkUploads(ctx, body)),
  route(startImportEndpoint, (ctx, { body }) => startFromWizard(ctx, body)),
  route(listImports, async (ctx, { query }) => {
    const limit = query.limit ?? 50;
    const found = await listRuns(
      ctx.db,
      query.before === undefined ? undefined : importIds.read(query.before),
      limit + 1,
    );
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      imports: shown.map((run) => present(ctx, run)),
      ...(found.length > limit && last ? { next: importIds.write(last.id) } : {}),
    };
  }),
  route(showImport, async (ctx, { params }) => present(ctx, await getRun(ctx, params.id))),
  route(cancelImport, async (ctx, { params }) => {
    const found = await getRun(ctx, params.id);
    if (found.jobId !== null) await cancelJob(ctx.db, found.jobId);
    if (found.state === 'waiting') await markRun(ctx.db, found.id, 'cancelled');
    await recordChange(ctx, { entity: 'imports.run', entityId: found.id, action: 'cancel' });
    return {};
  }),
  route(repeatImport, async (ctx, { params, body }) => {
    const { importId, jobId } = await repeatRun(ctx, await getRun(ctx, params.id), body);
    return { id: importIds.write(importId), job: jobIds.write(jobId) };
  }),
  route(undoImportEndpoint, async (ctx, { params }) => {
    const found = await getRun(ctx, params.id);
    await undoImport(ctx, found.id);
    return present(ctx, await getRun(ctx, params.id));
  }),
  route(downloadRejects, async (ctx, { params }, { reply }) => {
    const found = await getRun(ctx, params.id);
    const file = found.rejectsFileId === null ? undefined : await findFile(ctx, found.rejectsFileId);
    if (!file) throw refuse('not_found');
    return reply.headers(downloadHeaders(file)).send(ctx.services.get(blobStoreKey).read(file.blob));
  }),
  route(listMappings, async (ctx) => ({
    mappings: (await readMappings(ctx.db)).map(({ id, name, kind, mapping, usedAt }) => ({
      id: mappingIds.write(id),
      name,
      kind,
      mapping,
      usedAt: usedAt.toISOString(),
    })),
  })),
  route(deleteMapping, async (ctx, { params }) => {
    const id = mappingIds.read(params.id);
    if (id === undefined || (await removeMapping(ctx.db, id)) === 0) throw refuse('not_found');
    await recordChange(ctx, { entity: 'imports.mapping', entityId: id, action: 'delete' });
    return {};
  }),
];

async function startFromWizard(
  ctx: Ctx,
  body: BodyOf<typeof startImportEndpoint>,
): Promise<ReplyOf<typeof startImportEndpoint>> {
  const files: Record<string, { fileId: number }> = {};
  const titles: string[] = [];
  for (const name of Object.keys(body.mapping.files)) {
    const given = body.uploads.find((upload) => upload.name === name);
    const file = given && (await ownUpload(ctx, given.upload));
    if (!file) throw refuse('file_missing', { path: name });
    files[name] = { fileId: file.id };
    titles.push(file.name);
  }
  const options = { replaceChanged: body.replaceChanged ?? false, overwrite: body.overwrite ?? false };
  const { importId, jobId } = await startImport(ctx, {
    mapping: body.mapping,
    files,
    title: titles.join(', '),
    options,
  });
  if (body.saveAs !== undefined)
    await saveMapping(ctx, { name: body.saveAs, shape: body.shape ?? '', mapping: body.mapping });
  await recordChange(ctx, {
    entity: 'imports.run',
    entityId: importId,
    action: 'start',
    after: {
      title: titles.join(', '),
      uploads: body.uploads.map((upload) => uploadIds.read(upload.upload) ?? 0),
    },
  });
  return { id: importIds.write(importId), job: jobIds.write(jobId) };
}

async function getRun(ctx: Ctx, id: string): Promise<RunRow> {
  const number = importIds.read(id);
  const found = number === undefined ? undefined : await findRun(ctx.db, number);
  if (!found) throw refuse('not_found');
  return found;
}

function present(ctx: Ctx, found: RunRow): ReplyOf<typeof showImport> {
  const kind = findImportKind(ctx.services, found.kind);
  const allowed =
    scopeOf(ctx.actor, 'imports', 'write') !== 'none' &&
    kind !== undefined &&
    scopeOf(ctx.actor, kind.resource, 'write') === 'all';
  const active = found.state === 'waiting' || found.state === 'reading';
  return {
    id: importIds.write(found.id),
    kind: found.kind,
    source: found.source,
    title: found.title,
    state: found.state,
    ...(found.counts ? { counts: presentCounts(found.counts, allowed) } : {}),
    ...(found.error
      ? {
          error: {
            code: found.error.code,
            message: ctx.services.get(textsKey)(
              ctx.actor.language,
              `refusal.${found.error.code}`,
              plainValues(found.error.data),
            ),
          },
        }
      : {}),
    ...(found.personName === null ? {} : { person: found.personName }),
    ...(found.jobId === null ? {} : { job: jobIds.write(found.jobId) }),
    hasRejects: found.rejectsFileId !== null,
    createdAt: found.createdAt.toISOString(),
    ...(found.publishedAt ? { publishedAt: found.publishedAt.toISOString() } : {}),
    ...(found.undoneAt ? { undoneAt: found.undoneAt.toISOString() } : {}),
    may: {
      undo: allowed && found.state === 'published',
      cancel: allowed && active,
      repeat: allowed && !active && Object.values(found.files).every((file) => 'fileId' in file),
    },
  };
}

/** Changed rows show amounts, so only those who may replace them see them. */
function presentCounts(
  { differences, created, ...counts }: ImportCounts,
  isShown: boolean,
): NonNullable<ReplyOf<typeof showImport>['counts']> {
  const shown =
    isShown && differences ? differences.map((one) => ({ ...one, fields: [...one.fields] })) : undefined;
  return { ...counts, created: { ...created }, ...(shown ? { differences: shown } : {}) };
}

function plainValues(data: Readonly<Record<string, unknown>> | undefined): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(data ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
    ),
  );
}

function presentKind({
  spec,
}: ReturnType<typeof listAllowedKinds>[number]): ReplyOf<typeof importKinds>['kinds'][number] {
  return {
    kind: spec.kind,
    label: spec.label,
    oneOf: spec.oneOf.map((group) => [...group]),
    fields: spec.fields.map((field) => ({
      key: field.key,
      label: field.label,
      type: field.type,
      required: field.required ?? false,
      open: field.open ?? false,
      otherwise: [...(field.otherwise ?? [])],
    })),
  };
}
