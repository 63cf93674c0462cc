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
import type { listParameters } from '../shared/parameter-contract.ts';
import { ParameterForm } from './parameters/parameter-form.tsx';
import { QualityTabs } from './quality/quality-tabs.tsx';

export type Parameter = ReplyOf<typeof listParameters>['parameters'][number];

/** The registry of the company's own parameters (SEG-1); one opens at the right. */
export function Page() {
  const texts = useTexts();
  const { t } = texts;
  const { search, change } = useAddress();
  const mayWrite = mayDo(useSession(), { resource: 'definitions', action: 'write' });
  const list = useQuery(
    query<typeof listParameters>('/api/customer-parameters', { query: { archived: true } }),
  );
  const openId = search['parameter'];
  const known = list.data?.parameters.find((one) => one.id === openId);
  const close = () => change({ parameter: undefined });
  return (
    <ListPage
      title={t('customers.parameters.title')}
      tabs={<QualityTabs current="parameters" />}
      actions={
        mayWrite && (
          <Button kind="filled" icon={IconPlus} onClick={() => change({ parameter: 'new' })}>
            {t('customers.parameters.add')}
          </Button>
        )
      }
      panel={
        mayWrite &&
        (known || openId === 'new') && (
          <Drawer
            key={openId}
            title={known?.name ?? t('customers.parameters.new')}
            label={t('customers.parameters.title')}
            onClose={close}
          >
            <ParameterForm key={known?.version} parameter={known} onDone={close} />
          </Drawer>
        )
      }
    >
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={t('customers.parameters.title')}
          columns={columnsOf(texts)}
          rows={list.data?.parameters}
          rowKey={(row) => row.id}
          rowState={(row) => (row.id === openId ? 'picked' : row.archived ? 'off' : undefined)}
          empty={<EmptyState>{t('customers.parameters.empty')}</EmptyState>}
          {...(mayWrite ? { onOpen: (row: Parameter) => change({ parameter: row.id }) } : {})}
        />
      )}
    </ListPage>
  );
}

function columnsOf({ t }: Texts): Column<Parameter>[] {
  return [
    {
      key: 'name',
      title: t('customers.parameters.name'),
      phone: 'name',
      render: (row) => <span className="medium">{row.name}</span>,
      exportValue: (row) => row.name,
    },
    {
      key: 'block',
      title: t('customers.parameters.block'),
      phone: 'note',
      render: (row) => t(`customers.block.${row.block}`),
      exportValue: (row) => row.block,
    },
    {
      key: 'type',
      title: t('customers.parameters.type'),
      phone: 'marks',
      render: (row) => t(`customers.type.${row.type}`),
      exportValue: (row) => row.type,
    },
    {
      key: 'required',
      title: t('customers.parameters.required'),
      render: (row) => (row.required ? t('customers.parameters.yes') : <span className="muted">—</span>),
      exportValue: (row) => (row.required ? 1 : 0),
    },
    {
      key: 'options',
      title: t('customers.parameters.choices'),
      grow: true,
      render: (row) => <span className="soft">{row.options.join(', ')}</span>,
      exportValue: (row) => row.options.join(', '),
    },
    {
      key: 'key',
      title: t('customers.parameters.key'),
      render: (row) => <span className="muted">{row.key}</span>,
      exportValue: (row) => row.key,
    },
  ];
}
