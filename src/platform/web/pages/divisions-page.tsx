import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { listDivisions } from '#platform/shared/contracts/roles.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '../lib/address.ts';
import { query } from '../lib/queries.ts';
import { mayDo, useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/pages.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { DivisionPanel } from './division-panel.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export type Division = ReplyOf<typeof listDivisions>['rows'][number];
type Placed = Division & { readonly depth: number };

/** The tree of divisions and branches; those that were closed come last. */
export function Page() {
  const { t, formats } = useTexts();
  const { search, change } = useAddress();
  const mayWrite = mayDo(useSession(), { resource: 'people', action: 'write' });
  const divisions = useQuery(query<typeof listDivisions>('/api/divisions', {}));
  const rows = useMemo(() => divisions.data && inTree(divisions.data.rows), [divisions.data]);
  const openId = search['division'];
  const columns: readonly Column<Placed>[] = [
    {
      key: 'name',
      title: t('platform.divisions.name'),
      grow: true,
      phone: 'name',
      render: (row) => `${'\u2003'.repeat(row.depth)}${row.name}`,
      exportValue: (row) => row.name,
    },
    {
      key: 'kind',
      title: t('platform.divisions.kind'),
      width: 160,
      phone: 'note',
      render: (row) =>
        row.archived ? t('platform.divisions.archived') : t(`platform.divisions.kind_${row.kind}`),
      exportValue: (row) => row.kind,
    },
    {
      key: 'people',
      title: t('platform.people.title'),
      width: 120,
      align: 'right',
      phone: 'sum',
      render: (row) => formats.int(row.people),
      exportValue: (row) => row.people,
    },
  ];
  return (
    <ListPage
      title={t('platform.settings.title')}
      tabs={<SettingsTabs current="divisions" />}
      actions={
        mayWrite && (
          <Button kind="filled" icon={IconPlus} onClick={() => change({ division: 'new' })}>
            {t('platform.divisions.add')}
          </Button>
        )
      }
      panel={
        openId !== undefined &&
        rows !== undefined && (
          <DivisionPanel
            key={`${openId}-${rows.find((row) => row.id === openId)?.version ?? 0}`}
            division={rows.find((row) => row.id === openId)}
            divisions={rows}
            mayWrite={mayWrite}
            onClose={() => change({ division: undefined })}
          />
        )
      }
    >
      {divisions.isError ? (
        <ErrorState error={divisions.error} onRetry={() => void divisions.refetch()} />
      ) : (
        <DataTable
          label={t('platform.divisions.title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowState={(row) => (row.id === openId ? 'picked' : row.archived ? 'off' : undefined)}
          onOpen={(row) => change({ division: row.id })}
          empty={<EmptyState>{t('platform.divisions.empty')}</EmptyState>}
        />
      )}
    </ListPage>
  );
}

/** Children under their parents, each level by name as the server sorted it. */
function inTree(all: readonly Division[]): Placed[] {
  const placed: Placed[] = [];
  const visit = (parent: string | null, depth: number) => {
    for (const row of all) {
      if (row.parent !== parent || row.archived) continue;
      placed.push({ ...row, depth });
      visit(row.id, depth + 1);
    }
  };
  visit(null, 0);
  return [...placed, ...all.filter((row) => row.archived).map((row) => ({ ...row, depth: 0 }))];
}
