import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { listPeople } from '#platform/shared/contracts/people.ts';
import type { listDivisions, listRoles } from '#platform/shared/contracts/roles.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '../lib/address.ts';
import { pagedQuery, query } from '../lib/queries.ts';
import { mayDo, useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Chip, ConditionBar, SearchField } from '../ui/condition-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ListPage } from '../ui/pages.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { PersonPanel } from './person-panel.tsx';
import { usePeopleColumns } from './people-columns.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export type Person = ReplyOf<typeof listPeople>['rows'][number];
type Input = Parameters<typeof pagedQuery<typeof listPeople>>[1];

/** Everybody whom the person reaches; one opens at the right, the address says which. */
export function Page() {
  const { t, formats } = useTexts();
  const { search, change } = useAddress();
  const session = useSession();
  const status = search['status'] === 'deactivated' ? 'deactivated' : 'active';
  const filter = {
    status,
    ...(search['q'] ? { q: search['q'] } : {}),
    ...(search['role'] ? { role: search['role'] } : {}),
  } as const;
  const pages = useInfiniteQuery(pagedQuery<typeof listPeople>('/api/people', { query: filter } as Input));
  const roles = useQuery(query<typeof listRoles>('/api/roles', {}));
  const divisions = useQuery(query<typeof listDivisions>('/api/divisions', {}));
  const columns = usePeopleColumns();
  const rows = pages.data?.pages.flatMap((page) => page.rows);
  const total = pages.data?.pages[0]?.total;
  const onSearch = useCallback((q: string) => change({ q: q || undefined }, { replace: true }), [change]);
  const close = () => change({ person: undefined });
  const openId = search['person'];
  return (
    <ListPage
      title={t('platform.settings.title')}
      note={
        total === undefined
          ? undefined
          : t('platform.people.count', { count: total, figure: formats.int(total) })
      }
      actions={
        mayDo(session, { resource: 'people', action: 'write' }) && (
          <Button kind="filled" icon={IconPlus} onClick={() => change({ person: 'new' })}>
            {t('platform.people.add')}
          </Button>
        )
      }
      tabs={<SettingsTabs current="people" />}
      conditions={
        <ConditionBar>
          <SearchField
            value={search['q'] ?? ''}
            onSearch={onSearch}
            placeholder={t('platform.people.search')}
          />
          <Chip
            field={t('platform.people.status')}
            value={t(`platform.people.status_${status}`)}
            edit={(done) =>
              (['active', 'deactivated'] as const).map((item) => (
                <Button
                  key={item}
                  kind="quiet"
                  onClick={() => {
                    change({ status: item === 'active' ? undefined : item });
                    done();
                  }}
                >
                  {t(`platform.people.status_${item}`)}
                </Button>
              ))
            }
          />
        </ConditionBar>
      }
      panel={
        openId !== undefined && (
          <PersonPanel
            key={openId}
            id={openId}
            roles={roles.data?.rows ?? []}
            divisions={divisions.data?.rows ?? []}
            onClose={close}
          />
        )
      }
    >
      {pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <DataTable
          label={t('platform.people.title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowState={(row) =>
            row.id === openId ? 'picked' : row.status === 'deactivated' ? 'off' : undefined
          }
          onOpen={(row) => change({ person: row.id })}
          onEnd={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          isLoadingMore={pages.isFetchingNextPage}
          empty={<EmptyState>{t('platform.people.empty')}</EmptyState>}
        />
      )}
    </ListPage>
  );
}
