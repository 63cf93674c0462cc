// Sales of a period by direction and product, with those who use them and those who began (KPI-5, KPI-6).

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { productsReport } from '../shared/contract.ts';
import { ReportFrame } from './report-frame.tsx';
import { SalesDrawer } from './sales-drawer.tsx';
import { TwoLines } from './two-lines.tsx';
import type { AskedPeriod } from './use-period.ts';

type Row = ReplyOf<typeof productsReport>['rows'][number];

export function Page() {
  return (
    <ReportFrame name="products" panel={(asked) => <Panel asked={asked} />}>
      {(asked) => <ProductsTable asked={asked} />}
    </ReportFrame>
  );
}

function useProducts(asked: { readonly from: string; readonly to: string } | undefined) {
  const period = asked ?? { from: '2000-01-01', to: '2000-01-01' };
  return useQuery({
    ...query<typeof productsReport>('/api/reports/products', {
      query: { from: period.from, to: period.to, limit: 5000 },
    }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });
}

function ProductsTable({ asked }: { readonly asked: AskedPeriod }) {
  const texts = useTexts();
  const { t, formats } = texts;
  const { company } = useSession();
  const { search, change } = useAddress();
  const report = useProducts(asked);
  const earlier = useProducts(asked.before);
  if (report.error) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  const before = asked.before ? earlier.data : undefined;
  const columns = columnsOf(texts, company.currency, {
    before: (row) =>
      before ? (before.rows.find((one) => keyOf(one) === keyOf(row))?.amount ?? '0') : undefined,
    open: (row) => change({ pick: keyOf(row) }),
    picked: search['pick'],
  });
  const totals = report.data?.totals;
  return (
    <DataTable
      label={t('reports.products.title')}
      columns={columns}
      rows={report.data?.rows}
      rowKey={keyOf}
      rowHeight={before ? 48 : 32}
      isStale={report.isPlaceholderData}
      picked={search['pick'] === undefined ? undefined : { row: search['pick'], column: 'amount' }}
      totals={
        totals && {
          direction: t('reports.total'),
          amount: (
            <TwoLines
              value={totals.amount}
              before={before?.totals.amount}
              kind="amount"
              label={t('reports.total')}
            />
          ),
          settlements: formats.int(totals.settlements),
          customers: formats.int(totals.customers),
        }
      }
      empty={<EmptyState>{t('reports.no_sales')}</EmptyState>}
    />
  );
}

interface Shown {
  readonly before: (row: Row) => string | null | undefined;
  readonly open: (row: Row) => void;
  readonly picked: string | undefined;
}

function columnsOf(texts: Texts, currency: string, shown: Shown): Column<Row>[] {
  const { t, formats } = texts;
  const count = (key: 'settlements' | 'customers' | 'newUsers'): Column<Row> => ({
    key,
    title: t(`reports.column.${key}`),
    align: 'right',
    render: (row) => formats.int(row[key]),
    exportValue: (row) => row[key],
  });
  return [
    {
      key: 'direction',
      title: t('reports.column.direction.name'),
      maxWidth: 200,
      phone: 'marks',
      render: (row) => <span className="soft">{row.direction?.name ?? t('reports.no_direction')}</span>,
      exportValue: (row) => row.direction?.name ?? null,
    },
    {
      key: 'product',
      title: t('reports.column.product.name'),
      grow: true,
      phone: 'name',
      render: (row) => (
        <span className="medium" title={row.product?.name ?? undefined}>
          {row.product?.name ?? t('reports.no_product')}
        </span>
      ),
      exportValue: (row) => row.product?.name ?? null,
    },
    {
      key: 'amount',
      title: `${t('reports.column.amount')}, ${formats.currency(currency)}`,
      align: 'right',
      phone: 'sum',
      render: (row) => (
        <TwoLines
          value={row.amount}
          before={shown.before(row)}
          kind="amount"
          label={`${row.product?.name ?? t('reports.no_product')}: ${t('reports.column.amount')}`}
          isOpen={shown.picked === keyOf(row)}
          onOpen={() => shown.open(row)}
        />
      ),
      exportValue: (row) => row.amount,
    },
    {
      key: 'share',
      title: t('reports.column.share'),
      align: 'right',
      render: (row) =>
        row.share === null ? (
          <span className="muted">—</span>
        ) : (
          <span className="number">{formats.percent(row.share, 1)}</span>
        ),
      exportValue: (row) => row.share,
    },
    {
      key: 'quantity',
      title: t('reports.column.quantity'),
      align: 'right',
      render: (row) => (
        <span className="number">{row.quantity === null ? '—' : formats.decimal(row.quantity)}</span>
      ),
      exportValue: (row) => row.quantity,
    },
    count('settlements'),
    { ...count('customers'), phone: 'note' },
    count('newUsers'),
  ];
}

/** Direction and product by code; a line may have neither. */
function keyOf(row: Row): string {
  return `${row.direction?.code ?? ''}|${row.product?.code ?? ''}`;
}

function Panel({ asked }: { readonly asked: AskedPeriod }) {
  const { t } = useTexts();
  const { search, change } = useAddress();
  const report = useProducts(asked);
  const picked = search['pick'];
  const row = report.data?.rows.find((one) => keyOf(one) === picked);
  if (picked === undefined || !row) return null;
  return (
    <SalesDrawer
      key={picked}
      label={row.product?.name ?? t('reports.no_product')}
      rule={t('reports.rule.amount')}
      query={{
        from: asked.from,
        to: asked.to,
        product: row.product?.code ?? '',
        direction: row.direction?.code ?? '',
      }}
      onClose={() => change({ pick: undefined })}
    />
  );
}
