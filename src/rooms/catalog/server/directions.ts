// Use cases of product directions.

import type { Static } from 'typebox';
import { difference, recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { personIds } from '#platform/shared/contracts/common.ts';
import type {
  changeDirection as changeContract,
  createDirection as createContract,
  listDirections as listContract,
} from '../shared/contract.ts';
import { directionIds } from '../shared/ids.ts';
import {
  countProductsOf,
  insertDirection,
  isNameTaken,
  isPerson,
  listDirectionRows,
  lockDirection,
  updateDirection,
} from './directions.queries.ts';
import { refuse } from './errors.ts';

type Saved = { id: string; version: number };

/** Directions by name, and how many live products have none. */
export async function listDirections(
  ctx: Ctx,
  archived: boolean,
): Promise<Static<typeof listContract.reply>> {
  const found = await listDirectionRows(ctx.db, archived);
  return {
    directions: found.map((row) => ({
      id: directionIds.write(row.id),
      code: row.code,
      name: row.name,
      head:
        row.head_id === null ? undefined : { id: personIds.write(row.head_id), name: row.head_name ?? '' },
      byContract: row.by_contract,
      windowMonths: row.window_months ?? undefined,
      products: row.products,
      archived: row.archived,
      version: row.version,
    })),
    withoutDirection: await countProductsOf(ctx.db, null),
  };
}

export async function createDirection(ctx: Ctx, body: Static<typeof createContract.body>): Promise<Saved> {
  const fields = {
    name: body.name.trim(),
    head_id: await headOf(ctx, body.headId ?? null),
    by_contract: body.byContract ?? false,
    window_months: body.windowMonths ?? null,
  };
  if (await isNameTaken(ctx.db, fields.name, undefined)) throw refuse('name_taken', { name: fields.name });
  const inserted = await insertDirection(ctx.db, fields, body.code?.trim());
  if (!inserted) throw refuse('code_taken', { code: body.code ?? '' });
  await recordChange(ctx, {
    entity: 'catalog.direction',
    entityId: inserted.id,
    action: 'create',
    after: { ...fields, code: inserted.code },
  });
  return { id: directionIds.write(inserted.id), version: 1 };
}

/** Changes a direction. One with live products is not put away: they would belong nowhere. */
export async function changeDirection(
  ctx: Ctx,
  id: number | undefined,
  body: Static<typeof changeContract.body>,
): Promise<Saved> {
  const before = id === undefined ? undefined : await lockDirection(ctx.db, id);
  if (!before) throw refuse('not_found');
  if (before.version !== body.version) throw refuse('changed_meanwhile', { version: before.version });
  const after = {
    name: body.name?.trim() ?? before.name,
    head_id: body.headId === undefined ? before.head_id : await headOf(ctx, body.headId),
    by_contract: body.byContract ?? before.by_contract,
    window_months: body.windowMonths === undefined ? before.window_months : body.windowMonths,
    archived: body.archived ?? before.archived,
  };
  if (await isNameTaken(ctx.db, after.name, before.id)) throw refuse('name_taken', { name: after.name });
  const products = after.archived && !before.archived ? await countProductsOf(ctx.db, before.id) : 0;
  if (products > 0) throw refuse('direction_in_use', { name: before.name, count: products });
  const version = await updateDirection(ctx.db, before.id, after);
  await recordChange(ctx, {
    entity: 'catalog.direction',
    entityId: before.id,
    action: 'change',
    ...difference({ ...before }, after),
  });
  return { id: directionIds.write(before.id), version };
}

async function headOf(ctx: Ctx, text: string | null): Promise<number | null> {
  if (text === null) return null;
  const id = personIds.read(text);
  if (id === undefined || !(await isPerson(ctx.db, id))) throw refuse('head_unknown');
  return id;
}
