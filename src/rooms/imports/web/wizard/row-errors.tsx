import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { allReferences } from '../draft.ts';
import { writeReference } from '../formulas.ts';
import type { Check } from './use-check.ts';
import type { Wizard } from './use-wizard.ts';
import css from './aside.module.css';

const shown = 8;

/** Errors grouped by cause, each with its count and one example. */
export function RowErrors({
  reasons,
  wizard,
}: {
  readonly reasons: Check['reasons'];
  readonly wizard: Wizard;
}) {
  const { t, tryText, formats } = useTexts();
  const { draft, change } = wizard;
  const references = allReferences(draft);
  // Rows without a customer are no mistakes of a till: leaving them out is a rule, not an error.
  const skipEmpty = (column: string) =>
    change({ ...draft, skip: [...draft.skip, { column: writeReference(column), op: 'empty' }] });
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
            {reason === 'empty' && references.includes(column) && (
              <div>
                <Button kind="quiet" onClick={() => skipEmpty(column)}>
                  {t('imports.errors.skip')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <p className={css.after}>{t('imports.errors.note')}</p>
    </Section>
  );
}
