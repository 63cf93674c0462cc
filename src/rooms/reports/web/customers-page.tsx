// The table by customer for a period: state at its start and end, sums by sale class, products, losses (KPI-9).

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { request } from '#platform/web/lib/client.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import { CategoryMark, ClassMark, customerAddress } from '#rooms/classes/web/index.ts';
import type { customersReport } from '../shared/contract.ts';
import { ReportFrame } from './report-frame.tsx';
import css from './reports.module.css';
import type { AskedPeriod } from './use-period.ts';
import { readAbc, readCategory, readXyz } from './words.ts';

type Report = ReplyOf<typeof customersReport>;
type Row = Report['rows'][number];
const pageSize = 200;

export function Page() {
  return (
    <ReportFrame name="customers" isCompared={false}>
      {(asked) => <CustomersTable asked={asked} />}
    </ReportFrame>
  );
}

function CustomersTable({ asked }: { readonly asked: AskedPeriod }) {
  const texts = useTexts();
  const { t, formats } = texts;
  const { company } = useSession();
  const { from, to } = asked;
  const pages = useInfiniteQuery({
    queryKey: ['/api/reports/customers', 'pages', from, to],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      request<typeof customersReport>(
        'GET',
        '/api/reports/customers',
        { query: { from, to, limit: pageSize, offset: pageParam } },
        signal,
      ),
    getNextPageParam: (last: Report, all) => (last.hasMore ? all.length * pageSize : undefined),
  });
  const first = pages.data?.pages[0];
  const startOn = first?.definitions.startOn;
  const columns = useMemo(() => columnsOf(texts, company.currency), [texts, company.currency]);
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const sum = (amount: string | null | undefined) =>
    amount === null || amount === undefined ? '' : formats.amount(amount, 0);
  return (
    <>
      {startOn !== undefined && (
        <p className={`${css.derived} small`}>
          {t('reports.customers.sentence', { start: formats.day(startOn), end: formats.day(to) })}
        </p>
      )}
      <DataTable
        label={t('reports.customers.title')}
        columns={columns}
        rows={pages.data?.pages.flatMap((page) => page.rows)}
        rowKey={(row) => row.customer.code}
        onEnd={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
        isLoadingMore={pages.isFetchingNextPage}
        totals={
          first && {
            name: t('classes.customers_word', { count: first.totals.customers }),
            firstSalesAmount: sum(first.totals.firstSalesAmount),
            repeatSalesAmount: sum(first.totals.repeatSalesAmount),
            newDirectionSalesAmount: sum(first.totals.newDirectionSalesAmount),
            lost: t('reports.customers.moves', {
              lost: first.totals.lostCustomers,
              recovered: first.totals.recoveredCustomers,
            }),
          }
        }
        empty={<EmptyState>{t('reports.customers.none')}</EmptyState>}
      />
    </>
  );
}

function columnsOf(texts: Texts, currency: string): Column<Row>[] {
  const { t, formats } = texts;
  const sums = ['firstSalesAmount', 'repeatSalesAmount', 'newDirectionSalesAmount'] as const;
  return [
    {
      key: 'name',
      title: t('classes.column.customer'),
      phone: 'name',
      maxWidth: 220,
      render: (row) => <CustomerName row={row} />,
      exportValue: (row) => row.customer.name,
    },
    {
      key: 'category',
      title: t('reports.customers.category'),
      phone: 'marks',
      render: (row) => (
        <Change was={row.categoryStart} is={row.categoryEnd} draw={(value) => <Category name={value} />} />
      ),
      exportValue: (row) => `${row.categoryStart} → ${row.categoryEnd}`,
    },
    {
      key: 'abc',
      title: 'ABC',
      phone: 'marks',
      render: (row) => (
        <Change was={row.abcStart} is={row.abcEnd} draw={(value) => <ClassMark abc={readAbc(value)} />} />
      ),
      exportValue: (row) => `${row.abcStart ?? ''} → ${row.abcEnd ?? ''}`,
    },
    {
      key: 'xyz',
      title: 'XYZ',
      phone: 'marks',
      render: (row) => (
        <Change was={row.xyzStart} is={row.xyzEnd} draw={(value) => <ClassMark xyz={readXyz(value)} />} />
      ),
      exportValue: (row) => `${row.xyzStart ?? ''} → ${row.xyzEnd ?? ''}`,
    },
    ...sums.map((figure): Column<Row> => ({
      key: figure,
      title: t(`reports.figure.${figure}`),
      hint: t(`reports.column.${figure}`),
      align: 'right',
      group: t('reports.group.amount', { currency: formats.currency(currency) }),
      ...(figure === 'repeatSalesAmount' ? { phone: 'sum' as const } : {}),
      render: (row) =>
        Number(row[figure]) === 0 ? (
          <span className="muted">·</span>
        ) : (
          <MoneyText amount={row[figure]} digits={0} />
        ),
      exportValue: (row) => row[figure],
    })),
    {
      key: 'products',
      title: t('classes.column.products'),
      hint: t('reports.column.productsUsed'),
      align: 'right',
      render: (row) => formats.int(row.productsUsed),
      exportValue: (row) => row.productsUsed,
    },
    {
      key: 'lost',
      title: t('reports.customers.lost'),
      phone: 'note',
      render: (row) => <Moves row={row} />,
      exportValue: (row) => row.lostOn ?? row.recoveredOn,
    },
    {
      key: 'manager',
      title: t('classes.column.manager'),
      maxWidth: 120,
      render: (row) => row.manager?.name ?? <span className="muted">—</span>,
      exportValue: (row) => row.manager?.name ?? null,
    },
  ];
}

function CustomerName({ row }: { readonly row: Row }) {
  const { id, name } = row.customer;
  if (id === undefined) return <span className="medium">{name}</span>;
  return (
    <AppLink className="medium" to={customerAddress(id)} title={name}>
      {name}
    </AppLink>
  );
}

function Category({ name }: { readonly name: string | null }) {
  const category = readCategory(name);
  return category === undefined ? null : <CategoryMark category={category} />;
}

/** What stayed is told once, what changed as a step. */
function Change({
  was,
  is,
  draw,
}: {
  readonly was: string | null;
  readonly is: string | null;
  readonly draw: (value: string | null) => React.ReactNode;
}) {
  if (was === is) return draw(is);
  return (
    <span className={css.arrow}>
      {draw(was)}
      <span className="muted" aria-hidden="true">
        →
      </span>
      {draw(is)}
    </span>
  );
}

/** Mark and day; the words stand in the tooltip of the mark and in the export. */
function Moves({ row }: { readonly row: Row }) {
  const { formats } = useTexts();
  const moves = [
    { category: 'lost', on: row.lostOn },
    { category: 'recovered', on: row.recoveredOn },
  ] as const;
  return (
    <span className={css.arrow}>
      {moves.map(({ category, on }) =>
        on === null ? null : (
          <span key={category} className="number soft">
            <CategoryMark category={category} isWordless /> {formats.day(on)}
          </span>
        ),
      )}
    </span>
  );
}
