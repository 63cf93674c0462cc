// What the address of a report asks: a period and what it is compared with.

import { addMonths, day, firstOfMonth } from '#platform/shared/days.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { comparedPeriod, readDay } from '#rooms/classes/web/index.ts';

export type ComparisonName = 'previous' | 'year' | 'none';

export interface AskedPeriod {
  readonly from: string;
  readonly to: string;
  readonly comparison: ComparisonName;
  /** The period that it is compared with. */
  readonly before: { readonly from: string; readonly to: string } | undefined;
}

/** Twelve months up to the default date, beside the year before, unless the address says otherwise. */
export function useAskedPeriod(defaultTo: string): AskedPeriod {
  const { search } = useAddress();
  return askedPeriod(search, defaultTo);
}

export function askedPeriod(
  search: Readonly<Record<string, string | undefined>>,
  defaultTo: string,
): AskedPeriod {
  const to = readDay(search['to']) ?? defaultTo;
  const asked = readDay(search['from']) ?? addMonths(firstOfMonth(day(to)), -11);
  const from = asked <= to ? asked : firstOfMonth(day(to));
  const named = search['compare'];
  const comparison = named === 'previous' || named === 'none' ? named : 'year';
  const before =
    comparison === 'none' ? undefined : comparedPeriod({ from: day(from), to: day(to) }, comparison);
  return { from, to, comparison, before };
}
