// Periods that people name, counted from the last day that is looked at; and what a period is compared with.

import { addDays, addMonths, day, daysBetween, firstOfMonth, lastOfMonth } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export const periodNames = [
  'month',
  'last_month',
  'quarter',
  'last_quarter',
  'year',
  'last_year',
  'twelve',
] as const;
export type PeriodName = (typeof periodNames)[number];

/** This month or quarter or year up to the day, the whole one before, or twelve months up to the day. */
export function namedPeriod(name: PeriodName, last: Day): Period {
  const month = firstOfMonth(last);
  const quarter = addMonths(month, -((Number(last.slice(5, 7)) - 1) % 3));
  const year = day(`${last.slice(0, 4)}-01-01`);
  switch (name) {
    case 'month':
      return { from: month, to: last };
    case 'last_month':
      return { from: addMonths(month, -1), to: addDays(month, -1) };
    case 'quarter':
      return { from: quarter, to: last };
    case 'last_quarter':
      return { from: addMonths(quarter, -3), to: addDays(quarter, -1) };
    case 'year':
      return { from: year, to: last };
    case 'last_year':
      return { from: addMonths(year, -12), to: addDays(year, -1) };
    case 'twelve':
      return { from: addMonths(month, -11), to: last };
  }
}

export type Comparison = 'previous' | 'year';

/** The period of the same length before, by whole months where the period is made of them; or the same days a year before. */
export function comparedPeriod({ from, to }: Period, comparison: Comparison): Period {
  if (comparison === 'year') return { from: addMonths(from, -12), to: yearBefore(to) };
  const months = wholeMonths({ from, to });
  if (months > 0) return { from: addMonths(from, -months), to: addDays(from, -1) };
  const length = daysBetween(from, to) + 1;
  return { from: addDays(from, -length), to: addDays(from, -1) };
}

/** The last day of a month stays the last day of its month. */
function yearBefore(to: Day): Day {
  const before = addMonths(to, -12);
  return to === lastOfMonth(to) ? lastOfMonth(before) : before;
}

/** Number of calendar months when the period is made of whole ones, else 0. */
function wholeMonths({ from, to }: Period): number {
  if (from !== firstOfMonth(from) || to !== lastOfMonth(to)) return 0;
  const index = (of: Day) => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
  return index(to) - index(from) + 1;
}
