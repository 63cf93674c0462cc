// How people type days: dd.mm.yyyy, d.m.yy, ddmmyyyy or yyyy-mm-dd; what is written back follows the language.

import { makeDay, parseDay } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';
import type { Language } from '#platform/shared/texts.ts';

/** The day that a person typed; undefined when it is none. Two-digit years mean 2000 to 2099. */
export function readDayInput(text: string): Day | undefined {
  const typed = text.trim();
  const iso = parseDay(typed);
  if (iso !== undefined) return iso;
  const match =
    /^(\d{1,2})[.,/\s](\d{1,2})[.,/\s](\d{4}|\d{2})$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed);
  if (!match) return undefined;
  const [date, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return parseDay(makeDay(year < 100 ? 2000 + year : year, month, date));
}

/** The day as it stands in a field: dd.mm.yyyy in Russian, yyyy-mm-dd in English. */
export function writeDayInput(day: Day, language: Language): string {
  return language === 'ru' ? `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}` : day;
}
