// The text of a cell as a day. The order of day and month is the file's, found or told; a day that does not exist is refused.

import { dayInZone, dayOfNumber, daysInMonth, makeDay } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface DateFormat {
  readonly order: DateOrder;
  /** Numbers such as 45123 are Excel days. */
  readonly serials: boolean;
  /** Zone of the company, for moments that carry a zone of their own (domain 00, section 3: without one, wall time). */
  readonly timeZone: string;
}

const timePart = String.raw`(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-./](\d{1,2})[-./](\d{1,2})${timePart}$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})(?:\s*г\.?)?,?${timePart}$`);
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const dayNameYear = new RegExp(
  String.raw`^(\d{1,2})[\s-]+([A-Za-zА-Яа-яёЁ]{3,9})\.?,?[\s-]+(\d{4}|\d{2})(?:\s*г\.?|\s*года)?${timePart}$`,
);
const nameDayYear = new RegExp(String.raw`^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})${timePart}$`);

const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  янв: 1,
  фев: 2,
  мар: 3,
  апр: 4,
  май: 5,
  мая: 5,
  июн: 6,
  июл: 7,
  авг: 8,
  сен: 9,
  окт: 10,
  ноя: 11,
  дек: 12,
};
const monthWords: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
  'sept',
  'январь',
  'января',
  'февраль',
  'февраля',
  'март',
  'марта',
  'апрель',
  'апреля',
  'май',
  'мая',
  'июнь',
  'июня',
  'июль',
  'июля',
  'август',
  'августа',
  'сентябрь',
  'сентября',
  'октябрь',
  'октября',
  'ноябрь',
  'ноября',
  'декабрь',
  'декабря',
  'сент',
  'нояб',
  'февр',
];

/** The day of a cell, or undefined. A year first is always read as such; the rest by the order of the file. */
export function readDay(text: string, format: DateFormat): Day | undefined {
  const fast = readIso(text);
  if (fast) return fast;
  if (text.length > 40) return undefined;
  const bare = text.trim();
  const iso = yearFirst.exec(bare);
  if (iso) return build(iso[1], iso[2], iso[3], iso.slice(4), format);
  const last = yearLast.exec(bare);
  if (last)
    return format.order === 'mdy'
      ? build(last[3], last[1], last[2], last.slice(4), format)
      : build(last[3], last[2], last[1], last.slice(4), format);
  const named = dayNameYear.exec(bare);
  if (named) return build(named[3], monthOfWord(named[2]), named[1], named.slice(4), format);
  const english = nameDayYear.exec(bare);
  if (english) return build(english[3], monthOfWord(english[1]), english[2], english.slice(4), format);
  const packed = compact.exec(bare);
  if (packed && Number(packed[1]) >= 1900 && Number(packed[1]) <= 2100)
    return build(packed[1], packed[2], packed[3], [], format);
  return format.serials ? readSerial(bare) : undefined;
}

/** 'YYYY-MM-DD' without any look at a pattern: the form of millions of lines. */
function readIso(text: string): Day | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  let digits = 0;
  for (let index = 0; index < 10; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) digits += 1;
  }
  if (digits !== 8) return undefined;
  return checked(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

/** Excel days: 1 is 1900-01-01, and a day that never was (1900-02-29) shifts all after it. Only 1927 to 2119 are taken for dates. */
function readSerial(text: string): Day | undefined {
  if (!/^\d{5}(?:[.,]\d{1,15})?$/.test(text)) return undefined;
  const serial = Number(text.slice(0, 5));
  return serial < 10_000 || serial > 80_000 ? undefined : dayOfNumber(serial - 25_569);
}

function monthOfWord(word: string | undefined): string | undefined {
  const lower = (word ?? '').toLowerCase();
  const known =
    lower.length === 3 ? months[lower] : monthWords.includes(lower) ? months[lower.slice(0, 3)] : undefined;
  return known === undefined ? undefined : String(known);
}

function build(
  year: string | undefined,
  month: string | undefined,
  date: string | undefined,
  time: readonly (string | undefined)[],
  format: DateFormat,
): Day | undefined {
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const full = year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year);
  const found = checked(full, Number(month), Number(date));
  if (found === undefined || time[0] === undefined) return found;
  const [hour, minute, second] = [Number(time[0]), Number(time[1]), Number(time[2] ?? '0')];
  if (hour > 24 || minute > 59 || second > 60 || (time[3] && hour > 12)) return undefined;
  return time[4] === undefined ? found : dayOfMoment(found, time, format.timeZone);
}

function dayOfMoment(found: Day, time: readonly (string | undefined)[], timeZone: string): Day | undefined {
  const zone = time[4] === 'Z' ? 'Z' : (time[4] ?? '').replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const moment = new Date(
    `${found}T${(time[0] ?? '').padStart(2, '0')}:${time[1] ?? '00'}:${time[2] ?? '00'}${zone}`,
  );
  return Number.isNaN(moment.getTime()) ? undefined : dayInZone(moment, timeZone);
}

function checked(year: number, month: number, date: number): Day | undefined {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month))
    return undefined;
  return makeDay(year, month, date);
}
