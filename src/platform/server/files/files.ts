// Files of the product: a row that says what it is, a blob that holds the bytes.

import type { Readable } from 'node:stream';
import type { Ctx } from '../ctx.ts';
import { exactlyOne, one, sql } from '../db/db.ts';
import { blobStoreKey } from './blobs.ts';

export interface FileRow {
  readonly id: number;
  readonly blob: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: bigint;
  readonly sha256: Buffer;
  readonly purpose: string;
  readonly personId: number | null;
}

export interface NewFile {
  /** As the sender called it; shown, never used as a path. */
  readonly name: string;
  readonly mediaType: string;
  /** What it is for, such as 'imports.source'. */
  readonly purpose: string;
  /** Most bytes to take. */
  readonly limit: number;
}

/** Stores a stream. The blob is written before the row; a blob without a row is cleaned up a day later. Refuses `platform.too_large`. */
export async function storeFile(
  ctx: Ctx,
  file: NewFile,
  source: Readable | AsyncIterable<Buffer>,
): Promise<FileRow> {
  const stored = await ctx.services.get(blobStoreKey).write(source, file.limit);
  const name = file.name.replaceAll('\u0000', '').slice(-255) || 'file';
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into platform.file (blob, name, media_type, size, sha256, purpose, person_id)
      values (${stored.blob}, ${name}, ${file.mediaType}, ${stored.size}, ${stored.sha256}, ${file.purpose}, ${ctx.actor.personId ?? null})
      returning id`,
  );
  return {
    id,
    blob: stored.blob,
    name,
    mediaType: file.mediaType,
    size: BigInt(stored.size),
    sha256: stored.sha256,
    purpose: file.purpose,
    personId: ctx.actor.personId ?? null,
  };
}

export function findFile(ctx: Pick<Ctx, 'db'>, id: number): Promise<FileRow | undefined> {
  return one(
    ctx.db,
    sql<FileRow>`
      select id, blob, name, media_type as "mediaType", size, sha256, purpose, person_id as "personId"
        from platform.file where id = ${id} and removed_at is null`,
  );
}

/** Headers of a download: always an attachment, never sniffed, sandboxed. */
export function downloadHeaders(file: {
  readonly name: string;
  readonly mediaType: string;
}): Record<string, string> {
  const plain = file.name.replace(/[^\w.-]+/g, '_');
  return {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': `default-src 'none'; sandbox`,
    'x-content-type-options': 'nosniff',
  };
}
