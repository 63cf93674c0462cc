import { describe, expect, it } from 'vitest';
import { alikeKey, groupAlike } from './alike.ts';

describe('names that are probably one (CL-5)', () => {
  it('does not mind the form, quotes, case and ё', () => {
    expect(alikeKey('ООО «Хлебный двор»')).toBe(alikeKey('ХЛЕБНЫЙ ДВОР, ООО'));
    expect(alikeKey('Семён и Ко')).toBe(alikeKey('семен  и ко'));
    expect(alikeKey('Acme Inc.')).toBe(alikeKey('ACME'));
    expect(alikeKey('Двор')).not.toBe(alikeKey('Дворик'));
  });

  it('groups spellings, the most frequent first, and leaves single ones alone', () => {
    const counts = new Map([
      ['Лакомка', 2],
      ['ЛАКОМКА ООО', 5],
      ['Кедр', 9],
      ['---', 3],
      ['***', 1],
    ]);
    expect(groupAlike(counts)).toEqual([
      [
        { value: 'ЛАКОМКА ООО', rows: 5 },
        { value: 'Лакомка', rows: 2 },
      ],
    ]);
  });
});
