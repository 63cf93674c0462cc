import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAddress } from '../lib/address.ts';
import { requestRaw } from '../lib/client.ts';
import { useTexts } from '../lib/texts.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { ConditionBar, SearchField } from '../ui/condition-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/pages.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { operationsOf } from './api-document.ts';
import type { Operation } from './api-document.ts';
import { ApiPanel } from './api-panel.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

const documentPath = '/api/openapi.json';

/** Every endpoint of the running program with its purpose and right, to be tried in place. */
export function Page() {
  const { t } = useTexts();
  const { search, change } = useAddress();
  const columns = useColumns();
  const document = useQuery({
    queryKey: [documentPath],
    queryFn: async () => operationsOf((await requestRaw('GET', documentPath, undefined)).text),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const words = (search['q'] ?? '').toLowerCase();
  const found = useMemo(
    () => document.data?.filter(({ key, summary }) => `${key} ${summary}`.toLowerCase().includes(words)),
    [document.data, words],
  );
  const chosen = document.data?.find((operation) => operation.key === search['call']);
  return (
    <ListPage
      title={t('platform.settings.title')}
      tabs={<SettingsTabs current="api" />}
      actions={
        <ButtonLink to={documentPath} download>
          {t('platform.api.document')}
        </ButtonLink>
      }
      conditions={
        <ConditionBar note={t('platform.api.intro')}>
          <SearchField
            placeholder={t('platform.api.search')}
            value={search['q'] ?? ''}
            onSearch={(q) => change({ q: q === '' ? undefined : q })}
          />
        </ConditionBar>
      }
      panel={
        chosen && <ApiPanel key={chosen.key} operation={chosen} onClose={() => change({ call: undefined })} />
      }
    >
      {document.isError ? (
        <ErrorState error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <DataTable
          label={t('platform.api.title')}
          columns={columns}
          rows={found}
          rowKey={(row) => row.key}
          onOpen={(row) => change({ call: row.key })}
          empty={<EmptyState>{t('platform.api.empty')}</EmptyState>}
        />
      )}
    </ListPage>
  );
}

function useColumns(): readonly Column<Operation>[] {
  const { t } = useTexts();
  return [
    {
      key: 'method',
      title: t('platform.api.method'),
      width: 80,
      phone: 'marks',
      render: (row) => row.method,
      exportValue: (row) => row.method,
    },
    {
      key: 'path',
      title: t('platform.api.path'),
      width: 320,
      phone: 'name',
      render: (row) => row.path,
      exportValue: (row) => row.path,
    },
    {
      key: 'summary',
      title: t('platform.api.summary'),
      grow: true,
      phone: 'note',
      render: (row) => row.summary,
      exportValue: (row) => row.summary,
    },
    {
      key: 'access',
      title: t('platform.api.access'),
      width: 180,
      render: (row) => wordsOf(row.access, t),
      exportValue: (row) => wordsOf(row.access, t),
    },
  ];
}

function wordsOf(access: string, t: ReturnType<typeof useTexts>['t']): string {
  if (access === 'public') return t('platform.api.public');
  if (access === 'signedIn') return t('platform.api.signed_in');
  return access;
}
