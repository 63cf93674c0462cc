import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { request } from '#platform/web/lib/client.ts';
import { useProgress } from '#platform/web/lib/progress.ts';
import { usePagedRows } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { ListPage } from '#platform/web/ui/pages.tsx';
import { ProgressBar } from '#platform/web/ui/progress-bar.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { dismissDuplicates, findDuplicates, listDuplicates } from '../shared/quality-contract.ts';
import { MergeDialog } from './quality/merge-dialog.tsx';
import { QualityTabs } from './quality/quality-tabs.tsx';

export type Pair = ReplyOf<typeof listDuplicates>['rows'][number];

/** Pairs that may be one customer; people decide, nothing is merged silently. */
export function Page() {
  const texts = useTexts();
  const { t, formats } = texts;
  const client = useQueryClient();
  const toast = useToast();
  const [merging, setMerging] = useState<Pair>();
  const [started, setStarted] = useState<string>();
  const list = usePagedRows<typeof listDuplicates>('/api/customers/duplicates', { query: {} });
  const again = () => client.invalidateQueries({ queryKey: ['/api/customers/duplicates'] });
  const onSearched = useCallback(async () => {
    await client.invalidateQueries({ queryKey: ['/api/customers/duplicates'] });
    setStarted(undefined);
  }, [client]);
  const search = useSubmit(async () => {
    const { jobId } = await request<typeof findDuplicates>('POST', '/api/customers/duplicates/search', {});
    setStarted(jobId);
  });
  const dismiss = useSubmit(async (pair: Pair) => {
    await request<typeof dismissDuplicates>('POST', '/api/customers/duplicates/dismiss', {
      body: { leftId: pair.left.id, rightId: pair.right.id },
    });
    await again();
    toast({ text: t('customers.duplicates.dismissed') });
  });
  const jobId = started ?? list.first?.jobId;
  const failure = search.error ?? dismiss.error;
  return (
    <ListPage
      title={t('customers.quality.title')}
      note={list.first && formats.int(list.first.total)}
      tabs={<QualityTabs current="duplicates" />}
      actions={
        <Button busy={search.isBusy} onClick={() => void search.submit()}>
          {t('customers.duplicates.search')}
        </Button>
      }
    >
      {jobId !== undefined && <SearchProgress key={jobId} jobId={jobId} onDone={onSearched} />}
      {failure !== undefined && <ErrorState error={failure} isInline />}
      {list.error && !list.rows ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <DataTable
          label={t('customers.duplicates.title')}
          columns={columnsOf(texts, setMerging, (pair) => void dismiss.submit(pair))}
          rows={list.rows}
          rowKey={(row) => `${row.left.id}-${row.right.id}`}
          rowHeight={48}
          onEnd={list.onEnd}
          isLoadingMore={list.isLoadingMore}
          empty={<EmptyState>{t('customers.duplicates.empty')}</EmptyState>}
        />
      )}
      {merging && <MergeDialog pair={merging} onClose={() => setMerging(undefined)} />}
    </ListPage>
  );
}

function SearchProgress({ jobId, onDone }: { readonly jobId: string; readonly onDone: () => Promise<void> }) {
  const { t } = useTexts();
  const { job } = useProgress(jobId);
  const isOver = job !== undefined && job.state !== 'waiting' && job.state !== 'running';
  useEffect(() => {
    if (isOver) void onDone();
  }, [isOver, onDone]);
  if (isOver) return null;
  return (
    <ProgressBar
      label={t('customers.duplicates.searching')}
      done={job?.done ?? 0}
      total={job?.total ?? undefined}
    />
  );
}

function columnsOf(
  { t }: Texts,
  onMerge: (pair: Pair) => void,
  onDismiss: (pair: Pair) => void,
): Column<Pair>[] {
  const side = (customer: Pair['left']) => (
    <span>
      <AppLink to={`/customers/${customer.id}`} className="medium">
        {customer.name}
      </AppLink>
      <br />
      <span className="muted small">
        {[customer.code, customer.taxNumber, customer.phone, customer.email, customer.city]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
  return [
    {
      key: 'left',
      title: t('customers.duplicates.left'),
      phone: 'name',
      maxWidth: 400,
      render: (row) => side(row.left),
      exportValue: (row) => row.left.name,
    },
    {
      key: 'right',
      title: t('customers.duplicates.right'),
      phone: 'marks',
      maxWidth: 400,
      render: (row) => side(row.right),
      exportValue: (row) => row.right.name,
    },
    {
      key: 'reasons',
      title: t('customers.duplicates.reasons'),
      grow: true,
      phone: 'note',
      render: (row) => (
        <span className="soft">
          {row.reasons.map((reason) => t(`customers.reason.${reason}`)).join(', ')}
        </span>
      ),
      exportValue: (row) => row.reasons.join(', '),
    },
    {
      key: 'decide',
      title: '',
      phone: 'sum',
      render: (row) => (
        <span>
          <Button onClick={() => onMerge(row)}>{t('customers.duplicates.merge')}</Button>{' '}
          <Button kind="quiet" onClick={() => onDismiss(row)}>
            {t('customers.duplicates.dismiss')}
          </Button>
        </span>
      ),
      exportValue: () => null,
    },
  ];
}
