// Use cases of the registry of parameters (SEG-1).

import type { Static } from 'typebox';
import { difference, recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { parameterIds } from '../shared/ids.ts';
import type {
  changeParameter as changeContract,
  createParameter as createContract,
  listParameters as listContract,
} from '../shared/parameter-contract.ts';
import { refuse } from './errors.ts';
import {
  insertParameter,
  isParameterUsed,
  listAllParameters,
  listParameterSpecs,
  lockParameter,
  updateParameter,
} from './parameters.queries.ts';
import type { ParameterRow } from './parameters.queries.ts';

/** Parameters in the order of the card; with `archived` also those put away. */
export async function listParameters(
  ctx: Ctx,
  archived: boolean,
): Promise<Static<typeof listContract.reply>> {
  const found = archived ? await listAllParameters(ctx.db) : await listParameterSpecs(ctx.db);
  return {
    parameters: found.map((row) => ({ ...row, id: parameterIds.write(row.id), options: [...row.options] })),
  };
}

/** Adds a parameter. Refuses `parameter_key_taken`. */
export async function createParameter(
  ctx: Ctx,
  body: Static<typeof createContract.body>,
): Promise<{ id: string; version: number }> {
  const { position, ...given } = body;
  const spec = { ...given, options: given.options ?? [], required: given.required ?? false };
  const inserted = await insertParameter(ctx.db, spec, position);
  if (!inserted) throw refuse('parameter_key_taken', { key: body.key });
  await recordChange(ctx, {
    entity: 'customers.parameter',
    entityId: inserted.id,
    action: 'create',
    after: spec,
  });
  return { id: parameterIds.write(inserted.id), version: inserted.version };
}

/** Changes a parameter. Refuses `parameter_in_use` for another type, or options taken away, while customers have such values. */
export async function changeParameter(
  ctx: Ctx,
  id: number | undefined,
  body: Static<typeof changeContract.body>,
): Promise<{ id: string; version: number }> {
  const before = id === undefined ? undefined : await lockParameter(ctx.db, id);
  if (!before) throw refuse('not_found');
  if (before.version !== body.version) throw refuse('changed_meanwhile', { version: before.version });
  const { version: _given, ...typed } = body;
  const after: ParameterRow = { ...before, ...typed };
  await refuseOrphans(ctx, before, after);
  const version = await updateParameter(ctx.db, after);
  await recordChange(ctx, {
    entity: 'customers.parameter',
    entityId: before.id,
    action: 'change',
    ...difference({ ...before }, typed),
  });
  return { id: parameterIds.write(before.id), version };
}

/** Values that would no longer fit their parameter keep it as it is. */
async function refuseOrphans(ctx: Ctx, before: ParameterRow, after: ParameterRow): Promise<void> {
  const isNarrower =
    after.type === 'choice' && before.options.some((option) => !after.options.includes(option));
  const isUsed =
    after.type !== before.type
      ? await isParameterUsed(ctx.db, before.key)
      : isNarrower && (await isParameterUsed(ctx.db, before.key, after.options));
  if (isUsed) throw refuse('parameter_in_use', { key: before.key, name: before.name });
}
