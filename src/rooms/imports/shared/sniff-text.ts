// What a text file is made of: its encoding and its delimiter, found from its first bytes.

import { createCsvReader } from './csv.ts';

export type Encoding = 'utf-8' | 'windows-1251' | 'utf-16le' | 'utf-16be' | 'koi8-r' | 'iso-8859-1' | 'cp866';

/** Something found by itself: how sure, so that a person may overrule it. */
export interface Found<T> {
  readonly value: T;
  /** 0 to 1; 1 where a person or a mapping told it. */
  readonly confidence: number;
}

export type NotText = 'not_text' | 'html' | 'pdf' | 'xls' | 'xlsx' | 'rtf' | 'gzip' | 'zip';

const marks: readonly (readonly [NotText, readonly number[]])[] = [
  ['xlsx', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['gzip', [0x1f, 0x8b]],
];

/** What the first bytes say that a file is, when it is no delimited text. */
export function notText(bytes: Uint8Array): NotText | undefined {
  for (const [name, mark] of marks) if (mark.every((byte, index) => bytes[index] === byte)) return name;
  if (
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|table|\?xml|!--)/i.test(
      latin(bytes.subarray(0, 400)),
    )
  )
    return 'html';
  if (findUtf16(bytes)) return undefined;
  let zeros = 0;
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) zeros += 1;
    else if (byte < 9 || (byte > 13 && byte < 32)) controls += 1;
  }
  return zeros > 0 || controls * 50 > bytes.length ? 'not_text' : undefined;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** The encoding of a text by its marks, its validity and, for Cyrillic, the letters that it gives. */
export function findEncoding(bytes: Uint8Array): Found<Encoding> {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { value: 'utf-8', confidence: 1 };
  const wide = findUtf16(bytes);
  if (wide) return wide;
  const high = bytes.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0);
  if (high === 0) return { value: 'utf-8', confidence: 0.99 };
  if (isUtf8(bytes)) return { value: 'utf-8', confidence: 0.99 };
  const scores = (['windows-1251', 'koi8-r', 'cp866'] as const)
    .map((value) => ({ value, score: cyrillicScore(bytes, value) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || best.score <= 0) return { value: 'iso-8859-1', confidence: 0.5 };
  return {
    value: best.value,
    confidence: Math.min(0.98, 0.6 + Math.max(0, best.score - Math.max(0, second?.score ?? 0)) * 0.4),
  };
}

function findUtf16(bytes: Uint8Array): Found<Encoding> | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { value: 'utf-16le', confidence: 1 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { value: 'utf-16be', confidence: 1 };
  const [even, odd] = [0, 0];
  const counts = { even, odd };
  const length = Math.min(bytes.length, 4000);
  for (let index = 0; index < length; index += 1) {
    // The high half of Latin and Cyrillic letters in UTF-16 is 0 or 4.
    if (bytes[index] === 0 || bytes[index] === 4) counts[index % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  const half = length / 2;
  if (length >= 8 && counts.odd > half * 0.8 && counts.even < half * 0.2)
    return { value: 'utf-16le', confidence: 0.95 };
  if (length >= 8 && counts.even > half * 0.8 && counts.odd < half * 0.2)
    return { value: 'utf-16be', confidence: 0.95 };
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  // The sample may end inside a letter.
  for (let cut = 0; cut < 4; cut += 1) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      continue;
    }
  }
  return false;
}

const tables: Readonly<Record<'windows-1251' | 'koi8-r' | 'cp866', string>> = {
  'windows-1251': 'windows-1251',
  'koi8-r': 'koi8-r',
  cp866: 'ibm866',
};
const common = new Set('оеаинтсрвлкмдпуяыьгзбч');

/** Share of common small Russian letters among the signs beyond ASCII, less what no Russian text holds: 1 is a Russian text. */
function cyrillicScore(bytes: Uint8Array, encoding: 'windows-1251' | 'koi8-r' | 'cp866'): number {
  const text = new TextDecoder(tables[encoding]).decode(bytes.subarray(0, 64_000));
  let good = 0;
  let bad = 0;
  let all = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char.charCodeAt(0) < 128) continue;
    all += 1;
    const before = text.charAt(index - 1);
    if (/[а-яё]/.test(char)) good += common.has(char) ? 1 : 0.5;
    else if (/[А-ЯЁ]/.test(char)) good += /[а-яё]/.test(before) ? -0.5 : 0.6;
    else if (!/[«»№“”–—\u00a0•…’]/.test(char)) bad += 1;
    if (/[A-Za-z]/.test(before)) bad += 0.7;
  }
  return all === 0 ? 0 : (good - bad * 2) / all;
}

const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** The delimiter by which the rows of the sample agree best on their number of columns. */
export function findDelimiter(sample: string): Found<Delimiter> {
  const scores = delimiters
    .map((value) => ({ value, score: delimiterScore(sample, value) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || best.score <= 0) return { value: ',', confidence: 0.3 };
  return {
    value: best.value,
    confidence: Math.max(0.4, Math.min(0.99, (best.score - (second?.score ?? 0) * 0.5) / best.score)),
  };
}

function delimiterScore(sample: string, delimiter: Delimiter): number {
  const widths = new Map<number, number>();
  let rows = 0;
  try {
    const reader = createCsvReader({ delimiter, maxRow: 1_000_000, maxColumns: 20_000 }, (cells) => {
      if (cells.length === 1 && (cells[0] ?? '').trim() === '') return;
      rows += 1;
      widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    });
    reader.feed(sample);
  } catch {
    return 0;
  }
  let [width, count] = [0, 0];
  for (const [columns, found] of widths) if (columns > 1 && found >= count) [width, count] = [columns, found];
  return rows === 0 || width < 2 ? 0 : (count / rows) * (1 + Math.log2(width) / 8);
}
