import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import css from './bulk-bar.module.css';
import { Button } from './button.tsx';

export interface BulkBarProps {
  readonly count: number;
  /** What the chosen rows add up to. */
  readonly sum?: ReactNode;
  /** Three or four actions; each shows a preview before it runs. */
  readonly children: ReactNode;
  readonly onClear: () => void;
}

/** The bar of what is chosen, at the bottom of a list. */
export function BulkBar({ count, sum, children, onClear }: BulkBarProps) {
  const { t } = useTexts();
  if (count === 0) return null;
  return (
    <div className={css.place}>
      <div className={css.bar} role="toolbar" aria-label={t('ui.bulk.label')}>
        <b>{t('ui.bulk.chosen', { count })}</b>
        {sum !== undefined && <span className={css.sum}>{sum}</span>}
        <span className={css.parting} />
        {children}
        <span className={css.parting} />
        <Button kind="quiet" shortcut="esc" onClick={onClear}>
          {t('ui.bulk.clear')}
        </Button>
      </div>
    </div>
  );
}
