// The customers list: a page, its totals, and a search that forgives.

import type { Static } from 'typebox';
import { recordRead } from '#platform/server/audit/reads.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import { readCursor, writeCursor } from '#platform/shared/paging.ts';
import type { countCustomers as countContract, listCustomers as listContract } from '../shared/contract.ts';
import { readSort } from '../shared/filter.ts';
import type { FilterQuery, Sort } from '../shared/filter.ts';
import { otherLayout, searchWords, wordsToResemble } from '../shared/search.ts';
import { readFilter, refuseUnreadable, scopeOfList } from './filter.ts';
import type { CustomerFilter, ListScope } from './filter.ts';
import type { Search } from './filter.queries.ts';
import { findIdsByWords, findSimilarIds, isCursorOf, listPage } from './list.queries.ts';
import type { ListRow, PageRequest, Totals } from './list.queries.ts';
import { changeOf, presentListed } from './present.ts';
import { totalsCacheKey, totalsOf } from './totals.ts';

/** What a list, a count, an export or a bulk action works on: the rows that the actor sees and that meet the conditions. */
export interface Selected {
  readonly scope: ListScope;
  readonly filter: CustomerFilter;
  readonly search: Search | undefined;
  readonly readAs: { readonly as: 'layout' | 'similar'; readonly text: string } | undefined;
}

/** A page of the list, with totals on the first one. Leans on one index a sort; the totals of large filters are remembered. */
export async function listCustomers(
  ctx: Ctx,
  query: Static<typeof listContract.query>,
): Promise<Static<typeof listContract.reply>> {
  const { sort: sortText, limit = 50, cursor, ...conditions } = query;
  const sort = sortFor(ctx, sortText);
  const selected = await select(ctx, conditions, sort);
  const isFirst = cursor === undefined;
  const page: PageRequest = {
    ...selected,
    sort,
    after: cursorOf(selected.scope, sort, cursor),
    limit: limit + 1,
    withTotals: isFirst && isFew(selected.search),
  };
  const found = await listPage(ctx.db, page);
  const shown = found.slice(0, limit);
  recordRead(
    ctx,
    'customers.list',
    'customers.customer',
    shown.map((row) => row.id),
  );
  return {
    rows: shown.map((row) => presentListed(row, ctx.company.currency, selected.scope.classes)),
    nextCursor: found.length > limit ? nextOf(shown.at(-1)) : undefined,
    totals: isFirst ? await totalsReply(ctx, selected, found) : undefined,
    search: selected.readAs,
  };
}

export async function countCustomers(
  ctx: Ctx,
  query: FilterQuery,
): Promise<Static<typeof countContract.reply>> {
  const { scope, filter, search } = await select(ctx, query);
  const totals = await totalsOf(ctx.db, ctx.services.get(totalsCacheKey), scope, filter, search);
  return { customers: totals.customers };
}

/** Reads conditions and search. Refuses what the actor may not sort or filter by. */
export async function select(ctx: Ctx, query: FilterQuery, sort?: Sort): Promise<Selected> {
  const scope = scopeOfList(ctx);
  refuseUnreadable(scope, query, sort);
  const filter = await readFilter(ctx, query);
  return { scope, filter, ...(await readSearch(ctx, query.q)) };
}

/** Without the right to amounts the list of a newcomer is sorted by name, not refused. */
export function sortFor(ctx: Ctx, text: string | undefined): Sort {
  if (text !== undefined) return readSort(text);
  const { amounts } = scopeOfList(ctx);
  const seesAmounts = amounts.persons === undefined || amounts.persons.length > 0;
  return readSort(seesAmounts ? '-turnover' : 'name');
}

/** Above so many hits the words are tested while the list is read in its order: the page fills at once. */
const manyHits = 2000;
const similarHits = 200;

/** The words as typed; when nothing holds them, the other keyboard layout; when that holds nothing either, resemblance. */
async function readSearch(ctx: Ctx, text: string | undefined): Promise<Pick<Selected, 'search' | 'readAs'>> {
  const words = text === undefined ? [] : searchWords(text);
  if (text === undefined || words.length === 0) return { search: undefined, readAs: undefined };
  const exact = await searchFor(ctx, words);
  if (hasHits(exact)) return { search: exact, readAs: undefined };
  const swapped = otherLayout(text);
  const inLayout = swapped === undefined ? undefined : await searchFor(ctx, searchWords(swapped));
  if (swapped !== undefined && inLayout && hasHits(inLayout))
    return { search: inLayout, readAs: { as: 'layout', text: swapped } };
  const folded = wordsToResemble(text);
  if (folded.length < 4 || folded.length > 60) return { search: exact, readAs: undefined };
  const ids = await findSimilarIds(ctx.db, folded, similarHits);
  return { search: { ids }, readAs: ids.length > 0 ? { as: 'similar', text: folded } : undefined };
}

async function searchFor(ctx: Ctx, words: readonly string[]): Promise<Search> {
  if (words.length === 0) return { ids: [] };
  const ids = await findIdsByWords(ctx.db, words, manyHits + 1);
  return ids.length > manyHits ? { words } : { ids };
}

/** Ids found by a search: few enough to be counted with their page. */
function isFew(search: Search | undefined): boolean {
  return search !== undefined && 'ids' in search;
}

function totalsOn(row: ListRow | undefined): Totals {
  return {
    customers: row?.total_customers ?? 0,
    turnoverMinor: row?.total_turnover ?? 0n,
    turnoverBeforeMinor: row?.total_before ?? 0n,
  };
}

function hasHits(search: Search): boolean {
  return 'words' in search || search.ids.length > 0;
}

function cursorOf(scope: ListScope, sort: Sort, text: string | undefined) {
  if (text === undefined) return undefined;
  const cursor = readCursor(text);
  if (!cursor || !isCursorOf(scope, sort, cursor))
    throw refusePlatform('bad_request', { fields: [{ path: 'query.cursor', problem: 'malformed' }] });
  return cursor;
}

function nextOf(last: ListRow | undefined): string | undefined {
  return last && writeCursor({ value: last.sort_value, id: last.id });
}

async function totalsReply(ctx: Ctx, { scope, filter, search }: Selected, page: readonly ListRow[]) {
  const totals = isFew(search)
    ? totalsOn(page[0])
    : await totalsOf(ctx.db, ctx.services.get(totalsCacheKey), scope, filter, search);
  const seesAmounts = scope.amounts.persons === undefined || scope.amounts.persons.length > 0;
  if (!seesAmounts) return { customers: totals.customers };
  return {
    customers: totals.customers,
    turnover: minorToDecimal(totals.turnoverMinor, ctx.company.currency),
    change: changeOf(totals.turnoverMinor, totals.turnoverBeforeMinor),
  };
}
