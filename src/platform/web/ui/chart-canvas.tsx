// The drawing itself, in a file of its own, so that ECharts is fetched only with the first chart.

import { useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import type {
  BarSeriesOption,
  LineSeriesOption,
  SankeySeriesOption,
  ScatterSeriesOption,
} from 'echarts/charts';
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import type {
  AriaComponentOption,
  DatasetComponentOption,
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import type { ComposeOption, EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import css from './chart.module.css';
import { readChartColours } from './chart-colours.ts';
import type { ChartColours } from './chart-colours.ts';

use([
  BarChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | SankeySeriesOption
  | ScatterSeriesOption
  | AriaComponentOption
  | DatasetComponentOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
>;

interface CanvasProps {
  readonly option: (colours: ChartColours) => ChartOption;
  readonly label: string;
  readonly onPick?: ((name: string, series: string) => void) | undefined;
}

export function ChartCanvas({ option, label, onPick }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const isShown = useRef(false);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, null, { renderer: 'canvas' });
    chart.current = made;
    isShown.current = false;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const colours = readChartColours();
    const isStill = isShown.current || globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.current?.setOption(
      { ...groundOf(colours), animation: !isStill, ...option(colours) },
      { notMerge: true },
    );
    isShown.current = true;
  }, [option, scheme]);
  useEffect(() => {
    const made = chart.current;
    if (!made || !onPick) return;
    const pick = (event: { readonly name?: string; readonly seriesName?: string }) =>
      onPick(event.name ?? '', event.seriesName ?? '');
    made.on('click', pick);
    return () => {
      made.off('click', pick);
    };
  }, [onPick]);
  return <div ref={box} className={css.canvas} role="img" aria-label={label} />;
}

/** What every picture shares. The hint is drawn on the canvas: markup with styles of its own would break the content policy. */
function groundOf(colours: ChartColours): ChartOption {
  const font = getComputedStyle(document.body).fontFamily;
  return {
    color: [...colours.series],
    animationDuration: 160,
    textStyle: { fontFamily: font, fontSize: 11, color: colours.ink3 },
    aria: { enabled: true },
    grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      renderMode: 'richText',
      backgroundColor: colours.raised,
      borderColor: colours.line2,
      textStyle: { color: colours.ink, fontSize: 12, fontFamily: font },
      confine: true,
    },
  };
}
