import { describe, expect, test } from 'vitest';
import { wordsOfChange } from './change-words.ts';

const texts = {
  tryText: (key: string) => ({ 'customers.field.taxNumber': 'ИНН', 'customers.field.city': 'Город' })[key],
};

describe('a change in words', () => {
  test('names the fields that people know, and what they were and are', () => {
    expect(
      wordsOfChange(texts, {
        before: { tax_number: null, city: 'Уфа' },
        after: { tax_number: '77', city: 'Казань' },
      }),
    ).toEqual([
      { field: 'ИНН', before: '', after: '77' },
      { field: 'Город', before: 'Уфа', after: 'Казань' },
    ]);
  });
  test('inner ids and unchanged fields stay silent', () => {
    expect(
      wordsOfChange(texts, { before: { id: 5, city: 'Уфа' }, after: { city: 'Уфа', loser_id: 7 } }),
    ).toEqual([]);
  });
});
