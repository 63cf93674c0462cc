// Use cases of settlements: reading only; they come by imports.

import type { Static } from 'typebox';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import { personIds } from '#platform/shared/contracts/common.ts';
import { parseDay } from '#platform/shared/days.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import { readCursor, writeCursor } from '#platform/shared/paging.ts';
import { listPartIds, requireCustomer } from '#rooms/customers/server/index.ts';
import type { getSettlement as oneContract, listSettlements as listContract } from '../shared/contract.ts';
import { settlementIds } from '../shared/ids.ts';
import { refuse } from './errors.ts';
import { amountViewOf } from './policy.ts';
import { findSettlement, listLines, listSettlementRows, sumSettlements } from './settlements.queries.ts';
import type { DirectionCut, LineRow, SettlementRow } from './settlements.queries.ts';

/** Settlements of a customer that the actor sees; refused as missing where he does not read its amounts. */
export async function listSettlements(
  ctx: Ctx,
  customerId: number | undefined,
  query: Static<typeof listContract.query>,
): Promise<Static<typeof listContract.reply>> {
  const { ids, cut } = await viewOf(ctx, customerId);
  const { limit = 50, cursor: text } = query;
  const cursor = text === undefined ? undefined : readCursor(text);
  if (text !== undefined && (!cursor || parseDay(cursor.value ?? '') === undefined))
    throw refusePlatform('bad_request', { fields: [{ path: 'query.cursor', problem: 'malformed' }] });
  const found = await listSettlementRows(
    ctx.db,
    ids,
    cut,
    cursor && { day: cursor.value ?? '', id: cursor.id },
    limit + 1,
  );
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(present),
    nextCursor: found.length > limit && last ? writeCursor({ value: last.day, id: last.id }) : undefined,
    totals: cursor === undefined ? await totalsOf(ctx, ids, cut) : undefined,
  };
}

/** One settlement with its lines. */
export async function getSettlement(
  ctx: Ctx,
  customerId: number | undefined,
  settlementId: number | undefined,
): Promise<Static<typeof oneContract.reply>> {
  const { ids, cut } = await viewOf(ctx, customerId);
  const found = settlementId === undefined ? undefined : await findSettlement(ctx.db, ids, settlementId, cut);
  if (!found) throw refuse('settlement_not_found');
  const lines = await listLines(ctx.db, found, cut);
  return {
    ...present(found),
    source: found.source,
    items: lines.map((line) => presentLine(line, found.currency)),
  };
}

async function viewOf(
  ctx: Ctx,
  customerId: number | undefined,
): Promise<{ ids: readonly number[]; cut: DirectionCut }> {
  const customer = await requireCustomer(ctx, customerId);
  const view = amountViewOf(ctx.actor, customer.responsible_id);
  if (view === 'nothing') throw refuse('settlement_not_found');
  return { ids: await listPartIds(ctx.db, customer.id), cut: view === 'whole' ? null : view.directionIds };
}

async function totalsOf(ctx: Ctx, ids: readonly number[], cut: DirectionCut) {
  const sums = await sumSettlements(ctx.db, ids, cut);
  return { settlements: sums.settlements, amount: minorToDecimal(sums.amount_minor, ctx.company.currency) };
}

function present(row: SettlementRow) {
  return {
    id: settlementIds.write(row.id),
    number: row.number,
    day: row.day,
    kind: row.kind,
    employee:
      row.employee_id === null
        ? undefined
        : { id: personIds.write(row.employee_id), name: row.employee_name ?? '' },
    currency: row.currency,
    amount: minorToDecimal(row.amount_minor, row.currency),
    lines: row.lines,
  };
}

function presentLine(row: LineRow, currency: string) {
  return {
    lineNo: row.line_no,
    product: row.product_code === null ? undefined : { code: row.product_code, name: row.product_name ?? '' },
    direction: row.direction_name ?? undefined,
    quantity: row.quantity ?? undefined,
    price: row.price ?? undefined,
    discount: row.discount ?? undefined,
    amount: minorToDecimal(row.amount_minor, currency),
  };
}
