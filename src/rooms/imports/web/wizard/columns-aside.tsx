import { Select } from '@mantine/core';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { ErrorState, Note } from '#platform/web/ui/states.tsx';
import { allReferences, chooseField, missingFields, otherwiseOf, unsureColumns } from '../draft.ts';
import type { Missing, Unsure } from '../draft.ts';
import { formulaWords } from '../formulas.ts';
import { useFieldWords } from '../use-field-words.ts';
import { Counts } from './counts.tsx';
import { RowErrors } from './row-errors.tsx';
import type { Checking } from './use-check.ts';
import type { Wizard } from './use-wizard.ts';
import css from './aside.module.css';

/** What follows from the columns: counts, decisions, errors, returns. */
export function ColumnsAside({ wizard, checking }: { readonly wizard: Wizard; readonly checking: Checking }) {
  const { t } = useTexts();
  const { check } = checking;
  return (
    <>
      <Counts checking={checking} />
      {checking.error !== undefined && <ErrorState error={checking.error} isInline />}
      <Decisions wizard={wizard} checking={checking} />
      {check && check.reasons.length > 0 && <RowErrors reasons={check.reasons} wizard={wizard} />}
      {check && check.counts.negative > 0 && (
        <Section title={t('imports.returns.title')} isAside>
          <p className="small soft">{t('imports.returns.return', { count: check.counts.negative })}</p>
        </Section>
      )}
    </>
  );
}

function Decisions({ wizard, checking }: { readonly wizard: Wizard; readonly checking: Checking }) {
  const { t, tryText } = useTexts();
  const { draft, kind } = wizard;
  const wordOf = useFieldWords(kind);
  const missing = missingFields(draft, kind);
  const unsure = unsureColumns(draft);
  const counted = kind?.fields.flatMap((field) => otherwiseOf(draft, field) ?? []) ?? [];
  const unjoined = draft.joins.filter((join) => join.left === '');
  const isClear = missing.length + unsure.length + checking.places.length + unjoined.length === 0;
  if (isClear && counted.length === 0) return null;
  return (
    <Section title={t(isClear ? 'imports.decide.counted' : 'imports.decide.title')} isAside>
      {unjoined.map((join) => (
        <Note key={join.right}>
          {t('imports.file.join_missing', { file: join.right.split('.')[0] ?? '' })}
        </Note>
      ))}
      {missing.map((need) => (
        <MissingField key={need.fields.join()} need={need} wizard={wizard} />
      ))}
      {unsure.map((column) => (
        <UnsureColumn key={column.reference} column={column} wizard={wizard} />
      ))}
      {checking.places.map((place) => (
        <Note key={`${place.path} ${place.what}`} tone="red">
          {tryText(`imports.mapping_problem.${place.problem}`, { what: wordOf(place.what) }) ?? place.what}
        </Note>
      ))}
      {counted.map((formula) => (
        <p key={formula} className="small soft">
          {t('imports.decide.formula', { formula: formulaWords(formula, wordOf) })}
        </p>
      ))}
    </Section>
  );
}

function MissingField({ need, wizard }: { readonly need: Missing; readonly wizard: Wizard }) {
  const { t } = useTexts();
  const { draft, kind, change } = wizard;
  const wordOf = useFieldWords(kind);
  const [first = ''] = need.fields;
  const words = need.fields.map(wordOf);
  return (
    <div className={css.decision}>
      <p className="medium">
        {need.fields.length === 1
          ? t('imports.decide.missing', { field: words[0] ?? '' })
          : t('imports.decide.missing_one_of', { fields: words.join(', ') })}
      </p>
      <Select
        aria-label={`${t('imports.decide.pick')}: ${words[0] ?? ''}`}
        placeholder={t('imports.decide.pick')}
        data={allReferences(draft)}
        value={null}
        searchable
        onChange={(reference) =>
          reference !== null && change(chooseField(draft, reference, pickOf(need, first)))
        }
      />
    </div>
  );
}

/** Where one of several fields is needed a name is what files have. */
function pickOf(need: Missing, first: string): string {
  return need.fields.find((field) => field.endsWith('.name')) ?? first;
}

function UnsureColumn({ column, wizard }: { readonly column: Unsure; readonly wizard: Wizard }) {
  const { t, formats } = useTexts();
  const { draft, kind, change } = wizard;
  const field = useFieldWords(kind)(column.field);
  const examples = column.examples.slice(0, 4).join(', ');
  return (
    <div className={css.decision}>
      <div className={css.line}>
        <span className="medium">{t('imports.decide.unsure', { column: column.header, field })}</span>
        <span className="amber medium">{formats.percent(column.confidence)}</span>
        {examples !== '' && <p>{t('imports.decide.examples', { examples })}</p>}
      </div>
      <div className={css.choice}>
        <Button onClick={() => change(chooseField(draft, column.reference, column.field))}>
          {t('imports.decide.yes', { field })}
        </Button>
        <Button kind="quiet" onClick={() => change(chooseField(draft, column.reference, undefined))}>
          {t('imports.decide.no')}
        </Button>
      </div>
    </div>
  );
}
