import { expect, test } from 'vitest';
import { matchScore, otherLayout } from './fuzzy.ts';

test('the palette finds a place by its beginning, by a word and by a part, in this order', () => {
  expect(matchScore('Отчёты по клиентам', 'отч')).toBe(3);
  expect(matchScore('Отчёты по клиентам', 'кли')).toBe(2);
  expect(matchScore('Отчёты по клиентам', 'иент')).toBe(1);
  expect(matchScore('Отчёты по клиентам', 'сделки')).toBe(0);
});

test('ё is е, the wrong layout and exchanged letters are forgiven', () => {
  expect(matchScore('Отчёты', 'отчеты')).toBe(3);
  expect(otherLayout('lf')).toBe('да');
  expect(matchScore('Клиенты', 'rkb')).toBe(3);
  expect(matchScore('Settings', 'ыуе')).toBe(3);
  expect(matchScore('Клиенты', 'клеинты')).toBe(0.5);
});
