import { useQueries, useQuery } from '@tanstack/react-query';
import type { listViews } from '#platform/shared/contracts/settings.ts';
import { query } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Tabs } from '#platform/web/ui/tabs.tsx';
import type { countCustomers } from '../../shared/contract.ts';
import type { FilterQuery } from '../../shared/filter.ts';
import { addressOfView, currentView, filterOf, standardViews } from './views.ts';
import type { View } from './views.ts';

export const viewsPlace = 'customers';

/** The standard views that this person may use, then his own and the shared ones. */
export function useViews(): readonly View[] {
  const { t } = useTexts();
  const session = useSession();
  const { data } = useQuery(query<typeof listViews>('/api/views', { query: { place: viewsPlace } }));
  const seesClasses = mayDo(session, { resource: 'classes', action: 'read' });
  const standard = standardViews
    .filter((view) => seesClasses || !('category' in view.filter || 'abc' in view.filter))
    .map((view): View => ({ key: view.key, label: t(`customers.view.${view.key}`), filter: view.filter }));
  const saved = (data?.rows ?? []).map((row): View => ({
    key: row.id,
    label: row.name,
    filter: filterOf(asTexts(row.state)),
    saved: { id: row.id, own: row.own },
  }));
  return [...standard, ...saved];
}

/** Tabs with the counts of their views. */
export function ViewTabs({
  views,
  filter,
  sort,
}: {
  readonly views: readonly View[];
  readonly filter: FilterQuery;
  readonly sort: string | undefined;
}) {
  const { t, formats } = useTexts();
  const counts = useQueries({
    queries: views.map((view) => ({
      ...query<typeof countCustomers>('/api/customers/count', { query: view.filter }),
      staleTime: 30_000,
    })),
  });
  const tabs = views.map((view, index) => {
    const count = counts[index]?.data?.customers;
    return {
      key: view.key,
      label: view.label,
      to: addressOfView(view.filter, sort),
      count: count === undefined ? undefined : formats.int(count),
    };
  });
  return <Tabs tabs={tabs} current={currentView(views, filter) ?? ''} label={t('customers.view.label')} />;
}

function asTexts(state: unknown): Record<string, string> {
  if (typeof state !== 'object' || state === null) return {};
  return Object.fromEntries(
    Object.entries(state).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
