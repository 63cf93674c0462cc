// Axes as the product draws them: hairlines across, a zero line, no frame, no ticks.

import type { ChartColours } from './chart-colours.ts';

/** Days, months or names along the bottom. */
export function nameAxis(colours: ChartColours, names: readonly string[]) {
  return {
    type: 'category' as const,
    data: [...names],
    axisLine: { lineStyle: { color: colours.axis } },
    axisTick: { show: false },
    axisLabel: { color: colours.ink3, fontSize: 11, hideOverlap: true },
  };
}

/** Figures up the side, three to five lines. */
export function valueAxis(colours: ChartColours, write: (value: number) => string) {
  return {
    type: 'value' as const,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: colours.ink3, fontSize: 11, formatter: write },
    splitLine: { lineStyle: { color: colours.grid } },
  };
}
