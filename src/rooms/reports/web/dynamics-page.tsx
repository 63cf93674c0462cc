// Sales and the movement of the base month by month, beside the year before; a month opens its settlements (KPI-3, KPI-7).

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { lastOfMonth, day } from '#platform/shared/days.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { addressOf } from '#platform/web/lib/client.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import type { ChartColours } from '#platform/web/ui/chart-colours.ts';
import { Chart } from '#platform/web/ui/chart.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { Drill } from '#platform/web/ui/drill.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { ChangeText, MoneyText } from '#platform/web/ui/money-text.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import type { dynamicsReport } from '../shared/contract.ts';
import { changeOf } from './change.ts';
import { ReportFrame } from './report-frame.tsx';
import css from './reports.module.css';
import { SalesDrawer } from './sales-drawer.tsx';
import { turnoverPicture } from './turnover-picture.ts';
import type { AskedPeriod } from './use-period.ts';

export type Dynamics = ReplyOf<typeof dynamicsReport>;
type Row = Dynamics['rows'][number];

export function Page() {
  return (
    <ReportFrame name="dynamics" isCompared={false} panel={(asked) => <Panel asked={asked} />}>
      {(asked) => <DynamicsBody asked={asked} />}
    </ReportFrame>
  );
}

function DynamicsBody({ asked }: { readonly asked: AskedPeriod }) {
  const texts = useTexts();
  const { t, formats } = texts;
  const { company } = useSession();
  const { search, change } = useAddress();
  const report = useQuery({
    ...query<typeof dynamicsReport>('/api/reports/dynamics', {
      query: { from: asked.from, to: asked.to, limit: 600 },
    }),
    placeholderData: keepPreviousData,
  });
  const months = report.data?.rows;
  const option = useCallback(
    (colours: ChartColours) =>
      turnoverPicture(months ?? [], colours, {
        month: (text) => formats.shortMonth(text),
        amount: (value) => formats.compact(value),
        now: t('reports.column.turnover'),
        before: t('reports.year_before'),
      }),
    [months, formats, t],
  );
  if (report.error) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  const columns = columnsOf(texts, company.currency, asked, (month) => change({ pick: month }));
  const totals = report.data?.totals;
  const picked = search['pick'] === undefined ? undefined : { row: search['pick'], column: 'turnover' };
  const amount = (value: string | null) => (value === null ? '—' : formats.amount(value, 0));
  const table = (
    <div className={css.wide}>
      <DataTable
        isInline
        label={t('reports.dynamics.title')}
        columns={columns}
        rows={months?.toReversed()}
        rowKey={(row) => row.month}
        isStale={report.isPlaceholderData}
        picked={picked}
        totals={
          totals && {
            month: t('reports.total'),
            turnover: amount(totals.turnover),
            before: amount(totals.turnoverYearBefore),
            change: <ChangeText share={changeOf(totals.turnover, totals.turnoverYearBefore)} />,
            firstSalesAmount: amount(totals.firstSalesAmount),
            repeatSalesAmount: amount(totals.repeatSalesAmount),
            newDirectionSalesAmount: amount(totals.newDirectionSalesAmount),
            returnsAmount: amount(totals.returnsAmount),
            settlements: formats.int(totals.settlements),
            customers: formats.int(totals.customers),
            newCustomers: formats.int(totals.newCustomers),
            lostCustomers: formats.int(totals.lostCustomers),
            recoveredCustomers: formats.int(totals.recoveredCustomers),
          }
        }
      />
    </div>
  );
  return (
    <>
      <div className={css.chart}>
        <Chart
          title={t('reports.dynamics.question')}
          note={t('reports.dynamics.note', { currency: formats.currency(company.currency) })}
          option={option}
          height={240}
          table={table}
        />
      </div>
      {table}
    </>
  );
}

function columnsOf(
  texts: Texts,
  currency: string,
  asked: AskedPeriod,
  onOpen: (month: string) => void,
): Column<Row>[] {
  const { t, formats } = texts;
  const group = t('reports.group.amount', { currency: formats.currency(currency) });
  const money = (
    key: 'firstSalesAmount' | 'repeatSalesAmount' | 'newDirectionSalesAmount' | 'returnsAmount',
  ): Column<Row> => ({
    key,
    title: t(`reports.figure.${key}`),
    hint: t(`reports.column.${key}`),
    align: 'right',
    group,
    render: (row) => <MoneyText amount={row[key]} digits={0} />,
    exportValue: (row) => row[key],
  });
  const count = (key: 'settlements' | 'customers'): Column<Row> => ({
    key,
    title: t(`reports.column.${key}`),
    align: 'right',
    group: t('reports.group.count'),
    render: (row) => formats.int(row[key]),
    exportValue: (row) => row[key],
  });
  const moved = (key: 'newCustomers' | 'lostCustomers' | 'recoveredCustomers', tab: string): Column<Row> => ({
    key,
    title: t(`reports.figure.${key}`),
    hint: t(`reports.column.${key}`),
    align: 'right',
    group: t('reports.group.base'),
    render: (row) =>
      row[key] === 0 ? (
        <span className="muted">·</span>
      ) : (
        <AppLink
          className="number"
          to={addressOf('/life-cycle', { query: { tab, ...monthPeriod(row.month, asked) } })}
        >
          {formats.int(row[key])}
        </AppLink>
      ),
    exportValue: (row) => row[key],
  });
  return [
    {
      key: 'month',
      title: t('reports.column.month'),
      render: (row) => <span className="medium">{formats.month(row.month)}</span>,
      exportValue: (row) => row.month,
    },
    {
      key: 'turnover',
      title: t('reports.column.turnover'),
      align: 'right',
      group,
      render: (row) => (
        <Drill
          label={`${t('reports.column.turnover')}, ${formats.month(row.month)}`}
          onOpen={() => onOpen(row.month)}
        >
          <MoneyText amount={row.turnover} digits={0} />
        </Drill>
      ),
      exportValue: (row) => row.turnover,
    },
    {
      key: 'before',
      title: t('reports.year_before'),
      align: 'right',
      group,
      render: (row) => (
        <span className="soft">
          <MoneyText amount={row.turnoverYearBefore} digits={0} />
        </span>
      ),
      exportValue: (row) => row.turnoverYearBefore,
    },
    {
      key: 'change',
      title: t('classes.what_if.change'),
      align: 'right',
      group,
      render: (row) => <ChangeText share={changeOf(row.turnover, row.turnoverYearBefore)} />,
      exportValue: (row) => changeOf(row.turnover, row.turnoverYearBefore),
    },
    money('firstSalesAmount'),
    money('repeatSalesAmount'),
    money('newDirectionSalesAmount'),
    money('returnsAmount'),
    count('settlements'),
    count('customers'),
    moved('newCustomers', 'new'),
    moved('lostCustomers', 'lost'),
    moved('recoveredCustomers', 'recovered'),
  ];
}

/** The days of a month that lie in the period asked for. */
export function monthPeriod(
  month: string,
  asked: { readonly from: string; readonly to: string },
): { from: string; to: string } {
  const first = day(`${month}-01`);
  const last = lastOfMonth(first);
  return { from: first < asked.from ? asked.from : first, to: last > asked.to ? asked.to : last };
}

function Panel({ asked }: { readonly asked: AskedPeriod }) {
  const { t, formats } = useTexts();
  const { search, change } = useAddress();
  const month = search['pick'];
  if (month === undefined || !/^\d{4}-\d{2}$/.test(month)) return null;
  return (
    <SalesDrawer
      key={month}
      label={`${t('reports.column.turnover')}, ${formats.month(month)}`}
      rule={t('reports.rule.turnover')}
      query={monthPeriod(month, asked)}
      onClose={() => change({ pick: undefined })}
    />
  );
}
