// Server state lives in the query cache and nowhere else.

import {
  MutationCache,
  QueryCache,
  QueryClient,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Endpoint, ReplyOf } from '#platform/shared/endpoint.ts';
import { ApiError, request } from './client.ts';
import type { InputOf } from './client.ts';

/** The cache of the whole program. `onSignedOut` runs when the server says that nobody is signed in. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 300_000, refetchOnWindowFocus: false, retry: shouldRetry },
      mutations: { retry: false },
    },
  });
}

/** Refusals are answers; only a lost connection or a busy server is worth another try. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return failures < 2 && (error.status === 0 || error.status === 502 || error.status === 503);
}

/** Options for `useQuery`: the key is method-free, so `invalidateQueries({ queryKey: ['/api/customers'] })` reaches every list of customers. */
export function query<E extends Endpoint>(path: E['path'], input: InputOf<E>) {
  return queryOptions<ReplyOf<E>>({
    queryKey: [path, input.params ?? null, input.query ?? null],
    queryFn: ({ signal }) => request<E>('GET', path, input, signal),
  });
}

interface PageReply {
  readonly nextCursor?: string | null;
}

/** Options for `useInfiniteQuery` over a keyset-paged list; the reply carries `nextCursor`. */
export function pagedQuery<E extends Endpoint>(path: E['path'], input: InputOf<E>) {
  return infiniteQueryOptions({
    queryKey: [path, 'pages', input.params ?? null, input.query ?? null],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }): Promise<ReplyOf<E>> => {
      const cursor = pageParam === '' ? {} : { cursor: pageParam };
      const given: object = typeof input.query === 'object' && input.query !== null ? input.query : {};
      return request<E>('GET', path, { ...input, query: { ...given, ...cursor } }, signal);
    },
    getNextPageParam: (last) => (last as PageReply).nextCursor ?? undefined,
  });
}

type RowOf<E extends Endpoint> = ReplyOf<E> extends { readonly rows: readonly (infer Row)[] } ? Row : never;

export interface PagedRows<E extends Endpoint> {
  /** Undefined until the first page came; then all that is loaded. */
  readonly rows: readonly RowOf<E>[] | undefined;
  /** The first page, for totals and counts beside the rows. */
  readonly first: ReplyOf<E> | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly onEnd: () => void;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Rows of the former question are shown until the new ones come. */
  readonly isStale: boolean;
}

/** A keyset-paged list as `DataTable` wants it: spread `rows`, `onEnd`, `isLoadingMore`, `isStale` into the table. */
export function usePagedRows<E extends Endpoint>(path: E['path'], input: InputOf<E>): PagedRows<E> {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isPlaceholderData } =
    useInfiniteQuery({ ...pagedQuery<E>(path, input), placeholderData: keepPreviousData });
  const rows = useMemo(
    () => data?.pages.flatMap((page) => (page as { readonly rows: readonly RowOf<E>[] }).rows),
    [data],
  );
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    first: data?.pages[0],
    error,
    retry: () => void refetch(),
    onEnd,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    isStale: isPlaceholderData,
  };
}
