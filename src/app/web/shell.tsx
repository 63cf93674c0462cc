import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useState } from 'react';
import { mayDo, sessionQuery } from '#platform/web/lib/session.ts';
import type { Session } from '#platform/web/lib/session.ts';
import { useShortcut } from '#platform/web/lib/shortcuts.tsx';
import { signInAddress } from '#platform/web/lib/sign-in-address.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AppShell } from '#platform/web/ui/app-shell.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { MeMenu } from './me-menu.tsx';
import { roomWebs } from './modules.ts';
import { currentPlace, placesFor } from './navigation.ts';
import { Palette } from './palette.tsx';
import { useRail } from './use-rail.ts';

/** What rooms let listen on every page. */
const listeners = roomWebs.flatMap(({ room, everywhere }) =>
  everywhere
    ? [
        {
          key: room,
          need: everywhere.need,
          Listener: lazy(async () => ({ default: (await everywhere.load()).Everywhere })),
        },
      ]
    : [],
);

/** The frame around every page of a signed-in person. */
export function Shell() {
  const { data: session } = useQuery(sessionQuery);
  const from = useRouterState({ select: (state) => state.location.href });
  const go = useGo();
  useEffect(() => {
    if (session === null) go(signInAddress(from), { replace: true });
  }, [session, from, go]);
  if (session === null || session === undefined) return null;
  return <SignedInShell session={session} />;
}

function SignedInShell({ session }: { readonly session: Session }) {
  const { t } = useTexts();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [isFinding, setFinding] = useState(false);
  const rail = useRail();
  useShortcut('ctrl+k', () => setFinding(true));
  const places = placesFor(roomWebs, session);
  const current = currentPlace(places, path);
  const groups = places.map((group) => ({
    key: group.group,
    label: group.label && t(group.label),
    places: group.entries.map((entry) => ({
      key: entry.to,
      label: t(entry.label),
      icon: entry.icon,
      to: entry.to,
      isCurrent: entry.to === current,
      isOnPhone: entry.phone,
    })),
  }));
  return (
    <>
      <AppShell
        name={t('ui.product')}
        groups={groups}
        isRail={rail.isRail}
        onFind={() => setFinding(true)}
        me={<MeMenu session={session} rail={rail} />}
      >
        <Outlet />
      </AppShell>
      <Suspense fallback={null}>
        {listeners
          .filter(({ need }) => mayDo(session, need))
          .map(({ key, Listener }) => (
            <Listener key={key} />
          ))}
      </Suspense>
      {isFinding && <Palette session={session} onClose={() => setFinding(false)} />}
    </>
  );
}
