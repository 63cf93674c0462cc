// Use cases of products.

import type { Static } from 'typebox';
import { difference, recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import { readCursor, writeCursor } from '#platform/shared/paging.ts';
import type {
  changeProduct as changeContract,
  createProduct as createContract,
  listProducts as listContract,
  product,
} from '../shared/contract.ts';
import { directionIds, productIds } from '../shared/ids.ts';
import { findLiveDirection } from './directions.queries.ts';
import { refuse } from './errors.ts';
import {
  countProducts,
  insertProduct,
  listProductRows,
  lockProduct,
  updateProduct,
} from './products.queries.ts';
import type { ListedProductRow, ProductFilter } from './products.queries.ts';

type Saved = { id: string; version: number };

/** A page of products by name. */
export async function listProducts(
  ctx: Ctx,
  query: Static<typeof listContract.query>,
): Promise<Static<typeof listContract.reply>> {
  const { limit = 50, cursor: text } = query;
  const cursor = text === undefined ? undefined : readCursor(text);
  if (text !== undefined && (!cursor || cursor.value === null))
    throw refusePlatform('bad_request', { fields: [{ path: 'query.cursor', problem: 'malformed' }] });
  const filter: ProductFilter = {
    words: (query.q ?? '')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, 8),
    directionId:
      query.direction === undefined
        ? undefined
        : query.direction === 'none'
          ? null
          : (directionIds.read(query.direction) ?? 0),
    archived: query.archived ?? false,
  };
  const found = await listProductRows(
    ctx.db,
    filter,
    cursor && { name: cursor.value ?? '', id: cursor.id },
    limit + 1,
  );
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(present),
    nextCursor: found.length > limit && last ? writeCursor({ value: last.name, id: last.id }) : undefined,
    total: cursor === undefined ? await countProducts(ctx.db, filter) : undefined,
  };
}

export async function createProduct(ctx: Ctx, body: Static<typeof createContract.body>): Promise<Saved> {
  const fields = {
    name: body.name.trim(),
    direction_id: await directionOf(ctx, body.directionId ?? null),
    one_off: body.oneOff ?? false,
    unit: body.unit?.trim() || null,
    list_price: body.listPrice ?? null,
  };
  const inserted = await insertProduct(ctx.db, fields, body.code?.trim());
  if (!inserted) throw refuse('code_taken', { code: body.code ?? '' });
  await recordChange(ctx, {
    entity: 'catalog.product',
    entityId: inserted.id,
    action: 'create',
    after: { ...fields, code: inserted.code },
  });
  return { id: productIds.write(inserted.id), version: 1 };
}

export async function changeProduct(
  ctx: Ctx,
  id: number | undefined,
  body: Static<typeof changeContract.body>,
): Promise<Saved> {
  const before = id === undefined ? undefined : await lockProduct(ctx.db, id);
  if (!before) throw refuse('not_found');
  if (before.version !== body.version) throw refuse('changed_meanwhile', { version: before.version });
  const after = {
    name: body.name?.trim() ?? before.name,
    direction_id:
      body.directionId === undefined ? before.direction_id : await directionOf(ctx, body.directionId),
    one_off: body.oneOff ?? before.one_off,
    unit: body.unit === undefined ? before.unit : body.unit?.trim() || null,
    list_price: body.listPrice === undefined ? before.list_price : body.listPrice,
    archived: body.archived ?? before.archived,
  };
  const version = await updateProduct(ctx.db, before.id, after);
  await recordChange(ctx, {
    entity: 'catalog.product',
    entityId: before.id,
    action: 'change',
    ...difference({ ...before }, after),
  });
  return { id: productIds.write(before.id), version };
}

async function directionOf(ctx: Ctx, text: string | null): Promise<number | null> {
  if (text === null) return null;
  const id = directionIds.read(text);
  if (id === undefined || !(await findLiveDirection(ctx.db, id))) throw refuse('direction_unknown');
  return id;
}

function present(row: ListedProductRow): Static<typeof product> {
  return {
    id: productIds.write(row.id),
    code: row.code,
    name: row.name,
    direction:
      row.direction_id === null
        ? undefined
        : { id: directionIds.write(row.direction_id), name: row.direction_name ?? '' },
    oneOff: row.one_off,
    unit: row.unit ?? undefined,
    listPrice: row.list_price ?? undefined,
    archived: row.archived,
    version: row.version,
  };
}
