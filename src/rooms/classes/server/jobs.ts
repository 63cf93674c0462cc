// Background work of `classes`: recalculation after new data, at the start of the program and on every new day.

import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { today, type Ctx } from '#platform/server/ctx.ts';
import type { StartContext } from '#platform/server/room.ts';
import type { Day } from '#platform/shared/days.ts';
import { recalculate } from './recalculate.ts';

export const jobs: Readonly<Record<string, JobHandler>> = { 'classes.recalculate': recalculate };

/** Asked in the transaction that brought the data; `firstDay` tells whether history already told is touched. */
export async function askForRecalculation(
  ctx: Ctx,
  cause: { readonly key: string; readonly firstDay?: string | null },
): Promise<number> {
  return enqueueJob(ctx, 'classes.recalculate', { firstOn: cause.firstDay ?? null }, { dedupKey: cause.key });
}

const firstAskMs = 3000;
const askEveryMs = 15 * 60_000;

/**
 * Categories and windows move with the calendar: asks once at the start and then on every new day of the company; on the 1st that also
 * writes the month's classes. What a failed job left undone is made up for at the next start or day. Answers how to stop.
 */
export function startDaily({
  database,
  makeCtx,
  log,
}: Pick<StartContext, 'database' | 'makeCtx' | 'log'>): () => void {
  let askedOn: Day | undefined;
  const ask = () => {
    const asking = database.transaction(async (db) => {
      const ctx = await makeCtx(db, { personId: undefined, requestId: 'classes-daily' });
      if (today(ctx) === askedOn) return;
      await askForRecalculation(ctx, { key: `day_${today(ctx)}` });
      askedOn = today(ctx);
    });
    asking.catch((error: unknown) =>
      log.warn({ err: error }, 'the recalculation of classes was not asked for'),
    );
  };
  const timers = [setTimeout(ask, firstAskMs), setInterval(ask, askEveryMs)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach((timer) => clearTimeout(timer));
}
