// Files -> the staging table of a kind, over one connection that holds the staging for itself.

import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Ctx } from '#platform/server/ctx.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import { currencyDigits } from '#platform/shared/money.ts';
import type { Mapping } from '../shared/mapping.ts';
import { refuse } from './errors.ts';
import type { ImportKind } from './kind.ts';
import { readForeign } from './reading/reader-process.ts';
import type { RowProblem, StageCounts } from './reading/task.ts';

export interface StageOptions {
  readonly mapping: Mapping;
  /** Absolute paths by the name of the file in the mapping. */
  readonly paths: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  onProgress?(bytes: number, rows: number): void;
}

export interface Staged {
  readonly counts: StageCounts;
  readonly problems: RowProblem[];
}

const lockKey = 5_724_881_302;

/** Does the work while no other import can use the staging: waits its turn, and lets go when the connection ends, whatever happens. */
export async function withStaging<T>(
  ctx: Ctx,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const { taken } = await exactlyOne(
      ctx.db,
      sql<{ taken: boolean }>`select pg_try_advisory_lock(${lockKey}) as taken`,
    );
    if (taken) break;
    await new Promise((resolve) => setTimeout(resolve, 300));
    signal?.throwIfAborted();
  }
  try {
    await run(ctx.db, sql`set statement_timeout = 0`);
    return await work();
  } finally {
    await run(ctx.db, sql`reset statement_timeout`);
    await run(ctx.db, sql`select pg_advisory_unlock(${lockKey})`);
  }
}

/** Empties the staging and fills it with the rows of the files. Nothing else is touched. */
export async function stageFiles(ctx: Ctx, kind: ImportKind, options: StageOptions): Promise<Staged> {
  await run(ctx.db, sql`select ${sql.raw(kind.clear)}()`);
  const problems: RowProblem[] = [];
  let counts: StageCounts | undefined;
  let gotColumns: (columns: readonly string[]) => void = () => {};
  const columns = new Promise<readonly string[]>((resolve) => (gotColumns = resolve));
  const ended = new AbortController();
  const reading = readForeign(
    {
      action: 'stage',
      paths: options.paths,
      mapping: options.mapping,
      kind: kind.spec,
      currencyDigits: currencyDigits(ctx.company.currency),
      timeZone: ctx.company.timeZone,
    },
    {
      signal: options.signal,
      onMessage: (message) => {
        if (message.type === 'columns') gotColumns(message.columns);
        else if (message.type === 'progress') options.onProgress?.(message.bytes, message.rows);
        else if (message.type === 'problems') for (const problem of message.problems) problems.push(problem);
        else if (message.type === 'staged') counts = message.counts;
      },
      onRows: async (rows) => {
        rows.once('end', () => gotColumns([]));
        rows.once('close', () => gotColumns([]));
        // Bytes may overtake the message with the columns: they wait in the pipe.
        const names = await columns;
        if (names.length === 0) return;
        const copy = ctx.db.client.query(
          copyFrom(
            `copy ${kind.staging} (${names.map((name) => ctx.db.client.escapeIdentifier(name)).join(', ')}) from stdin`,
          ),
        );
        await pipeline(rows, copy, { signal: ended.signal });
      },
    },
  );
  await reading;
  if (!counts) throw refuse('file_damaged');
  await run(ctx.db, sql`select ${sql.raw(kind.analyze)}()`);
  return { counts, problems };
}
