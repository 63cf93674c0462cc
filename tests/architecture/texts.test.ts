// Both catalogues say the same things; every refusal has its words in both languages.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listRefusals } from '#platform/shared/refusals.ts';
import { findCarelessRussian, findCatalogueGaps, findSpeechlessRefusals } from './lib/catalogues.ts';
import { readSources, root } from './lib/sources.ts';

type Catalogue = Record<string, string>;

const folders = [
  'src/platform/web',
  ...readdirSync(join(root, 'src/rooms')).map((room) => `src/rooms/${room}/web`),
].filter((folder) =>
  ['en', 'ru'].some((language) => existsSync(join(root, folder, `texts.${language}.json`))),
);
const read = (folder: string, language: string): Catalogue =>
  JSON.parse(readFileSync(join(root, folder, `texts.${language}.json`), 'utf8')) as Catalogue;
const merged = (language: string): Catalogue =>
  Object.assign({}, ...folders.map((folder) => read(folder, language))) as Catalogue;

describe('the catalogues', () => {
  it.each(folders)('of %s are equal in both languages', (folder) => {
    const en = read(folder, 'en');
    expect(Object.keys(en).length).toBeGreaterThan(0);
    expect(findCatalogueGaps(folder, en, read(folder, 'ru'))).toEqual([]);
  });

  it('have words for every refusal', async () => {
    const tables = readSources(['src'], ['/server/errors.ts']).filter(({ text }) =>
      text.includes('defineRefusals('),
    );
    expect(tables.length).toBeGreaterThan(0);
    for (const { path } of tables) await import(/* @vite-ignore */ pathToFileURL(join(root, path)).href);
    expect(listRefusals().size).toBeGreaterThan(10);
    expect(findSpeechlessRefusals(listRefusals().keys(), merged('en'), merged('ru'))).toEqual([]);
  });

  it('write Russian with ё where the dictionary does, and « » for quotes', () => {
    expect(findCarelessRussian(merged('ru'))).toEqual([]);
  });
});

describe('a planted gap is caught:', () => {
  const en = { 'a.title': 'Title', 'a.rows_one': '{count} row', 'a.rows_other': '{count} rows' };
  const ru = {
    'a.title': 'Название',
    'a.rows_one': '{count} строка',
    'a.rows_few': '{count} строки',
    'a.rows_many': '{count} строк',
  };
  const without = (catalogue: Catalogue, key: string): Catalogue =>
    Object.fromEntries(Object.entries(catalogue).filter(([name]) => name !== key));

  it('not in whole catalogues', () => expect(findCatalogueGaps('a', en, ru)).toEqual([]));
  it('a key that Russian lacks', () =>
    expect(findCatalogueGaps('a', en, without(ru, 'a.title'))).toEqual(['a ru: a.title']));
  it('a key that English lacks', () =>
    expect(findCatalogueGaps('a', without(en, 'a.title'), ru)).toEqual(['a en: a.title']));
  it('a plural form that Russian lacks', () =>
    expect(findCatalogueGaps('a', en, without(ru, 'a.rows_few'))).toEqual(['a ru: a.rows_few']));
  it('an empty text', () =>
    expect(findCatalogueGaps('a', { b: 'x' }, { b: ' ' })).toEqual(['a: b is empty']));
  it('another placeholder', () =>
    expect(findCatalogueGaps('a', { b: '{n} x' }, { b: '{m} х' })).toHaveLength(1));
  it('a refusal without words', () =>
    expect(findSpeechlessRefusals(['a.b'], { 'refusal.a.b': 'x' }, {})).toEqual(['ru: refusal.a.b']));
  it.each(['Расчет за месяц', 'Клиент "Ромашка"', 'Еще раз'])('careless Russian: %s', (text) =>
    expect(findCarelessRussian({ a: text })).toEqual([`a: ${text}`]),
  );
  it('but not careful Russian', () =>
    expect(findCarelessRussian({ a: 'Расчёт по клиенту «Ромашка» ещё раз, счета' })).toEqual([]));
});
