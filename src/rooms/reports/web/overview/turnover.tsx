// Turnover by month beside the year before, with the table behind it.

import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { ChartColours } from '#platform/web/ui/chart-colours.ts';
import { Chart } from '#platform/web/ui/chart.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { ChangeText, MoneyText } from '#platform/web/ui/money-text.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { changeOf } from '../change.ts';
import { turnoverPicture } from '../turnover-picture.ts';
import { turnoverQuestion } from './questions.ts';
import css from './overview.module.css';

export function TurnoverByMonth({ asOf }: { readonly asOf: string }) {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const report = useQuery(turnoverQuestion(asOf));
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
  if (report.error) {
    return (
      <div className={css.part}>
        <ErrorState isInline error={report.error} onRetry={() => void report.refetch()} />
      </div>
    );
  }
  return (
    <div className={css.part}>
      <Chart
        title={t('reports.dynamics.question')}
        note={t('reports.dynamics.note', { currency: formats.currency(company.currency) })}
        option={option}
        height={220}
        table={
          <DataTable
            isInline
            label={t('reports.dynamics.title')}
            rows={months?.toReversed()}
            rowKey={(row) => row.month}
            columns={[
              {
                key: 'month',
                title: t('reports.column.month'),
                render: (row) => formats.month(row.month),
                exportValue: (row) => row.month,
              },
              {
                key: 'turnover',
                title: t('reports.column.turnover'),
                align: 'right',
                render: (row) => <MoneyText amount={row.turnover} digits={0} />,
                exportValue: (row) => row.turnover,
              },
              {
                key: 'before',
                title: t('reports.year_before'),
                align: 'right',
                render: (row) => <MoneyText amount={row.turnoverYearBefore} digits={0} />,
                exportValue: (row) => row.turnoverYearBefore,
              },
              {
                key: 'change',
                title: t('classes.what_if.change'),
                align: 'right',
                render: (row) => <ChangeText share={changeOf(row.turnover, row.turnoverYearBefore)} />,
                exportValue: (row) => changeOf(row.turnover, row.turnoverYearBefore),
              },
            ]}
          />
        }
      />
      <p className={css.more}>
        <AppLink to="/reports/dynamics">{t('reports.overview.dynamics')}</AppLink>
      </p>
    </div>
  );
}
