import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { query } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { Drawer } from '#platform/web/ui/drawer.tsx';
import { ListPage } from '#platform/web/ui/pages.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listDirections } from '../shared/contract.ts';
import { CatalogTabs } from './catalog-tabs.tsx';
import { DirectionForm } from './direction-form.tsx';

export type Direction = ReplyOf<typeof listDirections>['directions'][number];

/** Product directions: groups of products with a head and a result of their own. */
export function Page() {
  const texts = useTexts();
  const { t, formats } = texts;
  const { search, change } = useAddress();
  const mayWrite = mayDo(useSession(), { resource: 'catalog', action: 'write' });
  const list = useQuery(
    query<typeof listDirections>('/api/catalog/directions', { query: { archived: true } }),
  );
  const openId = search['direction'];
  const known = list.data?.directions.find((row) => row.id === openId);
  const close = () => change({ direction: undefined });
  return (
    <ListPage
      title={t('catalog.title')}
      note={list.data && formats.int(list.data.directions.length)}
      tabs={<CatalogTabs current="directions" />}
      actions={
        mayWrite && (
          <Button kind="filled" icon={IconPlus} onClick={() => change({ direction: 'new' })}>
            {t('catalog.direction.add')}
          </Button>
        )
      }
      panel={
        mayWrite &&
        (known || openId === 'new') && (
          <Drawer
            key={openId}
            title={known?.name ?? t('catalog.direction.new')}
            label={t('catalog.directions')}
            onClose={close}
          >
            <DirectionForm key={known?.version} direction={known} onDone={close} />
          </Drawer>
        )
      }
    >
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={t('catalog.directions')}
          columns={columnsOf(texts)}
          rows={list.data?.directions}
          rowKey={(row) => row.id}
          rowState={(row) => (row.id === openId ? 'picked' : row.archived ? 'off' : undefined)}
          empty={<EmptyState>{t('catalog.direction.empty')}</EmptyState>}
          {...(mayWrite ? { onOpen: (row: Direction) => change({ direction: row.id }) } : {})}
        />
      )}
    </ListPage>
  );
}

function columnsOf({ t, formats }: Texts): Column<Direction>[] {
  return [
    {
      key: 'name',
      title: t('catalog.name'),
      grow: true,
      phone: 'name',
      render: (row) => <span className="medium">{row.name}</span>,
      exportValue: (row) => row.name,
    },
    {
      key: 'head',
      title: t('catalog.head'),
      phone: 'note',
      render: (row) => row.head?.name ?? <span className="muted">{t('catalog.head.none')}</span>,
      exportValue: (row) => row.head?.name ?? null,
    },
    {
      key: 'products',
      title: t('catalog.count'),
      align: 'right',
      phone: 'sum',
      render: (row) => formats.int(row.products),
      exportValue: (row) => row.products,
    },
    {
      key: 'window',
      title: t('catalog.window'),
      align: 'right',
      render: (row) =>
        row.windowMonths === undefined ? <span className="muted">—</span> : formats.int(row.windowMonths),
      exportValue: (row) => row.windowMonths ?? null,
    },
    {
      key: 'byContract',
      title: t('catalog.byContract'),
      render: (row) => (row.byContract ? t('catalog.yes') : ''),
      exportValue: (row) => (row.byContract ? 1 : 0),
    },
  ];
}
