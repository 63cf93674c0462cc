import { useTexts } from '#platform/web/lib/texts.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import type { Check } from './use-check.ts';
import css from './aside.module.css';

const shown = 8;

/** Errors grouped by cause, each with its count and one example. */
export function RowErrors({ reasons }: { readonly reasons: Check['reasons'] }) {
  const { t, tryText, formats } = useTexts();
  return (
    <Section title={t('imports.errors.title')} isAside>
      <ul>
        {reasons.slice(0, shown).map(({ reason, column, count, line, value }) => (
          <li key={`${reason} ${column}`} className={css.line}>
            <span className="medium">{tryText(`imports.reason.${reason}`) ?? reason}</span>
            <span className="number">{formats.int(count)}</span>
            <p>
              {value === ''
                ? t('imports.errors.example_empty', { column, line: String(line) })
                : t('imports.errors.example', { column, line: String(line), value })}
            </p>
          </li>
        ))}
      </ul>
      <p className={css.after}>{t('imports.errors.note')}</p>
    </Section>
  );
}
