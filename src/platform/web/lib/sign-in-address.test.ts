import { expect, test } from 'vitest';
import { nextAddress, signInAddress } from './sign-in-address.ts';

test('who is sent to sign in comes back to where he wanted to be', () => {
  const address = signInAddress('/customers?class=A');
  expect(address).toBe('/sign-in?next=%2Fcustomers%3Fclass%3DA');
  expect(nextAddress(new URLSearchParams(address.split('?')[1]).get('next') ?? undefined)).toBe(
    '/customers?class=A',
  );
  expect(signInAddress('/')).toBe('/sign-in');
});

test('a link never leads from sign-in to another site', () => {
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    undefined,
    '',
  ]) {
    expect(nextAddress(next)).toBe('/');
  }
});
