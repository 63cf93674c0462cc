// Who is leaving: the dearest first, days since the last settlement against the customer's own rhythm.

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { pagedQuery } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { Sparkline } from '#platform/web/ui/sparkline.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listLeaving } from '../../shared/life-cycle-contract.ts';
import { CategoryMark } from '../marks/category-mark.tsx';
import { ClassMark } from '../marks/class-mark.tsx';
import { customerAddress } from '../parts/customer-lines.tsx';
import css from './moved.module.css';

export type LeavingRow = ReplyOf<typeof listLeaving>['rows'][number];

export function LeavingTab({ asOf }: { readonly asOf: string }) {
  const texts = useTexts();
  const { t, formats } = texts;
  const { company } = useSession();
  const pages = useInfiniteQuery(
    pagedQuery<typeof listLeaving>('/api/life-cycle/leaving', { query: { asOf, limit: 100 } }),
  );
  const columns = useMemo(() => columnsOf(texts, company.currency), [texts, company.currency]);
  const first = pages.data?.pages[0];
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <>
      <div className={css.head}>
        <p>
          {first &&
            t('classes.leaving.sentence', {
              customers: t('classes.customers_word', { count: first.customers }),
              day: formats.day(first.asOf),
            })}{' '}
          <span className="muted">{t('classes.leaving.rule')}</span>
        </p>
      </div>
      <DataTable
        label={t('classes.life.tab.leaving')}
        columns={columns}
        rows={pages.data?.pages.flatMap((page) => page.rows)}
        rowKey={(row) => row.customer.id}
        onEnd={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
        isLoadingMore={pages.isFetchingNextPage}
        empty={<EmptyState>{t('classes.leaving.none', { day: formats.day(asOf) })}</EmptyState>}
      />
    </>
  );
}

function columnsOf(texts: Texts, currency: string): Column<LeavingRow>[] {
  const { t, formats } = texts;
  return [
    {
      key: 'name',
      title: t('classes.column.customer'),
      grow: true,
      phone: 'name',
      render: (row) => (
        <AppLink className="medium" to={customerAddress(row.customer.id)} title={row.customer.name}>
          {row.customer.name}
        </AppLink>
      ),
      exportValue: (row) => row.customer.name,
    },
    {
      key: 'classes',
      title: t('classes.class'),
      phone: 'marks',
      render: (row) => <ClassMark abc={row.abc} xyz={row.xyz} />,
      exportValue: (row) => `${row.abc ?? ''}${row.xyz ?? ''}`,
    },
    {
      key: 'category',
      title: t('classes.column.category'),
      render: (row) => <CategoryMark category={row.category} />,
      exportValue: (row) => row.category,
    },
    {
      key: 'silence',
      title: t('classes.leaving.silence'),
      phone: 'marks',
      render: (row) => (
        <span className="number">
          {t('classes.leaving.days', { count: row.days })}
          <span className="muted">
            , {t('classes.leaving.usually', { count: Math.round(row.usualDays) })}
          </span>
        </span>
      ),
      exportValue: (row) => row.days,
    },
    {
      key: 'lost',
      title: t('classes.leaving.lost_on'),
      phone: 'note',
      render: (row) => <span className="number">{formats.day(row.lostOn)}</span>,
      exportValue: (row) => row.lostOn,
    },
    {
      key: 'months',
      title: t('classes.leaving.months'),
      render: (row) => (row.months.length > 0 ? <Sparkline values={row.months} /> : null),
      exportValue: () => null,
    },
    {
      key: 'turnover',
      title: t('classes.column.value', { currency: formats.currency(currency) }),
      align: 'right',
      phone: 'sum',
      render: (row) => <MoneyText amount={row.turnover} digits={0} />,
      exportValue: (row) => row.turnover,
    },
    {
      key: 'manager',
      title: t('classes.column.manager'),
      maxWidth: 160,
      render: (row) => row.manager?.name ?? <span className="muted">—</span>,
      exportValue: (row) => row.manager?.name ?? null,
    },
  ];
}
