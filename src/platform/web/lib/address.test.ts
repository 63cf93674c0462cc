import { expect, test } from 'vitest';
import { addressWith, readSort, writeSort } from './address.ts';

test('a change of the address keeps the other conditions and drops the empty ones', () => {
  expect(addressWith('/customers', '?class=A&sort=-turnover', { class: undefined, search: 'волга' })).toBe(
    '/customers?sort=-turnover&search=%D0%B2%D0%BE%D0%BB%D0%B3%D0%B0',
  );
  expect(addressWith('/customers', '?class=A', { class: '' })).toBe('/customers');
});

test('the sort goes to the address and back', () => {
  for (const sort of [
    { key: 'turnover', direction: 'desc' as const },
    { key: 'name', direction: 'asc' as const },
  ]) {
    expect(readSort(writeSort(sort))).toEqual(sort);
  }
  expect(readSort(undefined)).toBeUndefined();
});
