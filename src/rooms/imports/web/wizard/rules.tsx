// What only some files need: formulas, constants, rows to leave out, replacements, returns, the source.

import { Select, TextInput } from '@mantine/core';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { formulasOf } from '../draft.ts';
import type { Draft, Kind } from '../draft.ts';
import { useFieldWords } from '../use-field-words.ts';
import { AliasRules } from './alias-rules.tsx';
import { PairRules } from './pair-rules.tsx';
import { SkipRules } from './skip-rules.tsx';
import css from './rules.module.css';

export interface RulesProps {
  readonly draft: Draft;
  readonly kind: Kind;
  readonly onChange: (draft: Draft) => void;
}

export function Rules({ draft, kind, onChange }: RulesProps) {
  const { t } = useTexts();
  const formulas = formulasOf(draft);
  const isUsed =
    formulas.length > 0 ||
    draft.skip.length > 0 ||
    Object.keys(draft.constants).length > 0 ||
    Object.keys(draft.aliases).length > 0;
  return (
    <details className={css.rules} open={isUsed || undefined}>
      <summary>{t('imports.rules.open')}</summary>
      <div className={css.groups}>
        <Formulas draft={draft} kind={kind} onChange={onChange} />
        <Constants draft={draft} kind={kind} onChange={onChange} />
        <SkipRules draft={draft} kind={kind} onChange={onChange} />
        <AliasRules draft={draft} kind={kind} onChange={onChange} />
        <Plain draft={draft} kind={kind} onChange={onChange} />
      </div>
    </details>
  );
}

function useFieldOptions(kind: Kind, except: readonly string[]): { value: string; label: string }[] {
  const wordOf = useFieldWords(kind);
  return kind.fields
    .filter((field) => !field.open && !except.includes(field.key))
    .map((field) => ({ value: field.key, label: wordOf(field.key) }));
}

function Formulas({ draft, kind, onChange }: RulesProps) {
  const { t } = useTexts();
  const wordOf = useFieldWords(kind);
  const formulas = formulasOf(draft);
  const options = useFieldOptions(
    kind,
    formulas.map(([field]) => field),
  );
  const put = (field: string, formula: string) =>
    onChange({ ...draft, columns: { ...draft.columns, [field]: formula } });
  const drop = (field: string) => onChange({ ...draft, columns: without(draft.columns, field) });
  return (
    <Section title={t('imports.rules.formulas')} note={t('imports.rules.formulas_hint')}>
      <PairRules
        pairs={formulas}
        wordOf={wordOf}
        options={options}
        valueLabel={t('imports.rules.formula')}
        onPut={put}
        onDrop={drop}
      />
    </Section>
  );
}

function Constants({ draft, kind, onChange }: RulesProps) {
  const { t } = useTexts();
  const wordOf = useFieldWords(kind);
  const pairs = Object.entries(draft.constants);
  const options = useFieldOptions(kind, [...Object.keys(draft.columns), ...Object.keys(draft.constants)]);
  const put = (field: string, value: string) =>
    onChange({ ...draft, constants: { ...draft.constants, [field]: value } });
  const drop = (field: string) => onChange({ ...draft, constants: without(draft.constants, field) });
  return (
    <Section title={t('imports.rules.constants')} note={t('imports.rules.constants_hint')}>
      <PairRules
        pairs={pairs}
        wordOf={wordOf}
        options={options}
        valueLabel={t('imports.rules.value')}
        onPut={put}
        onDrop={drop}
      />
    </Section>
  );
}

/** The two rules of a whole file. */
function Plain({ draft, kind, onChange }: RulesProps) {
  const { t } = useTexts();
  const hasQuantity = kind.fields.some((field) => field.key === 'line.quantity');
  return (
    <div className={css.plain}>
      {hasQuantity && (
        <Select
          label={t('imports.returns.mode')}
          data={(['return', 'skip', 'reject'] as const).map((mode) => ({
            value: mode,
            label: t(`imports.returns.mode_${mode}`),
          }))}
          value={draft.negativeQuantity}
          allowDeselect={false}
          onChange={(mode) =>
            onChange({ ...draft, negativeQuantity: mode === 'skip' || mode === 'reject' ? mode : 'return' })
          }
        />
      )}
      {kind.kind === 'settlements' && (
        <TextInput
          label={t('imports.rules.source')}
          description={t('imports.rules.source_hint')}
          placeholder="file"
          value={draft.source}
          maxLength={100}
          onChange={(event) => onChange({ ...draft, source: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
