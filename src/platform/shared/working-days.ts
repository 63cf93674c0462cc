// The working calendar: Monday to Friday unless a day is said to differ. Terms run on it.

import type { Day } from './days.ts';
import { addDays, daysBetween, weekday } from './days.ts';

/** Days that differ from the ordinary week. */
export type DifferentDays = ReadonlyMap<Day, boolean>;

export function isWorkingDay(day: Day, different: DifferentDays): boolean {
  return different.get(day) ?? weekday(day) <= 5;
}

/** Working days from one day to another, both included; none when `until` is earlier. */
export function workingDaysBetween(from: Day, until: Day, different: DifferentDays): number {
  const days = daysBetween(from, until) + 1;
  if (days <= 0) return 0;
  const first = weekday(from);
  const rest = days % 7;
  let count = Math.floor(days / 7) * 5;
  for (let index = 0; index < rest; index++) if (((first - 1 + index) % 7) + 1 <= 5) count += 1;
  for (const [day, working] of different) {
    if (day < from || day > until || working === weekday(day) <= 5) continue;
    count += working ? 1 : -1;
  }
  return count;
}

/** The day on which a term of so many working days ends, counted from the day after. */
export function addWorkingDays(from: Day, days: number, different: DifferentDays): Day {
  let day = from;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, different)) left -= 1;
  }
  return day;
}
