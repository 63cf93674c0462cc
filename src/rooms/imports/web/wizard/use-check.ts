// The rows read by the mapping as it stands, without keeping anything: asked again half a second after the last change.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { ApiError, request } from '#platform/web/lib/client.ts';
import type { checkImport } from '../../shared/contract.ts';
import { mappingOf, missingFields, uploadsOf } from '../draft.ts';
import type { Draft, Kind } from '../draft.ts';

export type Check = ReplyOf<typeof checkImport>;

export interface Checking {
  readonly check: Check | undefined;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Places of the mapping that do not fit. */
  readonly places: readonly { readonly path: string; readonly problem: string; readonly what: string }[];
}

export function useCheck(draft: Draft, kind: Kind | undefined): Checking {
  const isReady =
    draft.files.length > 0 &&
    kind !== undefined &&
    missingFields(draft, kind).length === 0 &&
    draft.joins.every((join) => join.left !== '');
  const now = JSON.stringify({ mapping: mappingOf(draft), uploads: uploadsOf(draft) });
  const body = useSettled(now, 400);
  const asked = useQuery({
    queryKey: ['/api/imports/checks', body],
    enabled: isReady && body === now,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      request<typeof checkImport>(
        'POST',
        '/api/imports/checks',
        { body: { ...JSON.parse(body), rows: 100_000 } },
        signal,
      ),
  });
  if (!isReady) return { check: undefined, isBusy: false, error: undefined, places: [] };
  const places =
    asked.error instanceof ApiError
      ? asked.error.fields.map((field) => ({
          path: field.path,
          problem: field.problem,
          what: String(field.data?.['what'] ?? ''),
        }))
      : [];
  return {
    check: asked.error ? undefined : asked.data,
    isBusy: asked.isFetching || body !== now,
    error: places.length > 0 ? undefined : (asked.error ?? undefined),
    places,
  };
}

function useSettled(value: string, delay: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
