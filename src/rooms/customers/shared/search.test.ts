import { describe, expect, test } from 'vitest';
import { likePatterns, otherLayout, searchWords, wordsToResemble } from './search.ts';

describe('what a person types into the search', () => {
  test('ё finds е, case and spaces do not matter', () => {
    expect(searchWords('  Ёлкин   И Ко ')).toEqual(['елкин', 'и', 'ко']);
  });
  test('a phone is found however it is written', () => {
    expect(searchWords('8 (843) 200-10-20')).toEqual(['8432001020']);
    expect(searchWords('+7 843 200 10 20')).toEqual(['8432001020']);
    expect(searchWords('88432001020')).toEqual(['8432001020']);
    expect(searchWords('1655012345')).toEqual(['1655012345']);
    expect(searchWords('200-10-20')).toEqual(['2001020']);
    expect(searchWords('2024-05')).toEqual(['2024-05']);
  });
  test('the wrong keyboard layout is turned back', () => {
    expect(otherLayout('hjvfirf')).toBe('ромашка');
    expect(otherLayout('фсьу')).toBe('acme');
    expect(otherLayout('12')).toBeUndefined();
  });
  test('only words of letters are looked for by resemblance', () => {
    expect(wordsToResemble('Северны 3 ао 77-1')).toBe('северны');
    expect(wordsToResemble('2024 15')).toBe('');
  });
  test('signs of LIKE are taken as they are, short words from the start of a word', () => {
    expect(likePatterns('50%_')).toEqual(['%50\\%\\_%']);
    expect(likePatterns('ро')).toEqual(['ро%', '% ро%']);
  });
});
