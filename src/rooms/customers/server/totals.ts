// Totals of a whole filter without counting millions on every page: exact while small, remembered for a few seconds when large.

import type { Database } from '#platform/server/db/pool.ts';
import type { Db } from '#platform/server/db/db.ts';
import { serviceKey } from '#platform/server/services.ts';
import type { CustomerFilter, ListScope } from './filter.ts';
import type { Search } from './filter.queries.ts';
import { countTotals } from './list.queries.ts';
import type { Totals } from './list.queries.ts';

/** Up to so many customers are counted on every request. */
const smallest = 2000;
/** A large total younger than this is answered as it is; an older one too, while it is counted anew. */
const freshMs = 5000;
const staleMs = 60_000;

interface Entry {
  readonly at: number;
  readonly totals: Totals;
}

export interface TotalsCache {
  /** What is known of a large filter, unless it is too old to show. */
  find(key: string): Entry | undefined;
  /**
   * Counts once for all who ask at the same time, on the connection of the first: whoever waits holds a connection already,
   * so a wait for one more would stop them all when the pool is empty.
   */
  count(key: string, work: () => Promise<Totals>): Promise<Totals>;
  /** Counts anew behind the back of those who were answered, on a connection of its own; nobody waits for it. */
  refresh(key: string, work: (db: Db) => Promise<Totals>): void;
}

export const totalsCacheKey = serviceKey<TotalsCache>('customers.totals');

export function createTotalsCache(database: Database): TotalsCache {
  const known = new Map<string, Entry>();
  const counting = new Map<string, Promise<Totals>>();
  const refreshing = new Set<string>();
  const isShown = (entry: Entry): boolean => performance.now() - entry.at < staleMs;
  const keep = (key: string, totals: Totals): Totals => {
    for (const [old, entry] of known) if (!isShown(entry)) known.delete(old);
    known.set(key, { at: performance.now(), totals });
    return totals;
  };
  return {
    find: (key) => {
      const entry = known.get(key);
      return entry && isShown(entry) ? entry : undefined;
    },
    count: (key, work) => {
      const running = counting.get(key);
      if (running) return running;
      const counted = work()
        .then((totals) => keep(key, totals))
        .finally(() => counting.delete(key));
      counting.set(key, counted);
      return counted;
    },
    refresh: (key, work) => {
      if (refreshing.has(key)) return;
      refreshing.add(key);
      database
        .read(work)
        .then((totals) => keep(key, totals))
        .catch(() => undefined)
        .finally(() => refreshing.delete(key));
    },
  };
}

/** The totals of a filter. Large ones may be a minute old when the list was left alone, and five seconds while it is in use. */
export async function totalsOf(
  db: Db,
  cache: TotalsCache,
  scope: ListScope,
  filter: CustomerFilter,
  search: Search | undefined,
): Promise<Totals> {
  if (search && 'ids' in search) return countTotals(db, scope, filter, search);
  const key = keyOf([scope, filter, search]);
  const known = cache.find(key);
  if (known) {
    if (performance.now() - known.at >= freshMs)
      cache.refresh(key, (own) => countTotals(own, scope, filter, search));
    return known.totals;
  }
  const small = await countTotals(db, scope, filter, search, smallest + 1);
  return small.customers <= smallest ? small : cache.count(key, () => countTotals(db, scope, filter, search));
}

function keyOf(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
