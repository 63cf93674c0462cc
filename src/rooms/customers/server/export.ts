// The list as a file: the same conditions, order and rights as on the screen, page by page, never the whole base in memory.

import { finished } from 'node:stream/promises';
import type { Static } from 'typebox';
import { reachedPersons, scopeOf } from '#platform/server/access/actor.ts';
import { recordChange } from '#platform/server/audit/audit.ts';
import { recordRead } from '#platform/server/audit/reads.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { today } from '#platform/server/ctx.ts';
import { exportTable, mediaTypes } from '#platform/server/export/export.ts';
import type { ExportColumn } from '#platform/server/export/export.ts';
import type { RawExchange } from '#platform/server/room.ts';
import { textsKey } from '#platform/server/texts.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import type { exportCustomers as exportContract } from '../shared/contract.ts';
import type { Sort } from '../shared/filter.ts';
import { select, sortFor } from './list.ts';
import type { Selected } from './list.ts';
import { listPage } from './list.queries.ts';
import type { ListRow } from './list.queries.ts';
import { amountsReach, customerReach } from './policy.ts';

const pageSize = 2000;

/** Streams the file. What may be read but not exported stays out; amounts leave only within the right to export amounts. */
export async function exportCustomers(
  ctx: Ctx,
  query: Static<typeof exportContract.query>,
  { reply }: Pick<RawExchange, 'reply'>,
): Promise<void> {
  const { format, sort: sortText, ...conditions } = query;
  const sort = sortFor(ctx, sortText);
  const selected = withinExport(ctx, await select(ctx, conditions, sort));
  const texts = ctx.services.get(textsKey);
  const title = (key: string): string =>
    texts(ctx.actor.language, `customers.column.${key}`, { currency: ctx.company.currency });
  const columns = columnsOf(ctx, title);
  const counted = { customers: 0 };
  const file = exportTable(
    { name: title('sheet'), columns, rows: pagesOf(ctx, selected, sort, counted) },
    format,
    { language: ctx.actor.language },
  );
  void reply
    .type(mediaTypes[format])
    .header('content-disposition', `attachment; filename="customers-${today(ctx)}.${format}"`)
    .send(file);
  await finished(file, { writable: false });
  await recordChange(ctx, {
    entity: 'customers.export',
    entityId: format,
    action: 'export',
    counts: counted,
  });
}

/** Customers without a responsible person leave with the right over all customers. */
function withinExport(ctx: Ctx, selected: Selected): Selected {
  const persons = reachedPersons(ctx.actor, scopeOf(ctx.actor, 'customers', 'export'));
  const amounts = reachedPersons(ctx.actor, scopeOf(ctx.actor, 'amounts', 'export'));
  const mayRead = amountsReach(ctx.actor);
  return {
    ...selected,
    scope: {
      ...selected.scope,
      visible: { persons, unowned: persons === undefined && customerReach(ctx.actor, 'read').unowned },
      amounts: { persons: amounts, unowned: amounts === undefined && mayRead.unowned },
      amountsWhole: amounts === undefined,
    },
  };
}

async function* pagesOf(
  ctx: Ctx,
  selected: Selected,
  sort: Sort,
  counted: { customers: number },
): AsyncGenerator<ListRow[]> {
  let last: ListRow | undefined;
  do {
    const after = last && { value: last.sort_value, id: last.id };
    const page = await listPage(ctx.db, { ...selected, sort, after, limit: pageSize });
    recordRead(
      ctx,
      'customers.export',
      'customers.customer',
      page.map((row) => row.id),
    );
    counted.customers += page.length;
    if (page.length > 0) yield page;
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
}

function columnsOf(ctx: Ctx, title: (key: string) => string): ExportColumn<ListRow>[] {
  const { currency } = ctx.company;
  const word = (key: string): string => ctx.services.get(textsKey)(ctx.actor.language, key);
  const money = (minor: bigint | null): string | undefined =>
    minor === null ? undefined : minorToDecimal(minor, currency);
  const seesClasses = scopeOf(ctx.actor, 'classes', 'read') !== 'none';
  const plain: ExportColumn<ListRow>[] = [
    { title: title('code'), type: 'text', value: (row) => row.code },
    { title: title('name'), type: 'text', value: (row) => row.name },
    { title: title('kind'), type: 'text', value: (row) => word(`customers.kind.${row.kind}`) },
    { title: title('city'), type: 'text', value: (row) => row.city },
    { title: title('responsible'), type: 'text', value: (row) => row.responsible_name },
  ];
  const classes: ExportColumn<ListRow>[] = [
    { title: title('abc'), type: 'text', value: (row) => row.abc },
    { title: title('xyz'), type: 'text', value: (row) => row.xyz },
    { title: title('category'), type: 'text', value: (row) => word(`customers.category.${row.category}`) },
    { title: title('categorySince'), type: 'day', value: (row) => row.category_since },
  ];
  const amounts: ExportColumn<ListRow>[] = [
    { title: title('turnover'), type: 'money', value: (row) => money(row.turnover_minor) },
    { title: title('turnoverBefore'), type: 'money', value: (row) => money(row.turnover_before_minor) },
    { title: title('lastSettlement'), type: 'day', value: (row) => row.last_settlement_on },
  ];
  return [...plain, ...(seesClasses ? classes : []), ...amounts];
}
