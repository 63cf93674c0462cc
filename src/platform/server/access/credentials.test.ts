import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from './attempts.ts';
import { isWeak } from './passwords.ts';
import { initialsOf } from './session.routes.ts';
import { limitToScopes } from './tokens.ts';

test('addresses of one IPv6 household count as one, whatever their spelling', () => {
  const spellings = [
    '2001:db8:1:2::1',
    '2001:0db8:0001:0002:ffff:ffff:ffff:ffff',
    '2001:DB8:1:2:0:0:0:9',
    '2001:db8:1:2::5%eth0',
  ];
  expect(new Set(spellings.map(networkOf))).toEqual(new Set(['2001:db8:1:2']));
  expect(networkOf('2001:db8:1:3::1')).not.toBe('2001:db8:1:2');
  expect(networkOf('::ffff:10.0.0.7')).toBe('10.0.0.7');
  expect(networkOf('10.0.0.8')).toBe('10.0.0.8');
  expect(networkOf('::1')).toBe('0:0:0:0');
});

test('passwords that anybody would try are weak, long phrases are not', () => {
  for (const weak of [
    '',
    'короткий',
    '1234567890',
    'qwertyuiop',
    'aaaaaaaaaaaa',
    'пароль12345',
    'ababababab',
  ])
    expect(isWeak(weak)).toBe(true);
  expect(isWeak('ковалёва2026', ['Анна Ковалёва', 'anna@example.test'])).toBe(true);
  expect(isWeak('ночная-фиалка 17', ['Анна Ковалёва'])).toBe(false);
  expect(isWeak('correct horse battery')).toBe(false);
});

test('no password is weak for its length alone once it is long and mixed', () => {
  const mixed = fc
    .string({ minLength: 16, maxLength: 60, unit: 'grapheme' })
    .filter((text) => new Set(text.toLowerCase()).size >= 10);
  fc.assert(
    fc.property(
      mixed,
      (text) => !isWeak(text) || /^(0123|1234|9876|abcd|абвг|qwer|йцук|1qaz|pass|паро|klie|клие)/i.test(text),
    ),
  );
});

test('initials come from the first two words', () => {
  expect(initialsOf('Иванова Мария Петровна')).toBe('ИМ');
  expect(initialsOf('J. R. Hartley')).toBe('JR');
  expect(initialsOf('1С — обмен')).toBe('1О');
  expect(initialsOf('')).toBe('');
});

test('a token has what its person has and its scopes name, never more', () => {
  const cells = { customers: { read: 'own', write: 'own' }, people: { read: 'all' } } as const;
  expect(limitToScopes(cells, { customers: ['read', 'delete'], settings: ['write'] })).toEqual({
    customers: { read: 'own' },
  });
  expect(limitToScopes(cells, {})).toEqual({});
});
