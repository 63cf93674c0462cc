// Background work of `classes`: recalculation on demand, and once a day, because categories and windows move with the calendar.

import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { today, type Ctx } from '#platform/server/ctx.ts';
import { addDays, dayInZone, type Day } from '#platform/shared/days.ts';
import { recalculate } from './recalculate.ts';

/** Each daily run asks for the next one; the first is asked for by the first import. On the 1st it also writes the month's classes. */
export const jobs: Readonly<Record<string, JobHandler>> = {
  'classes.recalculate': async (job) => {
    const result = await recalculate(job);
    await job.step(askForTomorrow);
    return result;
  },
  'classes.recalculate_daily': async (job) => {
    await job.step(askForTomorrow);
    return recalculate(job);
  },
};

/** Asked in the transaction that brought the data; `firstDay` tells whether history already told is touched. */
export async function askForRecalculation(
  ctx: Ctx,
  cause: { readonly key: string; readonly firstDay?: string | null },
): Promise<number> {
  return enqueueJob(ctx, 'classes.recalculate', { firstOn: cause.firstDay ?? null }, { dedupKey: cause.key });
}

async function askForTomorrow(ctx: Ctx): Promise<void> {
  const next = addDays(today(ctx), 1);
  await enqueueJob(
    ctx,
    'classes.recalculate_daily',
    {},
    { dedupKey: next, runAt: beginningOf(next, ctx.company.timeZone) },
  );
}

/** The first quarter of an hour that belongs to the day in that zone. */
export function beginningOf(on: Day, timeZone: string): Date {
  const noon = Date.parse(`${on}T12:00:00Z`);
  const quarter = 15 * 60_000;
  for (let moment = noon - 28 * 3_600_000; moment < noon; moment += quarter) {
    if (dayInZone(new Date(moment), timeZone) === on) return new Date(moment);
  }
  return new Date(noon);
}
