import { expect, test } from 'vitest';
import { typo } from './typography.ts';

test('a short word keeps to the next one, several in a row as well', () => {
  expect(typo('Права выдаёт администратор, и не в этой роли')).toBe(
    'Права выдаёт администратор, и\u00a0не\u00a0в\u00a0этой роли',
  );
  expect(typo('Файл для загрузки')).toBe('Файл для\u00a0загрузки');
});

test('a dash never begins a line, and longer words are left alone', () => {
  expect(typo('Всё готово — дальше')).toBe('Всё готово\u00a0— дальше');
  expect(typo('Найти клиента')).toBe('Найти клиента');
});
