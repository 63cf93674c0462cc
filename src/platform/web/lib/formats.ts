// How numbers, money, days and shares are written in each language (design page, section 3).

import type { Language } from '#platform/shared/texts.ts';

const thin = '\u2009';
const nbsp = '\u00a0';
const minus = '\u2212';
const symbols: Readonly<Record<string, string>> = {
  RUB: '₽',
  USD: '$',
  EUR: '€',
  GBP: '£',
  KZT: '₸',
  UAH: '₴',
  TRY: '₺',
  INR: '₹',
  JPY: '¥',
  CNY: '¥',
};
const months: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  ru: [
    'январь',
    'февраль',
    'март',
    'апрель',
    'май',
    'июнь',
    'июль',
    'август',
    'сентябрь',
    'октябрь',
    'ноябрь',
    'декабрь',
  ],
};
const monthsOf = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
];
const shortMonths: Readonly<Record<Language, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ru: ['янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
};
const bigUnits: Readonly<Record<Language, readonly string[]>> = {
  en: ['', 'k', 'M', 'B'],
  ru: ['', 'тыс.', 'млн', 'млрд'],
};

export type Digits = 'auto' | number;

export interface Formats {
  readonly language: Language;
  /** 1284 -> «1 284» with thin spaces. */
  int(value: number | bigint): string;
  /** Decimal text or number with so many digits after the comma; 'auto' keeps those given and drops a zero fraction. */
  decimal(value: string | number, digits?: Digits): string;
  /** Decimal text of an amount with the sign of its currency; a zero fraction is left out unless digits are asked for. */
  money(amount: string, currency: string, digits?: Digits): string;
  /** The bare figure of an amount for a column whose head names the currency. */
  amount(amount: string, digits?: Digits): string;
  /** The sign of a currency, for column heads. */
  currency(code: string): string;
  /** 1234567 -> «1,2 млн». */
  compact(value: string | number): string;
  /** 0.054 -> «5,4 %». */
  percent(share: number, digits?: number): string;
  /** 0.08 -> «+8 %», −0.11 -> «−11 %». */
  change(share: number, digits?: number): string;
  /** '2026-11-24' -> «24.11.2026» or «24 Nov 2026». */
  day(day: string): string;
  /** '2026-11-24' -> «24 ноября», with the year when it is not `thisYear`. */
  longDay(day: string, thisYear?: number): string;
  /** '2026-11-24' -> «24.11» or «24 Nov». */
  shortDay(day: string): string;
  /** '2026-11' -> «ноябрь 2026». */
  month(month: string): string;
  shortMonth(month: string): string;
  days(from: string, to: string): string;
  /** A moment in the company's time zone: «24.11.2026 09:20». */
  moment(iso: string, timeZone: string): string;
  bytes(count: number): string;
  /** Seconds as «около 20 секунд» is a text; this gives «1:05» or «0:20». */
  duration(seconds: number): string;
}

export function createFormats(language: Language): Formats {
  const comma = language === 'ru' ? ',' : '.';
  const number = (value: string | number, digits: Digits = 'auto') => writeDecimal(value, digits, comma);
  const percent = (share: number, digits = 0) =>
    `${number(share * 100, digits)}${language === 'ru' ? nbsp : ''}%`;
  const day = (text: string) => writeDay(text, language);
  return {
    language,
    int: (value) => number(String(value), 0),
    decimal: number,
    money: (amount, currency, digits = 'auto') => writeMoney(number(amount, digits), currency, language),
    amount: number,
    currency: (code) => symbols[code] ?? code,
    compact: (value) => writeCompact(Number(value), language, number),
    percent,
    change: (share, digits = 0) =>
      isPositive(share * 100, digits) ? `+${percent(share, digits)}` : percent(share, digits),
    day,
    longDay: (text, thisYear) => writeLongDay(text, language, thisYear),
    shortDay: (text) =>
      language === 'ru'
        ? `${text.slice(8, 10)}.${text.slice(5, 7)}`
        : `${Number(text.slice(8, 10))}${nbsp}${nameOf(shortMonths.en, text)}`,
    month: (text) => `${nameOf(months[language], text)}${nbsp}${text.slice(0, 4)}`,
    shortMonth: (text) => nameOf(shortMonths[language], text),
    days: (from, to) => (from === to ? day(from) : `${day(from)}–${day(to)}`),
    moment: (iso, timeZone) => writeMoment(iso, timeZone, day),
    bytes: (count) => writeBytes(count, language, number),
    duration: (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`,
  };
}

/** Exact for decimal text of any length: the digits are rounded as text, half away from zero. */
function writeDecimal(value: string | number, digits: Digits, comma: string): string {
  const text = typeof value === 'number' ? plainNumber(value) : value.trim();
  const match = /^([-+−]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) return text;
  const [whole, fraction] = roundDigits(match[2] ?? '0', match[3] ?? '', digits);
  const isZero = /^0*$/.test(whole) && /^0*$/.test(fraction);
  const sign = (match[1] === '-' || match[1] === minus) && !isZero ? minus : '';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thin);
  return fraction === '' ? sign + grouped : `${sign}${grouped}${comma}${fraction}`;
}

function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return '—';
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

function roundDigits(whole: string, fraction: string, digits: Digits): [string, string] {
  if (digits === 'auto') return [whole, /^0*$/.test(fraction) ? '' : fraction];
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  if ((fraction[digits] ?? '0') < '5') return [whole, kept];
  const raised = (BigInt(whole + kept) + 1n).toString().padStart(whole.length + digits, '0');
  return digits === 0 ? [raised, ''] : [raised.slice(0, -digits), raised.slice(-digits)];
}

function isPositive(value: number, digits: number): boolean {
  return value > 0 && Math.round(value * 10 ** digits) !== 0;
}

function writeMoney(figure: string, currency: string, language: Language): string {
  const sign = symbols[currency];
  if (language === 'ru' || sign === undefined) return `${figure}${nbsp}${sign ?? currency}`;
  return figure.startsWith(minus) ? `${minus}${sign}${figure.slice(1)}` : `${sign}${figure}`;
}

function writeCompact(
  value: number,
  language: Language,
  number: (value: number, digits: Digits) => string,
): string {
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1) / 3)));
  if (power === 0) return number(value, Number.isInteger(value) ? 0 : 1);
  const scaled = value / 1000 ** power;
  const isWhole = Math.abs(scaled - Math.round(scaled)) < 0.05;
  const figure = number(scaled, Math.abs(scaled) < 100 && !isWhole ? 1 : 0);
  return `${figure}${language === 'ru' ? nbsp : ''}${bigUnits[language][power] ?? ''}`;
}

function nameOf(names: readonly string[], text: string): string {
  return names[Number(text.slice(5, 7)) - 1] ?? '';
}

function writeDay(text: string, language: Language): string {
  if (language === 'ru') return `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)}`;
  return `${Number(text.slice(8, 10))}${nbsp}${nameOf(shortMonths.en, text)}${nbsp}${text.slice(0, 4)}`;
}

function writeLongDay(text: string, language: Language, thisYear: number | undefined): string {
  const name = language === 'ru' ? nameOf(monthsOf, text) : nameOf(months.en, text);
  const year = thisYear === Number(text.slice(0, 4)) ? '' : `${nbsp}${text.slice(0, 4)}`;
  return `${Number(text.slice(8, 10))}${nbsp}${name}${year}`;
}

function writeMoment(iso: string, timeZone: string, day: (text: string) => string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(iso),
  );
  return `${day(parts.slice(0, 10))} ${parts.slice(11, 16)}`;
}

function writeBytes(
  count: number,
  language: Language,
  number: (value: number, digits: Digits) => string,
): string {
  const units = language === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ'] : ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(3, Math.floor(Math.log10(Math.max(count, 1)) / 3));
  return `${number(count / 1000 ** power, power === 0 ? 0 : 1)}${nbsp}${units[power] ?? ''}`;
}
