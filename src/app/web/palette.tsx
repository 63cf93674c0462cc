import { useCallback, useMemo } from 'react';
import { mayDo } from '#platform/web/lib/session.ts';
import type { Session } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { CommandPalette } from '#platform/web/ui/command-palette.tsx';
import type { PaletteEntry } from '#platform/web/ui/command-palette.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { roomWebs } from './modules.ts';
import { placesFor } from './navigation.ts';

/** Records, actions and places of all rooms under one key. */
export function Palette({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const { t } = useTexts();
  const go = useGo();
  const entries = useMemo(() => {
    const actions = roomWebs.flatMap((room) => room.actions).filter((action) => mayDo(session, action.need));
    const doing: PaletteEntry[] = actions.map((action) => ({
      id: action.id,
      group: t('ui.palette.actions'),
      label: t(action.label),
      icon: action.icon,
      shortcut: action.shortcut,
      perform: () => (action.to === undefined ? action.perform?.() : go(action.to)),
    }));
    const places = placesFor(roomWebs, session).flatMap((group) => group.entries);
    const going: PaletteEntry[] = places.map((place) => ({
      id: place.to,
      group: t('ui.palette.places'),
      label: t(place.label),
      icon: place.icon,
      perform: () => go(place.to),
    }));
    return [...doing, ...going];
  }, [session, t, go]);
  const find = useCallback(
    async (text: string, signal: AbortSignal): Promise<PaletteEntry[]> => {
      const finds = roomWebs.flatMap((room) => (room.find ? [room.find(text, signal)] : []));
      const found = (await Promise.all(finds)).flat();
      return found.map((record) => ({
        id: record.id,
        group: t('ui.palette.records'),
        label: record.label,
        note: record.note,
        perform: () => go(record.to),
      }));
    },
    [t, go],
  );
  return <CommandPalette entries={entries} find={find} onClose={onClose} />;
}
