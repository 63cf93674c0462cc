// Tenure: how long a customer has been with the company (CLS-6; domain 03, section 8).

import { addMonths, type Day } from '#platform/shared/days.ts';

export interface Tenure {
  /** Whole months since the first settlement day. */
  readonly months: number;
  /** Calendar months with a settlement, the first and the current one included. */
  readonly activeMonths: number;
  /** Active months over the calendar months touched, 0 to 1. */
  readonly activity: number;
}

/** Tenure on a day; undefined for a customer without settlements by then. */
export function tenureOn(settlementDays: readonly Day[], asOf: Day): Tenure | undefined {
  const days = settlementDays.filter((on) => on <= asOf);
  const first = days.reduce<Day | undefined>(
    (least, on) => (least === undefined || on < least ? on : least),
    undefined,
  );
  if (first === undefined) return undefined;
  const activeMonths = new Set(days.map((on) => on.slice(0, 7))).size;
  return {
    months: wholeMonths(first, asOf),
    activeMonths,
    activity: activeMonths / (monthIndex(asOf) - monthIndex(first) + 1),
  };
}

/** Greatest n with addMonths(from, n) <= to. */
export function wholeMonths(from: Day, to: Day): number {
  const calendar = monthIndex(to) - monthIndex(from);
  return addMonths(from, calendar) <= to ? calendar : calendar - 1;
}

function monthIndex(of: Day): number {
  return Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
}
