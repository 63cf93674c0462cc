// The tabs of the list: views that every company has, then those that people saved.

import type { FilterQuery } from '../../shared/filter.ts';
import { filterKeys } from './filter-keys.ts';

export interface View {
  readonly key: string;
  readonly label: string;
  readonly filter: FilterQuery;
  /** Saved views can be removed by their owner. */
  readonly saved?: { readonly id: string; readonly own: boolean };
}

export const standardViews = [
  { key: 'all', filter: {} },
  { key: 'mine', filter: { responsible: 'me' } },
  { key: 'key', filter: { abc: 'A', xyz: 'X' } },
  { key: 'new', filter: { category: 'new' } },
  { key: 'lost', filter: { category: 'lost' } },
  { key: 'unowned', filter: { responsible: 'none' } },
  { key: 'missing', filter: { missing: 'any' } },
] as const;

/** The conditions of a list as they stand in its address. */
export function filterOf(search: Readonly<Record<string, string | undefined>>): FilterQuery {
  return Object.fromEntries(
    filterKeys.flatMap((key) => {
      const value = search[key];
      return value === undefined || value === '' ? [] : [[key, value]];
    }),
  );
}

/** The address of a view: its conditions and nothing else of the list that was left. */
export function addressOfView(filter: FilterQuery, sort: string | undefined): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) if (typeof value === 'string') params.set(key, value);
  if (sort !== undefined) params.set('sort', sort);
  const text = params.toString();
  return text === '' ? '/customers' : `/customers?${text}`;
}

/** Which view the list shows: the one with exactly these conditions. */
export function currentView(views: readonly View[], filter: FilterQuery): string | undefined {
  const shown = writeFilter(filter);
  return views.find((view) => writeFilter(view.filter) === shown)?.key;
}

function writeFilter(filter: FilterQuery): string {
  return JSON.stringify(Object.entries(filter).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
