// The server's side of the texts: refusals and files of rejects are worded in the caller's language.

import { readFile } from 'node:fs/promises';
import type { Catalogue, Language, TextValues } from '../shared/texts.ts';
import { languages, translate } from '../shared/texts.ts';
import { serviceKey } from './services.ts';

export type Texts = (language: Language, key: string, values?: TextValues) => string;

export const textsKey = serviceKey<Texts>('platform.texts');

/** Merges the catalogues of these folders (`texts.en.json`, `texts.ru.json`). A folder without them is skipped. */
export async function loadTexts(folders: readonly string[]): Promise<Texts> {
  const catalogues = new Map<Language, Catalogue>();
  for (const language of languages) {
    const parts = await Promise.all(
      folders.map((folder) => readCatalogue(`${folder}/texts.${language}.json`)),
    );
    catalogues.set(language, Object.assign({}, ...parts) as Catalogue);
  }
  return (language, key, values) => translate(catalogues.get(language) ?? {}, language, key, values);
}

async function readCatalogue(path: string): Promise<Catalogue> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Catalogue;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
