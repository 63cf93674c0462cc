// What an import leaves to do (classes, history) is done before the command ends, unless another program's worker does it.

import { rows, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';
import { isWorkerPresent } from '#platform/server/jobs/presence.ts';
import type { Program } from '../program.ts';
import { note, progressLine } from './command.ts';

const lookEveryMs = 200;

/** Delivers the events and runs the jobs that are due, with progress on a terminal. What failed is tried again at the next start. */
export async function settle(program: Program, signal?: AbortSignal): Promise<void> {
  if (await isWorkerPresent(program.database)) {
    note('the program that is running on these data computes the classes');
    return;
  }
  const worker = program.startWorker();
  const stopped = new Promise<void>((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  const stopShowing = showProgress(program);
  try {
    if (signal?.aborted !== true) await Promise.race([worker.drain(), stopped]);
  } finally {
    await stopShowing();
    await worker.stop();
  }
  if (await program.database.read(isAnythingLeft))
    note('not everything could be computed; it is tried again at the next start');
}

function showProgress(program: Program): () => Promise<void> {
  const show = progressLine('computing classes');
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const found = await program.database.read((db) =>
      rows(
        db,
        sql<{ done: number; total: number | null }>`
          select progress_done as done, progress_total as total from platform.job where state = 'running' order by id limit 1`,
      ),
    );
    for (const { done, total } of found) show(Number(done), Number(total ?? 0));
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch(() => {})
      .finally(() => (looking = undefined));
  }, lookEveryMs);
  return async () => {
    clearInterval(timer);
    await looking;
    show(1, 1);
  };
}

async function isAnythingLeft(db: Db): Promise<boolean> {
  const left = await rows(
    db,
    sql`select 1 from platform.outbox_event where dispatched_at is null
         union all select 1 from platform.job where name = 'classes.recalculate' and state in ('waiting', 'running') limit 1`,
  );
  return left.length > 0;
}
