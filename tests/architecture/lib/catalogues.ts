// The fence of the texts: both languages say the same things, and every refusal has words.

import type { Violation } from './sources.ts';

type Catalogue = Readonly<Record<string, string>>;

const pluralForms = { en: ['one', 'other'], ru: ['one', 'few', 'many'] } as const;

/** Keys that only one language has, plural forms that are missing, placeholders that differ, and empty texts. */
export function findCatalogueGaps(name: string, en: Catalogue, ru: Catalogue): Violation[] {
  return [
    ...gaps(name, 'ru', en, ru),
    ...gaps(name, 'en', ru, en),
    ...emptyTexts(name, { ...en, ...ru }),
    ...differentPlaceholders(name, en, ru),
  ];
}

/** Refusals without a text in either language. */
export function findSpeechlessRefusals(codes: Iterable<string>, en: Catalogue, ru: Catalogue): Violation[] {
  return [...codes].flatMap((code) => {
    const key = `refusal.${code}`;
    return [...(has(en, key) ? [] : [`en: ${key}`]), ...(has(ru, key) ? [] : [`ru: ${key}`])];
  });
}

/** Words that the dictionary writes with ё, and straight quotes. */
export function findCarelessRussian(ru: Catalogue): Violation[] {
  const careless =
    /(?<![а-яё])(еще|ее|нее|счет|учет|отчет|расчет|перерасчет|пересчет|объем|объемы|отчеты|расчеты)(?![а-яё])|[а-яё]"|"[а-яё]/iu;
  return Object.entries(ru).flatMap(([key, text]) => (careless.test(text) ? [`${key}: ${text}`] : []));
}

/** What the catalogue of `language` lacks of the other one. */
function gaps(name: string, language: 'en' | 'ru', full: Catalogue, checked: Catalogue): Violation[] {
  const missing = new Set<string>();
  for (const key of Object.keys(full)) {
    const base = pluralBase(key, full);
    if (base === undefined) {
      if (!(key in checked)) missing.add(key);
      continue;
    }
    for (const form of pluralForms[language])
      if (!(`${base}_${form}` in checked)) missing.add(`${base}_${form}`);
  }
  return [...missing].map((key) => `${name} ${language}: ${key}`);
}

/** `things_many` is a plural form when `things_one` stands beside it. */
function pluralBase(key: string, catalogue: Catalogue): string | undefined {
  const found = /^(.+)_(one|few|many|other)$/.exec(key);
  const base = found?.[1];
  if (base === undefined) return undefined;
  const isPlural =
    `${base}_one` in catalogue && ['few', 'many', 'other'].some((form) => `${base}_${form}` in catalogue);
  return isPlural ? base : undefined;
}

function emptyTexts(name: string, all: Catalogue): Violation[] {
  return Object.entries(all).flatMap(([key, text]) =>
    text.trim() === '' ? [`${name}: ${key} is empty`] : [],
  );
}

function differentPlaceholders(name: string, en: Catalogue, ru: Catalogue): Violation[] {
  return Object.keys(en).flatMap((key) => {
    const [one, other] = [placeholders(en[key]), placeholders(ru[key])];
    return ru[key] === undefined || one === other || /_(one|few|many|other)$/.test(key)
      ? []
      : [`${name}: ${key} has {${one}} in en and {${other}} in ru`];
  });
}

function placeholders(text = ''): string {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, word]) => word ?? ''))].toSorted().join(', ');
}

function has(catalogue: Catalogue, key: string): boolean {
  return key in catalogue || `${key}_other` in catalogue || `${key}_many` in catalogue;
}
