import { Suspense } from 'react';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { cardPanelsOf } from '../slots.ts';
import type { CardPanel } from '../slots.ts';

/** What younger rooms put into the card; a panel that fails or waits does so alone. */
export function Panels({
  place,
  customerId,
}: {
  readonly place: CardPanel['place'];
  readonly customerId: string;
}) {
  const session = useSession();
  return cardPanelsOf(place)
    .filter((panel) => mayDo(session, panel.need))
    .map(({ key, Panel }) => (
      <Suspense key={key} fallback={<SkeletonText lines={3} />}>
        <Panel customerId={customerId} />
      </Suspense>
    ));
}
