// The job that brings badges and history up to date: after an import, after a change of definitions, and on the 1st of each month.

import type { JobRun } from '#platform/server/jobs/jobs.ts';
import { today } from '#platform/server/ctx.ts';
import { firstOfMonth, type Day } from '#platform/shared/days.ts';
import { mirrorService, type Mirror } from '#rooms/facts/server/index.ts';
import { findDefaultAsOf } from './as-of.ts';
import { refreshBadges, type InTransaction } from './badges.ts';
import { beginRewrite, loadDefinitions, type VersionedDefinitions } from './definitions.ts';
import { fillHistory } from './history.ts';
import { findReach } from './history.queries.ts';

/** Payload: `olderThan`, the first day of data that came in, where it may rewrite what the history has already told. */
export async function recalculate(job: JobRun): Promise<Readonly<Record<string, unknown>>> {
  const mirror = await job.read(async (ctx) => ctx.services.get(mirrorService));
  const inTransaction: InTransaction = (work) => job.step((ctx) => work(ctx.db));
  job.progress(0, 3, 'classes.stage.mirror');
  await mirror.refresh();
  job.signal.throwIfAborted();
  const rules = await chooseVersion(job);
  const asOf = await job.read(async (ctx) =>
    mirror.read((reader) => findDefaultAsOf(reader, rules.definitions, today(ctx))),
  );
  job.progress(1, 3, 'classes.stage.classes');
  const changed = await refreshBadges(mirror, inTransaction, rules, asOf);
  const months = await continueHistory(job, mirror, rules, asOf, inTransaction);
  return { asOf, version: rules.version, changed, months };
}

function continueHistory(
  job: JobRun,
  mirror: Mirror,
  rules: VersionedDefinitions,
  asOf: Day,
  inTransaction: InTransaction,
): Promise<number> {
  return fillHistory(mirror, rules, asOf, {
    inTransaction,
    signal: job.signal,
    onMonth: (done, total) => job.progress(done, total, 'classes.stage.history'),
  });
}

/** Data older than what the history has told opens a new version of it; the old one is kept as it was told. */
async function chooseVersion(job: JobRun): Promise<VersionedDefinitions> {
  const olderThan = job.payload['firstOn'];
  return job.step(async (ctx) => {
    const current = await loadDefinitions(ctx.db);
    const reach = await findReach(ctx.db, current.version);
    const isOlder =
      typeof olderThan === 'string' && reach !== undefined && olderThan < firstOfMonth(reach.last_on);
    return isOlder ? beginRewrite(ctx) : current;
  });
}
