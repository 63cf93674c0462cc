// Words of the interface: one catalogue per language, loaded alone; keys are typed from the English files.

import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { translate } from '#platform/shared/texts.ts';
import type { Catalogue, Language, TextValues } from '#platform/shared/texts.ts';
import type platformTexts from '../texts.en.json';
import { createFormats } from './formats.ts';
import type { Formats } from './formats.ts';

/** Rooms add their catalogues here: `declare module '#platform/web/lib/texts.tsx' { interface TextCatalogues { customers: typeof texts } }`. */
export interface TextCatalogues {
  ui: typeof platformTexts;
}
type RawKey = { [Room in keyof TextCatalogues]: keyof TextCatalogues[Room] }[keyof TextCatalogues] & string;
type Base<Key extends string> = Key extends `${infer Start}_${'one' | 'few' | 'many' | 'other'}`
  ? Start
  : Key;

/** A key of some catalogue; a plural one is named without its form. */
export type TextKey = Base<RawKey>;

export interface Texts {
  readonly language: Language;
  readonly formats: Formats;
  /** The text of a key; numbers among the values are written by the formats of the language. */
  t(key: TextKey, values?: TextValues): string;
  /** The text of a key that came as data (a refusal, an enumeration); the key itself when there is none. */
  tryText(key: string, values?: TextValues): string | undefined;
  /** Changes the language of the person, here and on the server. */
  setLanguage(language: Language): void;
}

const TextsContext = createContext<Texts | undefined>(undefined);

interface ProviderProps {
  readonly language: Language;
  readonly catalogue: Catalogue;
  readonly onLanguage: (language: Language) => void;
  readonly children: ReactNode;
}

export function TextsProvider({ language, catalogue, onLanguage, children }: ProviderProps) {
  const texts = useMemo(
    () => createTexts(language, catalogue, onLanguage),
    [language, catalogue, onLanguage],
  );
  return <TextsContext value={texts}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('useTexts needs a TextsProvider above it');
  return texts;
}

export function createTexts(
  language: Language,
  catalogue: Catalogue,
  onLanguage: (language: Language) => void,
): Texts {
  const formats = createFormats(language);
  const write = (value: string | number) => (typeof value === 'number' ? formats.decimal(value) : value);
  return {
    language,
    formats,
    t: (key, values) => translate(catalogue, language, key, values, write),
    tryText: (key, values) => {
      const text = translate(catalogue, language, key, values, write);
      return text === key ? undefined : text;
    },
    setLanguage: onLanguage,
  };
}

/** The language before anybody signed in: the last one used here, else the browser's. */
export function guessLanguage(): Language {
  const kept = localStorage.getItem(languageKey);
  if (kept === 'ru' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
}

const languageKey = 'klientela-language';
