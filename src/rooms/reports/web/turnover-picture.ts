// Turnover by month: this period as bars, the same months a year before as a quiet line.

import { nameAxis, valueAxis } from '#platform/web/ui/chart-axes.ts';
import type { ChartColours } from '#platform/web/ui/chart-colours.ts';

export interface TurnoverMonth {
  readonly month: string;
  readonly turnover: string | null;
  readonly turnoverYearBefore: string | null;
}

export interface PictureWords {
  readonly month: (text: string) => string;
  readonly amount: (value: number) => string;
  readonly now: string;
  readonly before: string;
}

export function turnoverPicture(
  months: readonly TurnoverMonth[],
  colours: ChartColours,
  words: PictureWords,
) {
  const hasBefore = months.some((month) => numberOf(month.turnoverYearBefore) !== null);
  return {
    xAxis: nameAxis(
      colours,
      months.map(({ month }) => nameOf(month, words)),
    ),
    yAxis: valueAxis(colours, words.amount),
    tooltip: {
      trigger: 'axis' as const,
      renderMode: 'richText' as const,
      valueFormatter: (value: unknown) => words.amount(Number(value)),
    },
    grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
    series: [
      {
        type: 'bar' as const,
        name: words.now,
        barCategoryGap: '25%',
        itemStyle: { color: colours.series[0] ?? colours.accent },
        data: months.map((month) => Number(month.turnover)),
      },
      ...(hasBefore
        ? [
            {
              type: 'line' as const,
              name: words.before,
              showSymbol: false,
              lineStyle: { width: 1.75, color: colours.axis },
              itemStyle: { color: colours.axis },
              data: months.map((month) => numberOf(month.turnoverYearBefore)),
            },
          ]
        : []),
    ],
  };
}

/** January carries its year, the first month too. */
function nameOf(month: string, words: PictureWords): string {
  return month.endsWith('-01') ? `${words.month(month)} ${month.slice(0, 4)}` : words.month(month);
}

/** A month that the history does not cover is a gap in the line, not a zero. */
function numberOf(amount: string | null): number | null {
  return amount === null ? null : Number(amount);
}
