import { Menu } from '@mantine/core';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { readSort, useAddress, writeSort } from '#platform/web/lib/address.ts';
import { addressOf } from '#platform/web/lib/client.ts';
import { usePagedRows } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { BulkBar } from '#platform/web/ui/bulk-bar.tsx';
import { Button, ButtonLink } from '#platform/web/ui/button.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { ChangeText, MoneyText } from '#platform/web/ui/money-text.tsx';
import { ListPage } from '#platform/web/ui/pages.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listCustomers } from '../shared/contract.ts';
import type { FilterQuery } from '../shared/filter.ts';
import { AssignDrawer } from './list/assign-drawer.tsx';
import { useCustomerColumns } from './list/columns.tsx';
import type { ListedCustomer } from './list/columns.tsx';
import { ListConditions } from './list/list-conditions.tsx';
import { SaveView } from './list/save-view.tsx';
import { ViewTabs, useViews } from './list/view-tabs.tsx';
import { currentView, filterOf } from './list/views.ts';

/** Customers that the person sees: tabs of views, one bar of conditions, the table with totals of the whole filter. */
export function Page() {
  const { t, formats } = useTexts();
  const { search, change } = useAddress();
  const go = useGo();
  const session = useSession();
  const columns = useCustomerColumns();
  const views = useViews();
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [isAssigning, setAssigning] = useState(false);
  const filter = filterOf(search);
  const sort = search['sort'];
  const list = usePagedRows<typeof listCustomers>('/api/customers', {
    query: { ...filter, ...(sort === undefined ? {} : { sort }) },
  });
  const totals = list.first?.totals;
  const shown = views.find((view) => view.key === currentView(views, filter));
  const chosen = (list.rows ?? []).filter((row) => selection.has(row.id));
  const mayAssign = mayDo(session, { resource: 'customerManager', action: 'write' });
  const clear = () => {
    setSelection(new Set());
    setAssigning(false);
  };
  return (
    <ListPage
      title={t('customers.title')}
      note={totals && formats.int(totals.customers)}
      actions={<Actions filter={filter} sort={sort} />}
      tabs={<ViewTabs views={views} filter={filter} sort={sort} />}
      conditions={
        <ListConditions filter={filter} search={list.first?.search}>
          <SaveView filter={filter} shown={shown} />
        </ListConditions>
      }
      bulk={
        <BulkBar count={selection.size} sum={<ChosenSum rows={chosen} />} onClear={clear}>
          {mayAssign && (
            <Button kind="quiet" onClick={() => setAssigning(true)}>
              {t('customers.assign')}
            </Button>
          )}
        </BulkBar>
      }
      panel={
        isAssigning &&
        selection.size > 0 && (
          <AssignDrawer
            selection={{ ids: [...selection] }}
            onClose={() => setAssigning(false)}
            onDone={clear}
          />
        )
      }
    >
      {list.error && !list.rows ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <DataTable
          label={t('customers.title')}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          sort={readSort(
            sort ?? (mayDo(session, { resource: 'amounts', action: 'read' }) ? '-turnover' : 'name'),
          )}
          onSort={(next) => change({ sort: writeSort(next) }, { replace: true })}
          onOpen={(row) => go(`/customers/${row.id}`)}
          onEnd={list.onEnd}
          isLoadingMore={list.isLoadingMore}
          isStale={list.isStale}
          totals={
            totals &&
            totalsOf(
              totals,
              t('customers.count', { count: totals.customers, figure: formats.int(totals.customers) }),
            )
          }
          empty={<Nothing isFiltered={Object.keys(filter).length > 0} />}
          {...(mayAssign ? { selection, onSelect: setSelection } : {})}
        />
      )}
    </ListPage>
  );
}

function Actions({ filter, sort }: { readonly filter: FilterQuery; readonly sort: string | undefined }) {
  const { t } = useTexts();
  const session = useSession();
  const fileOf = (format: 'csv' | 'xlsx') =>
    addressOf('/api/customers/export', { query: { ...filter, sort, format } });
  return (
    <>
      {mayDo(session, { resource: 'customers', action: 'export' }) && (
        <Menu position="bottom-end" offset={4}>
          <Menu.Target>
            <Button kind="quiet" icon={IconDownload}>
              <span className="desk">{t('customers.export')}</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['xlsx', 'csv'] as const).map((format) => (
              <Menu.Item key={format} component="a" href={fileOf(format)} download>
                {t(`customers.export.${format}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {mayDo(session, { resource: 'customers', action: 'write' }) && (
        <ButtonLink kind="filled" icon={IconPlus} to="/customers/new">
          {t('customers.new')}
        </ButtonLink>
      )}
    </>
  );
}

interface TotalsReply {
  readonly turnover?: string | undefined;
  readonly change?: number | undefined;
}

function totalsOf(totals: TotalsReply, count: string) {
  return {
    name: count,
    turnover: totals.turnover === undefined ? undefined : <MoneyText amount={totals.turnover} digits={0} />,
    change: totals.change === undefined ? undefined : <ChangeText share={totals.change} />,
  };
}

/** The turnover of the chosen rows, where all of it may be read. */
function ChosenSum({ rows }: { readonly rows: readonly ListedCustomer[] }) {
  const { t, formats } = useTexts();
  const { currency } = useSession().company;
  if (rows.length === 0 || rows.some((row) => row.turnover === undefined)) return null;
  const sum = rows.reduce((total, row) => total + Math.round(Number(row.turnover)), 0);
  return `${t('customers.column.turnoverShort').toLowerCase()} ${formats.money(String(sum), currency)}`;
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useTexts();
  const session = useSession();
  if (isFiltered)
    return (
      <EmptyState action={<ButtonLink to="/customers">{t('customers.nothing.drop')}</ButtonLink>}>
        {t('customers.nothing')}
      </EmptyState>
    );
  const mayLoad = mayDo(session, { resource: 'imports', action: 'write' });
  return (
    <EmptyState
      action={
        mayLoad && (
          <ButtonLink kind="filled" to="/imports/new">
            {t('customers.empty.load')}
          </ButtonLink>
        )
      }
    >
      {t('customers.empty')}
    </EmptyState>
  );
}
