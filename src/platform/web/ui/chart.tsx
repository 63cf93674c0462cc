// A chart asks its question in the title; the table behind it is one press away. ECharts comes only when a chart is shown.

import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import type { ChartOption } from './chart-canvas.tsx';
import { classes } from './classes.ts';
import css from './chart.module.css';
import type { ChartColours } from './chart-colours.ts';
import { SegmentedControl } from './segmented.tsx';

export interface ChartProps {
  /** The question: «Успеваем ли выполнить план квартала?». */
  readonly title: string;
  /** Measure, unit, step. */
  readonly note: string;
  /** Made anew when the colours change with the scheme. */
  readonly option: (colours: ChartColours) => ChartOption;
  /** The rows behind the picture: `<DataTable isInline>`. */
  readonly table: ReactNode;
  readonly height?: number;
  /** With a line above and the edges of a report. */
  readonly isRuled?: boolean;
  readonly onPick?: (name: string, series: string) => void;
}

const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }));

export function Chart({ title, note, option, table, height = 220, isRuled = false, onPick }: ChartProps) {
  const { t } = useTexts();
  const [view, setView] = useState<'picture' | 'table'>('picture');
  return (
    <figure className={classes(css.chart, isRuled && css.ruled)}>
      <figcaption className={css.caption}>
        <div>
          <h2>{title}</h2>
          <p>{note}</p>
        </div>
        <SegmentedControl
          label={title}
          value={view}
          onChange={setView}
          options={[
            { value: 'picture', label: t('ui.chart.picture') },
            { value: 'table', label: t('ui.chart.table') },
          ]}
        />
      </figcaption>
      {view === 'table' ? (
        table
      ) : (
        <div className={css.picture} style={{ height }}>
          <Suspense fallback={null}>
            <ChartCanvas option={option} label={`${title} ${note}`} onPick={onPick} />
          </Suspense>
        </div>
      )}
    </figure>
  );
}
