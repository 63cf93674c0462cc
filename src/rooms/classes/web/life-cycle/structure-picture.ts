// Active customers stacked by category, the lost as a line of their own.

import { nameAxis, valueAxis } from '#platform/web/ui/chart-axes.ts';
import type { ChartColours } from '#platform/web/ui/chart-colours.ts';
import type { Category } from '../../shared/life-cycle.ts';
import type { Structure } from './balance.ts';

export interface Words {
  readonly month: (text: string) => string;
  readonly count: (value: number) => string;
  readonly category: (category: Category) => string;
}

interface Month {
  readonly on: string;
  readonly structure: Structure;
}

export function structurePicture(months: readonly Month[], colours: ChartColours, words: Words) {
  const active = [
    { category: 'regular', color: colours.series[1] ?? colours.teal },
    { category: 'recovered', color: colours.series[2] ?? colours.amber },
    { category: 'new', color: colours.series[0] ?? colours.accent },
  ] as const;
  return {
    xAxis: nameAxis(
      colours,
      months.map((month) => nameOf(month.on, words)),
    ),
    yAxis: valueAxis(colours, words.count),
    tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const },
    legend: {
      show: true,
      left: 0,
      top: 0,
      icon: 'rect',
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 16,
      textStyle: { color: colours.ink3, fontSize: 11 },
    },
    grid: { left: 8, right: 12, top: 30, bottom: 4, containLabel: true },
    series: [
      ...active.map(({ category, color }) => ({
        type: 'bar' as const,
        name: words.category(category),
        stack: 'active',
        barCategoryGap: '25%',
        itemStyle: { color },
        data: months.map((month) => month.structure[category]),
      })),
      {
        type: 'line' as const,
        name: words.category('lost'),
        showSymbol: false,
        lineStyle: { width: 1.75, color: colours.red },
        itemStyle: { color: colours.red },
        data: months.map((month) => month.structure.lost),
      },
    ],
  };
}

/** January carries its year. */
function nameOf(on: string, words: Words): string {
  return on.slice(5, 7) === '01' ? `${words.month(on)} ${on.slice(0, 4)}` : words.month(on);
}
