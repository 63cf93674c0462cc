// The text of a cell as an exact decimal. A text that may be read in two ways is refused, never guessed.

import { divideDecimals, negateDecimal, parseDecimal } from '#platform/shared/decimal.ts';
import type { Decimal } from '#platform/shared/decimal.ts';

export type DecimalMark = '.' | ',';

const hundred: Decimal = { mantissa: 100, scale: 0 };
const plainDigits = /^[+-]?\d+$/;
const currency = /^(?:[$€£₽₸₴¥]|usd|eur|gbp|rub|rur|kzt|руб\.?|р\.?)$/i;
const currencyAhead = /^(?:[$€£₽₸₴¥]|usd|eur|gbp|rub|rur|kzt)\s*/i;
const currencyBehind = /\s*(?:[$€£₽₸₴¥]|usd|eur|gbp|rub|rur|kzt|руб\.?|р\.?)$/i;

/**
 * Reads '1 234,50', '1,234.50', '(12.00)', '12-', '−5', '₽ 10', '15 %' by the decimal mark of the file.
 * Undefined when the text is no number: letters, two decimal marks, groups that are not of three digits.
 */
export function readNumber(text: string, mark: DecimalMark): Decimal | undefined {
  if (mark === '.') {
    const plain = parseDecimal(text);
    if (plain) return plain;
  } else if (plainDigits.test(text)) return parseDecimal(text);
  return readDressed(text, mark);
}

function readDressed(text: string, mark: DecimalMark): Decimal | undefined {
  if (text.length > 80) return undefined;
  let bare = text.trim().replace(/[\u2212\u2013]/g, '-');
  if (bare === '' || currency.test(bare)) return undefined;
  let negative = false;
  if (bare.startsWith('(') && bare.endsWith(')')) {
    negative = true;
    bare = bare.slice(1, -1).trim();
    if (/^[+-]/.test(bare)) return undefined;
  }
  const percent = bare.endsWith('%');
  if (percent) bare = bare.slice(0, -1).trimEnd();
  bare = bare.replace(/^([+-]?)\s*/, '$1');
  const sign = /^[+-]/.test(bare) ? bare.charAt(0) : '';
  bare = bare.slice(sign.length).replace(currencyAhead, '').replace(currencyBehind, '').trim();
  if (sign === '' && /^[+-]\d/.test(bare))
    return finish(bare.slice(1), mark, bare.startsWith('-') !== negative, percent);
  if (sign === '' && !negative && bare.length > 1 && bare.endsWith('-'))
    return finish(bare.slice(0, -1), mark, true, percent);
  return finish(bare, mark, (sign === '-') !== negative, percent);
}

function finish(digits: string, mark: DecimalMark, negative: boolean, percent: boolean): Decimal | undefined {
  const plain = ungroup(digits, mark);
  const value = plain === undefined ? undefined : parseDecimal(plain);
  if (value === undefined) return undefined;
  const signed = negative ? negateDecimal(value) : value;
  return percent ? divideDecimals(signed, hundred) : signed;
}

const groupsWithComma = /^\d{1,3}(?:[.\s\u00a0\u2009\u202f'’]\d{3})*$/;
const groupsWithPoint = /^\d{1,3}(?:[,\s\u00a0\u2009\u202f'’]\d{3})*$/;

/** Takes thousands marks away; undefined when they do not stand before groups of three digits. */
function ungroup(digits: string, mark: DecimalMark): string | undefined {
  const at = digits.indexOf(mark);
  const whole = at < 0 ? digits : digits.slice(0, at);
  const fraction = at < 0 ? '' : digits.slice(at + 1);
  if (at >= 0 && !/^\d*$/.test(fraction)) return undefined;
  if (whole === '' && fraction === '') return undefined;
  const groups = mark === ',' ? groupsWithComma : groupsWithPoint;
  if (!/^\d*$/.test(whole) && !groups.test(whole)) return undefined;
  const joined = whole.replace(/\D/g, '');
  return fraction === '' ? joined : `${joined}.${fraction}`;
}
