// ABC by the weight of one hue, XYZ by the line under the letter; never by a colour of its own (visual design, section 2).

import { useTexts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import css from './marks.module.css';

const waves: Readonly<Record<string, string>> = {
  X: 'M1 2H15',
  Y: 'M1 3C4 0 5 0 8 2S12 4 15 1',
  Z: 'M1 3L4 .6 6 3.4 9 .6 11 3.4 13 .8 15 3',
};

export interface ClassMarkProps {
  readonly abc: string | undefined;
  readonly xyz: string | undefined;
  readonly isPreliminary?: boolean | undefined;
  /** The last classes of a lost customer are shown quietly. */
  readonly isPast?: boolean;
}

export function ClassMark({ abc, xyz, isPreliminary = false, isPast = false }: ClassMarkProps) {
  const { t } = useTexts();
  const letters = t('customers.class.mark', { letters: `${abc ?? '—'} ${xyz ?? '—'}` });
  const title = isPreliminary ? `${letters}, ${t('customers.class.preliminary')}` : letters;
  const wave = waves[xyz ?? ''];
  return (
    <span
      className={classes(css['classes'], isPast && css['past'])}
      title={title}
      role="img"
      aria-label={title}
    >
      <span className={classes(css['abc'], css[abc ?? 'none'])}>{abc ?? '—'}</span>
      <span className={classes(css['xyz'], xyz === undefined && css['none'])}>
        {xyz ?? '—'}
        {wave !== undefined && (
          <svg viewBox="0 0 16 4" aria-hidden="true">
            <path d={wave} />
          </svg>
        )}
      </span>
    </span>
  );
}
