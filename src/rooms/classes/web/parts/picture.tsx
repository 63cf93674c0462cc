// A picture drawn here (not by ECharts) under its question, with the table behind it one press away.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { SegmentedControl } from '#platform/web/ui/segmented.tsx';
import css from './picture.module.css';

export interface PictureProps {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
  readonly table: ReactNode;
}

export function Picture({ title, note, children, table }: PictureProps) {
  const { t } = useTexts();
  const [view, setView] = useState<'picture' | 'table'>('picture');
  return (
    <figure>
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
      {view === 'picture' ? children : <div className={css.table}>{table}</div>}
    </figure>
  );
}
