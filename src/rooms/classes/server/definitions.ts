// The company's definitions, in versions: read, change, and what a new version sets going (LC-6).

import Value from 'typebox/value';
import { recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import type { Db } from '#platform/server/db/db.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import {
  defaultDefinitions,
  definitionsSchema,
  findProblems,
  type Definitions,
} from '../shared/definitions.ts';
import { findLatestDefinition, insertDefinition, listDirectionWindows } from './definitions.queries.ts';
import { refuse } from './errors.ts';

export interface VersionedDefinitions {
  readonly version: number;
  readonly definitions: Definitions;
}

/** The definitions in force; a company that has never changed them has version 1. Directions bring windows of their own from the catalog. */
export async function loadDefinitions(db: Db): Promise<VersionedDefinitions> {
  const row = await findLatestDefinition(db);
  const settings: unknown = row?.settings ?? defaultDefinitions;
  if (!Value.Check(definitionsSchema, settings))
    throw new Error(`the definitions of version ${row?.version} do not fit their schema`);
  const windows = (await listDirectionWindows(db)).map(
    (one) => [`dir_${one.id}`, one.window_months] as const,
  );
  const directionWindowMonths = {
    ...settings.lifeCycle.directionWindowMonths,
    ...Object.fromEntries(windows),
  };
  return {
    version: row?.version ?? 1,
    definitions: { ...settings, lifeCycle: { ...settings.lifeCycle, directionWindowMonths } },
  };
}

/** Saves a new version and asks for the recalculation; the old history stays. Refuses a version that is not the current one, and borders out of order. */
export async function changeDefinitions(
  ctx: Ctx,
  version: number,
  definitions: Definitions,
): Promise<{ version: number; jobId: number }> {
  const current = await loadDefinitions(ctx.db);
  if (current.version !== version)
    throw refuse('definitions_changed_meanwhile', { version: current.version });
  refuseProblems(definitions);
  await keepStart(ctx.db, current);
  const next = current.version + 1;
  const inserted = await insertDefinition(ctx.db, next, definitions, 'change', ctx.actor.personId);
  if (inserted === 0) throw refuse('definitions_changed_meanwhile', { version: next });
  await recordChange(ctx, {
    entity: 'classes.definition',
    entityId: next,
    action: 'change',
    before: current.definitions,
    after: definitions,
  });
  return {
    version: next,
    jobId: await enqueueJob(ctx, 'classes.recalculate', {}, { dedupKey: `version_${next}` }),
  };
}

/** Older data rewrote the past: the same settings under a new version, so that the history told before is kept and marked. */
export async function beginRewrite(ctx: Ctx): Promise<VersionedDefinitions> {
  const current = await loadDefinitions(ctx.db);
  await keepStart(ctx.db, current);
  const version = current.version + 1;
  await insertDefinition(ctx.db, version, current.definitions, 'older_data', ctx.actor.personId);
  return { version, definitions: current.definitions };
}

export function refuseProblems(definitions: Definitions): void {
  const problems = findProblems(definitions);
  if (problems.length > 0) {
    throw refuse('definitions_invalid', {
      fields: problems.map(({ path, problem }) => ({ path: `body.definitions.${path}`, problem })),
    });
  }
}

async function keepStart(db: Db, current: VersionedDefinitions): Promise<void> {
  if (current.version === 1) await insertDefinition(db, 1, current.definitions, 'start', undefined);
}
