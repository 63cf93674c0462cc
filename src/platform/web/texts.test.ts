import { expect, test } from 'vitest';
import en from './texts.en.json' with { type: 'json' };
import ru from './texts.ru.json' with { type: 'json' };

const forms = /_(one|few|many|other)$/;
const bases = (texts: object) =>
  [...new Set(Object.keys(texts).map((key) => key.replace(forms, '')))].toSorted();

test('every text of the platform is there in both languages', () => {
  expect(bases(ru)).toEqual(bases(en));
});

test('a Russian plural has its four forms, an English one two', () => {
  const plural = (texts: object) =>
    Object.keys(texts)
      .filter((key) => key.endsWith('_one'))
      .map((key) => key.replace(forms, ''));
  for (const key of plural(ru))
    expect(ru, key).toMatchObject(
      Object.fromEntries(
        ['one', 'few', 'many', 'other'].map((form) => [`${key}_${form}`, expect.any(String)]),
      ),
    );
  for (const key of plural(en)) expect(en, key).toHaveProperty([`${key}_other`]);
});

test('both languages put in the same values', () => {
  const english: Readonly<Record<string, string>> = en;
  const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted();
  for (const [key, text] of Object.entries(ru)) {
    const other = english[key] ?? english[key.replace(forms, '_other')] ?? '';
    expect(values(text), key).toEqual(values(other));
  }
});
