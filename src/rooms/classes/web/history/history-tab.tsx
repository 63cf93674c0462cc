// The history of classes month by month, as the snapshots told it; a line of the table leads to the flows of that month.

import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { addMonths, day } from '#platform/shared/days.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { nameAxis, valueAxis } from '#platform/web/ui/chart-axes.ts';
import type { ChartColours } from '#platform/web/ui/chart-colours.ts';
import { Chart } from '#platform/web/ui/chart.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import css from '../table/table-tab.module.css';
import type { listClassMonths } from '../../shared/table-contract.ts';

type Month = ReplyOf<typeof listClassMonths>['months'][number];
const letters = ['A', 'B', 'C', 'X', 'Y', 'Z'] as const;

export function HistoryTab() {
  const { t, formats } = useTexts();
  const found = useQuery(query<typeof listClassMonths>('/api/classes/months', {}));
  const months = found.data?.months;
  const option = useCallback(
    (colours: ChartColours) =>
      pictureOf(
        months ?? [],
        colours,
        (month) => formats.shortMonth(month),
        (value) => formats.int(value),
      ),
    [months, formats],
  );
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (months?.length === 0) return <EmptyState>{t('classes.history.empty')}</EmptyState>;
  return (
    <>
      {months && months.length > 1 && (
        <div className={css.chart}>
          <Chart
            title={t('classes.history.title')}
            note={t('classes.history.note')}
            option={option}
            height={240}
            table={<HistoryTable months={months.toReversed()} />}
          />
        </div>
      )}
      <HistoryTable months={months?.toReversed()} />
    </>
  );
}

function HistoryTable({ months }: { readonly months: readonly Month[] | undefined }) {
  const { t, formats } = useTexts();
  const columns: Column<Month>[] = [
    {
      key: 'asOf',
      title: t('classes.as_of'),
      phone: 'name',
      render: (month) => (
        <AppLink
          className="medium number"
          to={`/classes?tab=flows&from=${addMonths(day(month.asOf), -1)}&to=${month.asOf}`}
        >
          {formats.day(month.asOf)}
        </AppLink>
      ),
      exportValue: (month) => month.asOf,
    },
    ...letters.map((letter): Column<Month> => ({
      key: letter,
      title: letter,
      align: 'right',
      group: 'ABC'.includes(letter) ? 'ABC' : 'XYZ',
      render: (month) => formats.int(month[letter]),
      exportValue: (month) => month[letter],
    })),
    {
      key: 'noXyz',
      title: t('classes.none'),
      align: 'right',
      group: 'XYZ',
      render: (month) => formats.int(month.noXyz),
      exportValue: (month) => month.noXyz,
    },
    {
      key: 'changed',
      title: t('classes.history.changed'),
      align: 'right',
      phone: 'sum',
      render: (month) => formats.int(month.changed),
      exportValue: (month) => month.changed,
    },
  ];
  return (
    <DataTable
      isInline
      label={t('classes.tab.history')}
      columns={columns}
      rows={months}
      rowKey={(month) => month.asOf}
    />
  );
}

function pictureOf(
  months: readonly Month[],
  colours: ChartColours,
  name: (month: string) => string,
  write: (value: number) => string,
) {
  const colour = { A: colours.classA, B: colours.classB, C: colours.rest };
  return {
    xAxis: nameAxis(
      colours,
      months.map((month) => (month.asOf.slice(5, 7) === '01' ? month.asOf.slice(0, 4) : name(month.asOf))),
    ),
    yAxis: valueAxis(colours, write),
    tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const },
    legend: {
      show: true,
      right: 8,
      top: 0,
      icon: 'rect',
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: colours.ink3, fontSize: 11 },
    },
    grid: { left: 8, right: 12, top: 28, bottom: 4, containLabel: true },
    series: (['A', 'B', 'C'] as const).map((letter) => ({
      type: 'bar' as const,
      name: letter,
      stack: 'classes',
      barCategoryGap: '20%',
      itemStyle: { color: colour[letter] },
      data: months.map((month) => month[letter]),
    })),
  };
}
