import { useTexts } from '#platform/web/lib/texts.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import type { Checking } from './use-check.ts';
import css from './aside.module.css';

/** Rows in the file, how many come in, how many do not and why. */
export function Counts({ checking }: { readonly checking: Checking }) {
  const { t, formats } = useTexts();
  const { check, isBusy } = checking;
  const busy = isBusy ? t('imports.counts.checking') : undefined;
  if (!check) {
    return (
      <Section title={t('imports.counts.title')} isAside>
        <p className="small soft" role="status">
          {busy ?? t('imports.counts.not_yet')}
        </p>
      </Section>
    );
  }
  const { counts } = check;
  const left = counts.skipped - counts.totals;
  return (
    <Section
      title={t('imports.counts.title')}
      note={
        <span role="status">
          {busy ?? (check.complete ? '' : t('imports.counts.first', { rows: counts.read }))}
        </span>
      }
      isAside
    >
      <dl className={css.counts} aria-busy={isBusy}>
        <dt>{t(check.complete ? 'imports.counts.rows' : 'imports.counts.rows_read')}</dt>
        <dd>{formats.int(counts.read)}</dd>
        <dt>{t('imports.counts.taken')}</dt>
        <dd className="strong">{formats.int(counts.taken)}</dd>
        <dt>{t('imports.counts.totals')}</dt>
        <dd>{formats.int(counts.totals)}</dd>
        {left > 0 && (
          <>
            <dt>{t('imports.counts.skipped')}</dt>
            <dd>{formats.int(left)}</dd>
          </>
        )}
        <dt>{t('imports.counts.rejected')}</dt>
        <dd className={counts.rejected > 0 ? 'red medium' : undefined}>{formats.int(counts.rejected)}</dd>
      </dl>
    </Section>
  );
}
