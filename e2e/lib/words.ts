// The words of the screens out of the catalogues, so that one journey is told in both languages.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { translate } from '#platform/shared/texts.ts';
import type { Catalogue, Language, TextValues } from '#platform/shared/texts.ts';

export type Words = (key: string, values?: TextValues) => string;

/** Answers the text of a key; throws for a key that no catalogue has. */
export function wordsOf(language: Language): Words {
  const source = join(import.meta.dirname, '../../src');
  const folders = [
    'platform/web',
    'platform/web/pages',
    ...readdirSync(join(source, 'rooms')).map((room) => `rooms/${room}/web`),
  ];
  const catalogue: Catalogue = Object.assign(
    {},
    ...folders.map((folder) => readCatalogue(join(source, folder, `texts.${language}.json`))),
  );
  return (key, values) => {
    const text = translate(catalogue, language, key, values);
    if (text === key) throw new Error(`there are no words for ${key}`);
    return text;
  };
}

function readCatalogue(path: string): Catalogue {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Catalogue;
  } catch {
    return {};
  }
}
