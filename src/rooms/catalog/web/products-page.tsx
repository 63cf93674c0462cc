import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { query, usePagedRows } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { Button, ButtonLink } from '#platform/web/ui/button.tsx';
import { Chip, ConditionBar, SearchField } from '#platform/web/ui/condition-bar.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { Drawer } from '#platform/web/ui/drawer.tsx';
import { ListPage } from '#platform/web/ui/pages.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listDirections, listProducts } from '../shared/contract.ts';
import { CatalogTabs } from './catalog-tabs.tsx';
import { ProductForm } from './product-form.tsx';

export type Product = ReplyOf<typeof listProducts>['rows'][number];

/** The products of the company by name; one opens at the right (PORT-1). */
export function Page() {
  const texts = useTexts();
  const { t, formats } = texts;
  const { search, change } = useAddress();
  const mayWrite = mayDo(useSession(), { resource: 'catalog', action: 'write' });
  const directions = useQuery(query<typeof listDirections>('/api/catalog/directions', { query: {} }));
  const direction = search['direction'];
  const archived = search['archived'] === 'true';
  const filter = {
    ...(search['q'] ? { q: search['q'] } : {}),
    ...(direction ? { direction } : {}),
    archived,
  };
  const list = usePagedRows<typeof listProducts>('/api/catalog/products', { query: filter });
  const openId = search['product'];
  const known = list.rows?.find((row) => row.id === openId);
  const close = () => change({ product: undefined });
  const isFiltered = filter.q !== undefined || direction !== undefined || archived;
  const total = list.first?.total;
  return (
    <ListPage
      title={t('catalog.title')}
      note={total === undefined ? undefined : formats.int(total)}
      tabs={<CatalogTabs current="products" />}
      actions={
        mayWrite && (
          <Button kind="filled" icon={IconPlus} onClick={() => change({ product: 'new' })}>
            {t('catalog.product.add')}
          </Button>
        )
      }
      conditions={<ProductConditions directions={directions.data?.directions ?? []} />}
      panel={
        (known || openId === 'new') && (
          <Drawer
            key={openId}
            title={known?.name ?? t('catalog.product.new')}
            label={t('catalog.products')}
            onClose={close}
          >
            <ProductForm
              key={known?.version}
              product={known}
              directions={directions.data?.directions ?? []}
              isReadOnly={!mayWrite}
              onDone={close}
            />
          </Drawer>
        )
      }
    >
      {list.error && !list.rows ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <DataTable
          label={t('catalog.products')}
          columns={columnsOf(texts)}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowState={(row) => (row.id === openId ? 'picked' : undefined)}
          onOpen={(row) => change({ product: row.id })}
          onEnd={list.onEnd}
          isLoadingMore={list.isLoadingMore}
          isStale={list.isStale}
          totals={
            total === undefined
              ? undefined
              : { name: t('catalog.products_count', { count: total, figure: formats.int(total) }) }
          }
          empty={
            isFiltered ? (
              <EmptyState action={<ButtonLink to="/products">{t('catalog.direction.any')}</ButtonLink>}>
                {t('catalog.product.nothing')}
              </EmptyState>
            ) : (
              <EmptyState>{t('catalog.product.empty')}</EmptyState>
            )
          }
        />
      )}
    </ListPage>
  );
}

/** Search, direction and state: all of it stands in the address. */
function ProductConditions({
  directions,
}: {
  readonly directions: ReplyOf<typeof listDirections>['directions'];
}) {
  const { t } = useTexts();
  const { search, change } = useAddress();
  const onSearch = useCallback((q: string) => change({ q: q || undefined }, { replace: true }), [change]);
  const direction = search['direction'];
  const archived = search['archived'] === 'true';
  const directionName =
    direction === 'none' ? t('catalog.direction.none') : directions.find((one) => one.id === direction)?.name;
  return (
    <ConditionBar>
      <SearchField value={search['q'] ?? ''} onSearch={onSearch} placeholder={t('catalog.search')} />
      <Chip
        field={t('catalog.direction')}
        value={directionName ?? t('catalog.direction.any')}
        onRemove={direction === undefined ? undefined : () => change({ direction: undefined })}
        edit={(done) =>
          [{ id: 'none', name: t('catalog.direction.none') }, ...directions].map((one) => (
            <Button
              key={one.id}
              kind="quiet"
              onClick={() => {
                change({ direction: one.id });
                done();
              }}
            >
              {one.name}
            </Button>
          ))
        }
      />
      <Chip
        field={t('catalog.state')}
        value={t(archived ? 'catalog.put_away' : 'catalog.live')}
        edit={(done) => (
          <Button
            kind="quiet"
            onClick={() => {
              change({ archived: archived ? undefined : 'true' });
              done();
            }}
          >
            {t(archived ? 'catalog.live' : 'catalog.put_away')}
          </Button>
        )}
      />
    </ConditionBar>
  );
}

function columnsOf({ t, formats }: Texts): Column<Product>[] {
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
      key: 'code',
      title: t('catalog.code'),
      phone: 'note',
      maxWidth: 160,
      render: (row) => <span className="muted">{row.code}</span>,
      exportValue: (row) => row.code,
    },
    {
      key: 'direction',
      title: t('catalog.direction'),
      phone: 'marks',
      maxWidth: 260,
      render: (row) => row.direction?.name ?? <span className="muted">{t('catalog.direction.none')}</span>,
      exportValue: (row) => row.direction?.name ?? null,
    },
    {
      key: 'oneOff',
      title: t('catalog.oneOff'),
      render: (row) => (row.oneOff ? t('catalog.yes') : ''),
      exportValue: (row) => (row.oneOff ? 1 : 0),
    },
    {
      key: 'unit',
      title: t('catalog.unit'),
      render: (row) => <span className="soft">{row.unit ?? ''}</span>,
      exportValue: (row) => row.unit ?? null,
    },
    {
      key: 'listPrice',
      title: t('catalog.price'),
      align: 'right',
      phone: 'sum',
      render: (row) => (
        <span className="number">{row.listPrice === undefined ? '' : formats.amount(row.listPrice)}</span>
      ),
      exportValue: (row) => row.listPrice ?? null,
    },
  ];
}
