// The rows of imports: what was asked, how it went.

import type { Ctx } from '#platform/server/ctx.ts';
import type { Db } from '#platform/server/db/db.ts';
import { exactlyOne, one, rows, run, sql } from '#platform/server/db/db.ts';
import type { Difference } from './kind.ts';
import type { Mapping } from '../shared/mapping.ts';

export type RunState = 'waiting' | 'reading' | 'publishing' | 'published' | 'failed' | 'cancelled' | 'undone';

export interface RunOptions {
  readonly replaceChanged: boolean;
  readonly overwrite: boolean;
}

/** A file of the command line by its path, or one of the wizard by its id. */
export type RunFile = { readonly path: string } | { readonly fileId: number };

export interface ImportCounts {
  readonly read: number;
  readonly imported: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly customers: number;
  readonly products: number;
  readonly settlements: number;
  readonly created: Readonly<Record<string, number>>;
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
  readonly differences?: readonly Difference[] | undefined;
}

export interface RunRow {
  readonly id: number;
  readonly kind: string;
  readonly source: string;
  readonly title: string;
  readonly mapping: Mapping;
  readonly files: Readonly<Record<string, RunFile>>;
  readonly options: RunOptions;
  readonly state: RunState;
  readonly counts: ImportCounts | null;
  readonly error: { readonly code: string; readonly data?: Readonly<Record<string, unknown>> } | null;
  readonly rejectsFileId: number | null;
  readonly personId: number | null;
  readonly personName: string | null;
  readonly jobId: number | null;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly undoneAt: Date | null;
}

const columns =
  sql.raw(`r.id, r.kind, r.source, r.title, r.mapping, r.files, r.options, r.state, r.counts, r.error, r.rejects_file_id as "rejectsFileId", r.person_id as "personId",
  p.name as "personName", r.job_id as "jobId", r.created_at as "createdAt", r.published_at as "publishedAt", r.undone_at as "undoneAt"`);

export interface NewRun {
  readonly kind: string;
  readonly source: string;
  readonly title: string;
  readonly mapping: Mapping;
  readonly files: Readonly<Record<string, RunFile>>;
  readonly options: RunOptions;
}

export async function insertRun(ctx: Ctx, order: NewRun): Promise<number> {
  const { id } = await exactlyOne(
    ctx.db,
    sql<{ id: number }>`
      insert into imports.run (kind, source, title, mapping, files, options, person_id)
      values (${order.kind}, ${order.source}, ${order.title.slice(0, 400)}, ${JSON.stringify(order.mapping)}, ${JSON.stringify(order.files)}, ${JSON.stringify(order.options)}, ${ctx.actor.personId ?? null})
      returning id`,
  );
  return id;
}

export function findRun(db: Db, id: number): Promise<RunRow | undefined> {
  return one(
    db,
    sql<RunRow>`select ${columns} from imports.run r left join platform.person p on p.id = r.person_id where r.id = ${id}`,
  );
}

export function lockRun(db: Db, id: number): Promise<{ state: RunState } | undefined> {
  return one(db, sql<{ state: RunState }>`select state from imports.run where id = ${id} for update`);
}

export function listRuns(db: Db, before: number | undefined, limit: number): Promise<RunRow[]> {
  return rows(
    db,
    sql<RunRow>`select ${columns} from imports.run r left join platform.person p on p.id = r.person_id
                 where ${before ?? null}::int is null or r.id < ${before ?? null}::int order by r.id desc limit ${limit}`,
  );
}

export async function markRun(
  db: Db,
  id: number,
  state: RunState,
  kept: { counts?: ImportCounts; error?: { code: string; data?: Readonly<Record<string, unknown>> } } = {},
): Promise<void> {
  await run(
    db,
    sql`update imports.run
           set state = ${state}, counts = coalesce(${kept.counts ? JSON.stringify(kept.counts) : null}, counts), error = ${kept.error ? JSON.stringify(kept.error) : null},
               published_at = case when ${state} = 'published' then now() else published_at end
         where id = ${id}`,
  );
}

export async function markUndone(db: Db, id: number, personId: number | undefined): Promise<void> {
  await run(
    db,
    sql`update imports.run set state = 'undone', undone_at = now(), undone_by = ${personId ?? null} where id = ${id}`,
  );
}

export async function setRunJob(db: Db, id: number, jobId: number): Promise<void> {
  await run(db, sql`update imports.run set job_id = ${jobId} where id = ${id}`);
}

export async function setRejectsFile(db: Db, id: number, fileId: number): Promise<void> {
  await run(db, sql`update imports.run set rejects_file_id = ${fileId} where id = ${id}`);
}
