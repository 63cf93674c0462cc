// Texts: flat keys, `{name}` placeholders, plural forms by key suffix. The catalogues are JSON files of the rooms.

export type Language = 'en' | 'ru';
export const languages: readonly Language[] = ['en', 'ru'];
export type Catalogue = Readonly<Record<string, string>>;
export type TextValues = Readonly<Record<string, string | number>>;

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  ru: new Intl.PluralRules('ru'),
};

/** The text of a key; with `count` among the values its plural form (`key_one`, `key_few`, `key_many`, `key_other`). A missing key answers itself. */
export function translate(
  catalogue: Catalogue,
  language: Language,
  key: string,
  values: TextValues = {},
  write: (value: string | number) => string = String,
): string {
  const count = values['count'];
  const plural =
    typeof count === 'number'
      ? (catalogue[`${key}_${rules[language].select(count)}`] ?? catalogue[`${key}_other`])
      : undefined;
  const pattern = plural ?? catalogue[key];
  if (pattern === undefined) return key;
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : write(value);
  });
}
