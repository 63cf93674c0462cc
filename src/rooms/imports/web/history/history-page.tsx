import { useInfiniteQuery } from '@tanstack/react-query';
import { IconUpload } from '@tabler/icons-react';
import { useMemo } from 'react';
import { request } from '#platform/web/lib/client.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { ButtonLink } from '#platform/web/ui/button.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { ListPage } from '#platform/web/ui/pages.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listImports } from '../../shared/contract.ts';
import { isActive } from '../run/run-state.ts';
import type { Run } from '../run/run-state.ts';
import { RunState } from '../run/state-word.tsx';

/** Who loaded what and when, the newest first. */
export function Page() {
  const { t, formats } = useTexts();
  const session = useSession();
  const go = useGo();
  const mayLoad = mayDo(session, { resource: 'imports', action: 'write' });
  const list = useInfiniteQuery({
    queryKey: ['/api/imports', 'pages'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      request<typeof listImports>(
        'GET',
        '/api/imports',
        { query: { limit: 50, ...(pageParam === '' ? {} : { before: pageParam }) } },
        signal,
      ),
    getNextPageParam: (last) => last.next,
    refetchInterval: (found) =>
      found.state.data?.pages.some((page) => page.imports.some(isActive)) ? 2000 : false,
  });
  const rows = list.data?.pages.flatMap((page) => page.imports);
  const columns = useColumns();
  const load = mayLoad ? (
    <ButtonLink kind="filled" icon={IconUpload} to="/imports/new">
      {t('imports.new')}
    </ButtonLink>
  ) : undefined;
  return (
    <ListPage
      title={t('imports.title')}
      note={rows !== undefined && !list.hasNextPage && rows.length > 0 ? formats.int(rows.length) : undefined}
      actions={rows?.length === 0 ? undefined : load}
    >
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={t('imports.title')}
          columns={columns}
          rows={rows}
          rowKey={(run) => run.id}
          onOpen={(run) => go(`/imports/${run.id}`)}
          onEnd={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          isLoadingMore={list.isFetchingNextPage}
          rowState={(run) => (run.state === 'undone' || run.state === 'cancelled' ? 'off' : undefined)}
          empty={<EmptyState action={load}>{t('imports.history.empty')}</EmptyState>}
        />
      )}
    </ListPage>
  );
}

function useColumns(): readonly Column<Run>[] {
  const { t, tryText, formats } = useTexts();
  const { timeZone } = useSession().company;
  return useMemo(() => {
    const count = (key: string, title: string, pick: (run: Run) => number | undefined): Column<Run> => ({
      key,
      title,
      align: 'right',
      render: (run) => {
        const value = pick(run);
        return value === undefined ? '' : formats.int(value);
      },
      exportValue: (run) => pick(run) ?? null,
    });
    return [
      {
        key: 'file',
        title: t('imports.run.file'),
        grow: true,
        phone: 'name',
        render: (run) => <span className="medium">{run.title}</span>,
        exportValue: (run) => run.title,
      },
      {
        key: 'kind',
        title: t('imports.run.kind'),
        phone: 'marks',
        render: (run) => tryText(`imports.kind.${run.kind}`) ?? run.kind,
        exportValue: (run) => run.kind,
      },
      {
        key: 'state',
        title: t('imports.run.state'),
        phone: 'note',
        render: (run) => <RunState run={run} />,
        exportValue: (run) => run.state,
      },
      { ...count('read', t('imports.run.rows'), (run) => run.counts?.read), phone: 'sum' },
      count('imported', t('imports.run.came_in'), (run) => run.counts?.imported),
      {
        key: 'rejected',
        title: t('imports.run.aside'),
        align: 'right',
        render: (run) =>
          run.counts ? (
            <span className={run.counts.rejected > 0 ? 'red' : undefined}>
              {formats.int(run.counts.rejected)}
            </span>
          ) : (
            ''
          ),
        exportValue: (run) => run.counts?.rejected ?? null,
      },
      {
        key: 'person',
        title: t('imports.run.person'),
        maxWidth: 180,
        render: (run) => run.person ?? t('imports.run.command_line'),
        exportValue: (run) => run.person ?? null,
      },
      {
        key: 'when',
        title: t('imports.run.when'),
        render: (run) => formats.moment(run.createdAt, timeZone),
        exportValue: (run) => run.createdAt,
      },
    ];
  }, [t, tryText, formats, timeZone]);
}
