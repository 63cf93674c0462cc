// Files on their way in: kept among the platform's files until they are imported.

import type { RawExchange } from '#platform/server/room.ts';
import type { ApartCtx } from '#platform/server/room.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { blobStoreKey } from '#platform/server/files/blobs.ts';
import { findFile, storeFile } from '#platform/server/files/files.ts';
import type { FileRow } from '#platform/server/files/files.ts';
import { uploadIds } from '../shared/contract.ts';
import { refuse } from './errors.ts';

const purpose = 'imports.source';
/** 10,000,000 lines of 60 characters fit several times. */
const limit = 2 * 1024 ** 3;

export async function receiveUpload(
  ctx: ApartCtx,
  raw: RawExchange,
): Promise<{ upload: string; name: string; size: number }> {
  if (!raw.request.isMultipart()) throw refuse('upload_missing');
  const part = await raw.request.file();
  if (!part) throw refuse('upload_missing');
  const file = await ctx.transaction((inner) =>
    storeFile(
      inner,
      { name: part.filename, mediaType: 'application/octet-stream', purpose, limit },
      part.file,
    ),
  );
  if (part.file.truncated) throw refuse('upload_too_large');
  return { upload: uploadIds.write(file.id), name: file.name, size: Number(file.size) };
}

/** An upload of the caller's own; foreign and missing alike are not found. */
export async function ownUpload(ctx: Ctx, upload: string): Promise<FileRow> {
  const id = uploadIds.read(upload);
  const file = id === undefined ? undefined : await findFile(ctx, id);
  if (!file || file.purpose !== purpose || (file.personId ?? undefined) !== ctx.actor.personId)
    throw refuse('not_found');
  return file;
}

export function uploadPath(ctx: Pick<Ctx, 'services'>, file: FileRow): string {
  return ctx.services.get(blobStoreKey).pathOf(file.blob);
}
