// The life-cycle category of a customer, whole or in one direction (LC-1..6, AMB-5, AMB-6; domain 03, section 3).

import { addDays, addMonths, compareDays, daysBetween, type Day } from '#platform/shared/days.ts';

export const categories = ['potential', 'new', 'regular', 'recovered', 'lost'] as const;
export type Category = (typeof categories)[number];

/** A day that proves trade. A fully refunded payment stops being one from `voidedOn` on (domain 00, section 3). */
export interface SettlementDay {
  readonly on: Day;
  readonly voidedOn?: Day;
}

export interface CategoryOn {
  readonly category: Category;
  /** Day on which the category began; a potential customer has none. */
  readonly since?: Day;
  readonly firstOn?: Day;
  readonly lastOn?: Day;
  /** First day of the run of settlements without a break that holds the last one. */
  readonly runStartOn?: Day;
}

export interface Transition {
  readonly on: Day;
  readonly from: Category;
  readonly to: Category;
}

/** The category on a day. Exactly one row of the ordered decision table holds; days after `asOf` are ignored. */
export function categoryOn(
  settlements: readonly SettlementDay[],
  asOf: Day,
  windowMonths: number,
): CategoryOn {
  return categoryOfDays(daysStandingOn(settlements, asOf), asOf, windowMonths);
}

/** Every change of category up to and including `asOf`, oldest first. A return after a break writes *lost* and *recovered*. */
export function transitionsUpTo(
  settlements: readonly SettlementDay[],
  asOf: Day,
  windowMonths: number,
): Transition[] {
  const borders = voidDays(settlements, asOf);
  const transitions: Transition[] = [];
  let current: Category = 'potential';
  for (let index = 0; index <= borders.length; index += 1) {
    const from = borders[index - 1];
    const border = borders[index];
    const end = border === undefined ? asOf : addDays(border, -1);
    const days = daysStandingOn(settlements, from ?? end, end);
    if (from !== undefined) {
      const { category } = categoryOfDays(
        days.filter((on) => on <= from),
        from,
        windowMonths,
      );
      if (category !== current) transitions.push({ on: from, from: current, to: category });
      current = category;
    }
    for (const transition of transitionsOfDays(days, end, windowMonths)) {
      if (from !== undefined && transition.on <= from) continue;
      transitions.push(transition);
      current = transition.to;
    }
  }
  return transitions;
}

/**
 * The window proposed to the administrator: the mean interval between successive settlement days of the same customer
 * in months of 30.44 days, rounded up, at least 1 (LC-6). Undefined when nobody has come twice.
 */
export function proposeWindowMonths(settlementDaysByCustomer: Iterable<readonly Day[]>): number | undefined {
  let days = 0;
  let intervals = 0;
  for (const settlementDays of settlementDaysByCustomer) {
    const [first, last] = [settlementDays[0], settlementDays.at(-1)];
    if (first === undefined || last === undefined || settlementDays.length < 2) continue;
    days += daysBetween(first, last);
    intervals += settlementDays.length - 1;
  }
  return intervals === 0 ? undefined : windowOfMeanInterval(days, intervals);
}

/** ceil(days / intervals / 30.44), at least 1, in integers. */
export function windowOfMeanInterval(days: number, intervals: number): number {
  return Math.max(1, Math.ceil((days * 100) / (intervals * 3044)));
}

function categoryOfDays(days: readonly Day[], asOf: Day, windowMonths: number): CategoryOn {
  const [firstOn, lastOn] = [days[0], days.at(-1)];
  if (firstOn === undefined || lastOn === undefined) return { category: 'potential' };
  const runStartOn = runStart(days, windowMonths);
  const known = { firstOn, lastOn, runStartOn };
  const lastStands = addMonths(lastOn, windowMonths);
  const runIsYoungUntil = addMonths(runStartOn, windowMonths);
  if (asOf > lastStands) return { category: 'lost', since: addDays(lastStands, 1), ...known };
  if (runStartOn > firstOn && asOf <= runIsYoungUntil)
    return { category: 'recovered', since: runStartOn, ...known };
  if (asOf <= addMonths(firstOn, windowMonths)) return { category: 'new', since: firstOn, ...known };
  return { category: 'regular', since: addDays(runIsYoungUntil, 1), ...known };
}

function runStart(days: readonly Day[], windowMonths: number): Day {
  for (let index = days.length - 1; index > 0; index -= 1) {
    const [before, on] = [days[index - 1], days[index]];
    if (before !== undefined && on !== undefined && on > addMonths(before, windowMonths)) return on;
  }
  const first = days[0];
  if (first === undefined) throw new RangeError('a run needs a settlement day');
  return first;
}

function transitionsOfDays(days: readonly Day[], asOf: Day, windowMonths: number): Transition[] {
  const transitions: Transition[] = [];
  let current: Category = 'potential';
  let young: Day | undefined;
  const become = (on: Day, to: Category) => {
    if (on > asOf) return;
    transitions.push({ on, from: current, to });
    current = to;
  };
  days.forEach((on, index) => {
    if (current === 'potential' || current === 'lost') {
      become(on, current === 'lost' ? 'recovered' : 'new');
      young = addMonths(on, windowMonths);
    }
    const stands = addMonths(on, windowMonths);
    const next = days[index + 1];
    const aliveUntil = next !== undefined && next <= stands ? next : stands;
    if (young !== undefined && current !== 'regular' && young < aliveUntil)
      become(addDays(young, 1), 'regular');
    if (next === undefined || next > stands) become(addDays(stands, 1), 'lost');
  });
  return transitions;
}

/** Sorted distinct days up to `until` of the settlements that are not voided on `on`. */
function daysStandingOn(settlements: readonly SettlementDay[], on: Day, until: Day = on): Day[] {
  const standing = settlements.filter(
    (one) => one.on <= until && (one.voidedOn === undefined || one.voidedOn > on),
  );
  return [...new Set(standing.map((one) => one.on))].sort(compareDays);
}

function voidDays(settlements: readonly SettlementDay[], asOf: Day): Day[] {
  const days = settlements.flatMap((one) =>
    one.voidedOn !== undefined && one.voidedOn <= asOf ? [one.voidedOn] : [],
  );
  return [...new Set(days)].sort(compareDays);
}
