import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import type { Need } from '#platform/web/lib/session.ts';
import { PageForbidden, PageWaiting } from '#platform/web/ui/page-states.tsx';

/** A page, or the word that this person may not see it. The server decides again on every request. */
export function PageFrame({
  need,
  children,
}: {
  readonly need: Need | undefined;
  readonly children: ReactNode;
}) {
  const session = useSession();
  if (!mayDo(session, need)) return <PageForbidden />;
  return <Suspense fallback={<PageWaiting />}>{children}</Suspense>;
}
