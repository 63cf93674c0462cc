// Lost, recovered and new customers of the period with day, silence, turnover and manager; whole or by direction.

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { pagedQuery } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { SegmentedControl } from '#platform/web/ui/segmented.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listMoved } from '../../shared/life-cycle-contract.ts';
import { CategoryMark } from '../marks/category-mark.tsx';
import { customerAddress } from '../parts/customer-lines.tsx';
import css from './moved.module.css';

type Row = ReplyOf<typeof listMoved>['rows'][number];

export interface MovedTabProps {
  readonly is: 'lost' | 'recovered' | 'new';
  readonly asked: { readonly from: string; readonly to: string; readonly direction?: string };
}

export function MovedTab({ is, asked }: MovedTabProps) {
  const texts = useTexts();
  const { t, formats } = texts;
  const { search, change } = useAddress();
  const { company } = useSession();
  const byDirection = search['by'] === 'direction';
  const isByDirection = byDirection || asked.direction !== undefined;
  const pages = useInfiniteQuery(
    pagedQuery<typeof listMoved>('/api/life-cycle/moved', {
      query: { ...asked, is, ...(byDirection ? { byDirection } : {}), limit: 100 },
    }),
  );
  const columns = useMemo(
    () => columnsOf(texts, company.currency, is, isByDirection),
    [texts, company.currency, is, isByDirection],
  );
  const totals = pages.data?.pages[0]?.totals;
  return (
    <>
      <div className={css.head}>
        <p>
          {totals &&
            t(`classes.life.sentence_${is}`, {
              customers: t('classes.customers_word', { count: totals.customers }),
              period: formats.days(asked.from, asked.to),
            })}
        </p>
        <SegmentedControl
          label={t('classes.life.level')}
          value={byDirection ? 'direction' : 'customer'}
          onChange={(value) => change({ by: value === 'direction' ? value : undefined })}
          options={[
            { value: 'customer', label: t('classes.life.level_customer') },
            { value: 'direction', label: t('classes.life.level_direction') },
          ]}
        />
      </div>
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <DataTable
          label={t(`classes.life.tab.${is}`)}
          columns={columns}
          rows={pages.data?.pages.flatMap((page) => page.rows)}
          rowKey={(row) => `${row.customer.id} ${row.day} ${row.direction ?? ''}`}
          onEnd={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          isLoadingMore={pages.isFetchingNextPage}
          totals={
            totals && {
              name: t('classes.life.changes', { count: totals.changes }),
              turnover: totals.turnover === null ? '' : formats.amount(totals.turnover, 0),
            }
          }
          empty={
            <EmptyState>
              {t(`classes.life.none_${is}`, { period: formats.days(asked.from, asked.to) })}
            </EmptyState>
          }
        />
      )}
    </>
  );
}

function columnsOf(
  texts: Texts,
  currency: string,
  is: MovedTabProps['is'],
  isByDirection: boolean,
): Column<Row>[] {
  const { t, formats } = texts;
  const text = (value: string | null | undefined) => value ?? <span className="muted">—</span>;
  const day = (value: string | null) => (
    <span className="number">{value === null ? '—' : formats.day(value)}</span>
  );
  const columns: (Column<Row> | false)[] = [
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
    isByDirection && {
      key: 'direction',
      title: t('classes.life.direction'),
      phone: 'marks',
      maxWidth: 180,
      render: (row) => text(row.direction),
      exportValue: (row) => row.direction,
    },
    {
      key: 'day',
      title: t(`classes.life.day_${is}`),
      phone: 'note',
      render: (row) => day(row.day),
      exportValue: (row) => row.day,
    },
    is !== 'new' && {
      key: 'was',
      title: t('classes.life.was'),
      phone: 'marks',
      render: (row) => <CategoryMark category={row.was} />,
      exportValue: (row) => row.was,
    },
    is !== 'new' && {
      key: 'last',
      title: t('classes.life.last_before'),
      render: (row) => day(row.lastOn),
      exportValue: (row) => row.lastOn,
    },
    is !== 'new' && {
      key: 'days',
      title: t('classes.life.silence'),
      align: 'right',
      render: (row) => (
        <span className="number">
          {row.days === null ? '—' : formats.int(row.days)}
          {row.usualDays !== null && (
            <span className="muted"> {t('classes.life.usually', { count: Math.round(row.usualDays) })}</span>
          )}
        </span>
      ),
      exportValue: (row) => row.days,
    },
    is !== 'new' && {
      key: 'turnover',
      title: t('classes.life.turnover', { currency: formats.currency(currency) }),
      hint: t('classes.life.turnover_hint'),
      align: 'right',
      phone: 'sum',
      render: (row) => <MoneyText amount={row.turnover} digits={0} />,
      exportValue: (row) => row.turnover,
    },
    {
      key: 'manager',
      title: t('classes.column.manager'),
      maxWidth: 160,
      render: (row) => text(row.manager?.name),
      exportValue: (row) => row.manager?.name ?? null,
    },
  ];
  return columns.filter((column) => column !== false);
}
