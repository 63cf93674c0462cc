import { expect, test } from 'vitest';
import type { NavigationEntry, RoomWeb } from '#platform/web/lib/room-web.ts';
import type { Session } from '#platform/web/lib/session.ts';
import { currentPlace, placesFor } from './navigation.ts';

const icon = () => null;
const place = (to: string, order: number, more: Partial<NavigationEntry> = {}): NavigationEntry => ({
  group: 'customers',
  label: 'ui.save',
  icon,
  to,
  order,
  ...more,
});
const rooms: RoomWeb[] = [
  {
    room: 'one',
    pages: [],
    actions: [],
    navigation: [
      place('/imports', 20),
      place('/customers', 10),
      place('/audit', 10, { group: 'company', need: { resource: 'audit', action: 'read' } }),
      place('/customers/merge', 30),
    ],
  },
];
const session = (may: Session['may']): Session => ({
  person: { id: 'per_1', name: 'M', language: 'en', initials: 'M' },
  company: { name: 'C', currency: 'RUB', timeZone: 'UTC', language: 'en' },
  may,
});

test('a person sees the places that he may see, in their order, and no empty group', () => {
  const shown = placesFor(rooms, session({}));
  expect(shown.map((group) => group.group)).toEqual(['customers']);
  expect(shown[0]?.entries.map((entry) => entry.to)).toEqual(['/customers', '/imports', '/customers/merge']);
  expect(placesFor(rooms, session({ audit: { read: 'all' } })).map((group) => group.group)).toEqual([
    'customers',
    'company',
  ]);
  expect(placesFor(rooms, session({ audit: { read: 'none' } }))).toHaveLength(1);
});

test('the current place is the longest one that begins the address', () => {
  const shown = placesFor(rooms, session({}));
  expect(currentPlace(shown, '/customers/cus_1')).toBe('/customers');
  expect(currentPlace(shown, '/customers/merge/3')).toBe('/customers/merge');
  expect(currentPlace(shown, '/customersx')).toBeUndefined();
});
