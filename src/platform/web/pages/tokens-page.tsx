import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { listTokens, removeToken } from '#platform/shared/contracts/roles.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '../lib/address.ts';
import { request } from '../lib/client.ts';
import { query } from '../lib/queries.ts';
import { mayDo, useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/pages.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { SettingsTabs } from './settings-tabs.tsx';
import { TokenPanel } from './token-panel.tsx';
import { useSubmit } from './use-submit.ts';

type Token = ReplyOf<typeof listTokens>['rows'][number];

/** Tokens of machines: who they act for, until when, when they were last used. */
export function Page() {
  const { t } = useTexts();
  const { search, change } = useAddress();
  const mayWrite = mayDo(useSession(), { resource: 'settings', action: 'write' });
  const tokens = useQuery(query<typeof listTokens>('/api/tokens', {}));
  const [revoked, setRevoked] = useState<Token>();
  const columns = useTokenColumns();
  return (
    <ListPage
      title={t('platform.settings.title')}
      tabs={<SettingsTabs current="tokens" />}
      actions={
        mayWrite && (
          <Button kind="filled" icon={IconPlus} onClick={() => change({ token: 'new' })}>
            {t('platform.tokens.add')}
          </Button>
        )
      }
      panel={search['token'] === 'new' && <TokenPanel onClose={() => change({ token: undefined })} />}
    >
      {tokens.isError ? (
        <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />
      ) : (
        <DataTable
          label={t('platform.tokens.title')}
          columns={columns}
          rows={tokens.data?.rows}
          rowKey={(row) => row.id}
          {...(mayWrite ? { onOpen: setRevoked } : {})}
          empty={<EmptyState>{t('platform.tokens.empty')}</EmptyState>}
        />
      )}
      {revoked && <RevokeDialog token={revoked} onClose={() => setRevoked(undefined)} />}
    </ListPage>
  );
}

function useTokenColumns(): readonly Column<Token>[] {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const moment = (iso: string | null) => (iso === null ? '—' : formats.moment(iso, company.timeZone));
  return [
    {
      key: 'name',
      title: t('platform.tokens.name'),
      grow: true,
      phone: 'name',
      render: (row) => row.name,
      exportValue: (row) => row.name,
    },
    {
      key: 'person',
      title: t('platform.tokens.person'),
      width: 200,
      maxWidth: 200,
      phone: 'note',
      render: (row) => row.person.name,
      exportValue: (row) => row.person.name,
    },
    {
      key: 'scopes',
      title: t('platform.tokens.scopes'),
      width: 90,
      align: 'right',
      render: (row) => formats.int(Object.values(row.scopes).flat().length),
      exportValue: (row) => Object.values(row.scopes).flat().length,
    },
    {
      key: 'used',
      title: t('platform.tokens.last_used'),
      width: 140,
      render: (row) => moment(row.lastUsedAt),
      exportValue: (row) => row.lastUsedAt,
    },
    {
      key: 'until',
      title: t('platform.tokens.until'),
      width: 140,
      phone: 'sum',
      render: (row) => moment(row.expiresAt),
      exportValue: (row) => row.expiresAt,
    },
  ];
}

function RevokeDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useTexts();
  const tokens = useQuery(query<typeof listTokens>('/api/tokens', {}));
  const { submit, isBusy, error } = useSubmit(async () => {
    await request<typeof removeToken>('DELETE', '/api/tokens/:id', { params: { id: token.id } });
    await tokens.refetch();
    onClose();
  });
  return (
    <Confirm
      isOpen
      title={t('platform.tokens.revoke_title', { name: token.name })}
      action={t('platform.tokens.revoke')}
      isBusy={isBusy}
      error={error}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      {t('platform.tokens.revoke_text')}
    </Confirm>
  );
}
