// ABC by weight of one hue, XYZ by the line under the letter; never by a colour of its own (visual design, section 2).

import { useTexts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import type { AbcClass } from '../../shared/abc.ts';
import type { XyzClass } from '../../shared/xyz.ts';
import css from './marks.module.css';

const waves: Readonly<Record<XyzClass, string>> = {
  X: 'M1 2H15',
  Y: 'M1 3C4 0 5 0 8 2S12 4 15 1',
  Z: 'M1 3L4 .6 6 3.4 9 .6 11 3.4 13 .8 15 3',
};

export interface ClassMarkProps {
  /** Null is «no class»; leave a letter out to show the other one alone. */
  readonly abc?: AbcClass | null | undefined;
  readonly xyz?: XyzClass | null | undefined;
  /** Why a class is missing or unsure, for the tooltip. */
  readonly note?: string | undefined;
  /** The last classes of a lost customer: shown quietly. */
  readonly isPast?: boolean;
}

export function ClassMark({ abc, xyz, note, isPast = false }: ClassMarkProps) {
  const { t } = useTexts();
  const letters = [abc, xyz].filter((letter) => letter !== undefined).map((letter) => letter ?? '—');
  const words = t('classes.mark', { letters: letters.join(' ') });
  const title = note === undefined ? words : `${words}. ${note}`;
  return (
    <span className={classes(css.classes, isPast && css.past)} title={title} role="img" aria-label={title}>
      {abc !== undefined && <span className={classes(css.abc, css[abc ?? 'none'])}>{abc ?? '—'}</span>}
      {xyz !== undefined && (
        <span className={classes(css.xyz, xyz === null && css.none)}>
          {xyz ?? '—'}
          {xyz !== null && (
            <svg viewBox="0 0 16 4" aria-hidden="true">
              <path d={waves[xyz]} />
            </svg>
          )}
        </span>
      )}
    </span>
  );
}
