// Routes are made from what rooms register; every page is a file of its own.

import type { QueryClient } from '@tanstack/react-query';
import {
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { lazy } from 'react';
import type { RoomPage } from '#platform/web/lib/room-web.ts';
import { mayDo, sessionQuery } from '#platform/web/lib/session.ts';
import type { Session } from '#platform/web/lib/session.ts';
import { signInAddress } from '#platform/web/lib/sign-in-address.ts';
import { PageFault, PageNotFound } from '#platform/web/ui/page-states.tsx';
import { roomWebs } from './modules.ts';
import { placesFor } from './navigation.ts';
import { PageFrame } from './page-frame.tsx';
import { Shell } from './shell.tsx';

export function createAppRouter(client: QueryClient) {
  const root = createRootRoute({
    component: Outlet,
    notFoundComponent: PageNotFound,
    errorComponent: PageFault,
  });
  const shell = createRoute({
    getParentRoute: () => root,
    id: 'shell',
    component: Shell,
    errorComponent: PageFault,
    beforeLoad: async ({ location }) => {
      const session = await client.ensureQueryData(sessionQuery);
      if (session === null) throw redirect({ href: signInAddress(location.href) });
      return { session };
    },
  });
  const index = createRoute({
    getParentRoute: () => shell,
    path: '/',
    component: PageNotFound,
    beforeLoad: async () => {
      const session = await client.ensureQueryData(sessionQuery);
      const first = session && firstPlace(session);
      if (first) throw redirect({ href: first });
    },
  });
  const gallery = createRoute({
    getParentRoute: () => root,
    path: '/dev/ui',
    component: lazyRouteComponent(() => import('#platform/web/gallery/gallery-page.tsx'), 'Page'),
  });
  const bare = pagesOf('bare').map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      component: lazyRouteComponent(page.page, 'Page'),
    }),
  );
  const framed = pagesOf('shell').map((page) =>
    createRoute({
      getParentRoute: () => shell,
      path: page.path,
      component: framedPage(page),
      errorComponent: PageFault,
      beforeLoad: page.path === '/' ? () => leaveForOwnPlace(client, page) : undefined,
    }),
  );
  const hasHome = pagesOf('shell').some((page) => page.path === '/');
  return createRouter({
    routeTree: root.addChildren([shell.addChildren(hasHome ? framed : [index, ...framed]), gallery, ...bare]),
    defaultPreload: false,
    defaultPendingMs: 300,
    defaultErrorComponent: PageFault,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: writeSearch,
  });
}

function pagesOf(frame: 'bare' | 'shell'): RoomPage[] {
  return roomWebs.flatMap((room) => room.pages).filter((page) => (page.frame ?? 'shell') === frame);
}

function framedPage(page: RoomPage) {
  const Page = lazy(async () => ({ default: (await page.page()).Page }));
  return function FramedPage() {
    return (
      <PageFrame need={page.need}>
        <Page />
      </PageFrame>
    );
  };
}

/** Who may not see the first page begins at the first place that he may see. */
async function leaveForOwnPlace(client: QueryClient, page: RoomPage): Promise<void> {
  const session = await client.ensureQueryData(sessionQuery);
  if (session === null || mayDo(session, page.need)) return;
  const first = firstPlace(session);
  if (first !== undefined && first !== '/') throw redirect({ href: first });
}

function firstPlace(session: Session): string | undefined {
  return placesFor(roomWebs, session)[0]?.entries[0]?.to;
}

/** Values stay plain text in the address, since people read it and send it to each other. */
function writeSearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' || typeof value === 'number') params.set(key, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
