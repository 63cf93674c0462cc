// The side bar and the palette are made of what rooms register and what this person may see.

import { mayDo } from '#platform/web/lib/session.ts';
import type { Session } from '#platform/web/lib/session.ts';
import type { NavigationEntry, NavigationGroup, RoomWeb } from '#platform/web/lib/room-web.ts';
import type { TextKey } from '#platform/web/lib/texts.tsx';

const groupLabels: Readonly<Record<NavigationGroup, TextKey | undefined>> = {
  top: undefined,
  customers: 'ui.group.customers',
  sales: 'ui.group.sales',
  analysis: 'ui.group.analysis',
  service: 'ui.group.service',
  company: 'ui.group.company',
};
const groupOrder: readonly NavigationGroup[] = [
  'top',
  'customers',
  'sales',
  'analysis',
  'service',
  'company',
];

export interface PlacesOfGroup {
  readonly group: NavigationGroup;
  readonly label: TextKey | undefined;
  readonly entries: readonly NavigationEntry[];
}

/** The groups that have a place for this person, in the order of the side bar. */
export function placesFor(rooms: readonly RoomWeb[], session: Session): PlacesOfGroup[] {
  const entries = rooms.flatMap((room) => room.navigation).filter((entry) => mayDo(session, entry.need));
  return groupOrder
    .map((group) => ({
      group,
      label: groupLabels[group],
      entries: entries
        .filter((entry) => entry.group === group)
        .toSorted((left, right) => left.order - right.order),
    }))
    .filter((places) => places.entries.length > 0);
}

/** The place that an address belongs to: the longest one that begins it. */
export function currentPlace(places: readonly PlacesOfGroup[], path: string): string | undefined {
  const all = places.flatMap((group) => group.entries.map((entry) => entry.to));
  return all
    .filter((to) => path === to || (to !== '/' && path.startsWith(`${to}/`)))
    .toSorted((left, right) => right.length - left.length)[0];
}
