import { describe, expect, test } from 'vitest';
import { cleanText, normaliseEmail, normalisePhone } from './contact-data.ts';

describe('phones and e-mails', () => {
  test('a Russian company writes phones as it likes, they are kept in one form', () => {
    for (const typed of ['8 (843) 200-10-20', '+7 843 200 10 20', '8432001020', ' 7-843-200-10-20 ']) {
      expect(normalisePhone(typed, 'ru')).toBe('+78432001020');
    }
  });
  test('an extension is kept; what is no phone stays as typed', () => {
    expect(normalisePhone('+7 843 200-10-20 доб. 12', 'ru')).toBe('+78432001020 x12');
    expect(normalisePhone('через секретаря', 'ru')).toBe('через секретаря');
    expect(normalisePhone('+44 20 7946 0958', 'en')).toBe('+442079460958');
  });
  test('e-mails are lower case, spaces go', () => {
    expect(normaliseEmail(' Info@Romashka.RU ')).toBe('info@romashka.ru');
    expect(cleanText('  Казань \u00a0 центр ')).toBe('Казань центр');
    expect(cleanText('   ')).toBeUndefined();
  });
});
