// The address is the state of a list: filters, sort, columns.

import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export type Search = Readonly<Record<string, string | undefined>>;

export interface Address {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly search: Search;
  /** The address with some of its search changed; undefined takes a value away. */
  with(changes: Search): string;
  /** Goes there; `replace` leaves no entry in the browser's history (typing in a search field). */
  change(changes: Search, options?: { readonly replace?: boolean }): void;
}

export function useAddress(): Address {
  const router = useRouter();
  const params: Readonly<Record<string, string>> = useParams({ strict: false });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const searchText = useRouterState({ select: (state) => state.location.searchStr });
  const search = useMemo(() => Object.fromEntries(new URLSearchParams(searchText)), [searchText]);
  const withChanges = useCallback(
    (changes: Search) => addressWith(path, searchText, changes),
    [path, searchText],
  );
  const change = useCallback(
    (changes: Search, options?: { readonly replace?: boolean }) => {
      const to = withChanges(changes);
      if (options?.replace === true) router.history.replace(to);
      else router.history.push(to);
    },
    [router, withChanges],
  );
  return { path, params, search, with: withChanges, change };
}

/** A path whose search has some values put in or taken away. */
export function addressWith(path: string, searchText: string, changes: Search): string {
  const params = new URLSearchParams(searchText);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === '') params.delete(key);
    else params.set(key, value);
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Sort in the address: `sort=turnover` descending is `sort=-turnover`. */
export function readSort(
  text: string | undefined,
): { readonly key: string; readonly direction: 'asc' | 'desc' } | undefined {
  if (text === undefined || text === '') return undefined;
  return text.startsWith('-') ? { key: text.slice(1), direction: 'desc' } : { key: text, direction: 'asc' };
}

export function writeSort(sort: { readonly key: string; readonly direction: 'asc' | 'desc' }): string {
  return sort.direction === 'desc' ? `-${sort.key}` : sort.key;
}
