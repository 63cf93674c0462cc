import { Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { addAlias, removeAlias } from '../draft.ts';
import { useFieldWords } from '../use-field-words.ts';
import type { RulesProps } from './rules.tsx';
import css from './rules.module.css';

/** Spellings of the file and what they stand for. */
export function AliasRules({ draft, kind, onChange }: RulesProps) {
  const { t } = useTexts();
  const wordOf = useFieldWords(kind);
  const pairs = Object.entries(draft.aliases).flatMap(([field, names]) =>
    Object.entries(names).map(([from, to]) => ({ field, from, to })),
  );
  return (
    <Section title={t('imports.rules.aliases')} note={t('imports.rules.aliases_hint')}>
      <ul className={css.list}>
        {pairs.map(({ field, from, to }) => (
          <li key={`${field} ${from}`} className={css.said}>
            <span>
              <span className="muted">{wordOf(field)}:</span> «{from}» →{' '}
              <span className="medium">«{to}»</span>
            </span>
            <Button
              kind="quiet"
              icon={IconX}
              aria-label={`${t('imports.rules.remove')}: ${from}`}
              onClick={() => onChange(removeAlias(draft, field, from))}
            />
          </li>
        ))}
        <NewAlias
          options={Object.keys(draft.columns).map((field) => ({ value: field, label: wordOf(field) }))}
          onAdd={(field, from, to) => onChange(addAlias(draft, field, from, to))}
        />
      </ul>
    </Section>
  );
}

interface NewAliasProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onAdd: (field: string, from: string, to: string) => void;
}

function NewAlias({ options, onAdd }: NewAliasProps) {
  const { t } = useTexts();
  const [field, setField] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const add = () => {
    if (field === null || from.trim() === '' || to.trim() === '') return;
    onAdd(field, from.trim(), to.trim());
    setFrom('');
    setTo('');
  };
  return (
    <li className={css.skip}>
      <Select
        aria-label={t('imports.rules.field')}
        placeholder={t('imports.rules.field')}
        data={options}
        value={field}
        searchable
        onChange={setField}
      />
      <TextInput
        aria-label={t('imports.rules.from')}
        placeholder={t('imports.rules.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        aria-label={t('imports.rules.to')}
        placeholder={t('imports.rules.to')}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && add()}
      />
      <Button
        icon={IconPlus}
        disabled={field === null || from.trim() === '' || to.trim() === ''}
        onClick={add}
      >
        {t('imports.rules.add')}
      </Button>
    </li>
  );
}
