// What the address asks: date, window and XYZ period. The state of the figures gives the default date.

import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { query } from '#platform/web/lib/queries.ts';
import type { getClassState } from '../../shared/table-contract.ts';

export interface DateQuestion {
  readonly asOf: string;
  readonly window?: string;
  readonly period?: 'month' | 'quarter';
}

/** State of the figures: default date, newest calculation, a job that runs now. Asked again while a job runs. */
export function useClassState() {
  return useQuery({
    ...query<typeof getClassState>('/api/classes/state', {}),
    refetchInterval: (found) => (found.state.data?.job ? 3000 : false),
  });
}

/** The question of the address over the default date. */
export function useDateQuestion(defaultAsOf: string): DateQuestion {
  const { search } = useAddress();
  const period = search['period'];
  return {
    asOf: readDay(search['asOf']) ?? defaultAsOf,
    ...(search['window'] === undefined ? {} : { window: search['window'] }),
    ...(period === 'month' || period === 'quarter' ? { period } : {}),
  };
}

/** A day of the address; anything else is left out. */
export function readDay(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
}

export type ClassState = ReplyOf<typeof getClassState>;
