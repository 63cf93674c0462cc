// Counts of every class as they are and as they would be; only the letters that change, unless nothing does.

import { useTexts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import type { AbcClass } from '../../shared/abc.ts';
import type { XyzClass } from '../../shared/xyz.ts';
import { ClassMark } from '../marks/class-mark.tsx';
import type { LetterCount } from './counts.ts';
import css from './what-if.module.css';

export function MoveTable({
  counts,
  isStale,
}: {
  readonly counts: readonly LetterCount[];
  readonly isStale: boolean;
}) {
  const { t, formats } = useTexts();
  const isXyz = (letter: string) => 'XYZ'.includes(letter);
  const moved = (group: 'abc' | 'xyz') =>
    counts.some((one) => isXyz(one.letter) === (group === 'xyz') && one.now !== one.then);
  const shown = counts.filter((one) => moved(isXyz(one.letter) ? 'xyz' : 'abc'));
  if (shown.length === 0) return <p className="small muted">{t('classes.what_if.nothing')}</p>;
  return (
    <table className={classes(css.counts, isStale && css.stale)} aria-label={t('classes.what_if.title')}>
      <thead>
        <tr>
          <th scope="col">{t('classes.class')}</th>
          <th scope="col">{t('classes.what_if.now')}</th>
          <th scope="col">{t('classes.what_if.then')}</th>
          <th scope="col">{t('classes.what_if.change')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((one) => (
          <tr key={one.letter}>
            <td>
              <Letter letter={one.letter} />
            </td>
            <td className="number">{formats.int(one.now)}</td>
            <td className={classes('number', one.then !== one.now && 'medium')}>{formats.int(one.then)}</td>
            <td className={classes('number', one.then === one.now ? 'muted' : 'medium')}>
              {one.then > one.now ? '+' : ''}
              {formats.int(one.then - one.now)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Letter({ letter }: { readonly letter: AbcClass | XyzClass }) {
  if (letter === 'A' || letter === 'B' || letter === 'C') return <ClassMark abc={letter} />;
  return <ClassMark xyz={letter} />;
}
