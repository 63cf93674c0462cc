// Default as-of date (domain 00, section 3).

import { addMonths, type Day } from '#platform/shared/days.ts';

/** Today, or the last settlement day when it is older than the life-cycle window: a finished history is read as of its end. */
export function defaultAsOf(today: Day, lastSettlementOn: Day | undefined, windowMonths: number): Day {
  if (lastSettlementOn === undefined) return today;
  return today > addMonths(lastSettlementOn, windowMonths) ? lastSettlementOn : today;
}
