import { Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import css from './rules.module.css';

interface PairRulesProps {
  readonly pairs: readonly (readonly [field: string, value: string])[];
  readonly wordOf: (field: string) => string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly valueLabel: string;
  readonly onPut: (field: string, value: string) => void;
  readonly onDrop: (field: string) => void;
}

/** A field and what it gets: each row can be changed and taken away, a new one is added below. */
export function PairRules({ pairs, wordOf, options, valueLabel, onPut, onDrop }: PairRulesProps) {
  const { t } = useTexts();
  return (
    <ul className={css.list}>
      {pairs.map(([field, value]) => (
        <li key={field} className={css.pair}>
          <span className={css.name}>{wordOf(field)}</span>
          <LateText
            label={`${valueLabel}: ${wordOf(field)}`}
            value={value}
            onChange={(next) => onPut(field, next)}
          />
          <Button
            kind="quiet"
            icon={IconX}
            aria-label={`${t('imports.rules.remove')}: ${wordOf(field)}`}
            onClick={() => onDrop(field)}
          />
        </li>
      ))}
      <NewPair options={options} valueLabel={valueLabel} onPut={onPut} />
    </ul>
  );
}

function NewPair({ options, valueLabel, onPut }: Pick<PairRulesProps, 'options' | 'valueLabel' | 'onPut'>) {
  const { t } = useTexts();
  const [field, setField] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const add = () => {
    if (field === null || value.trim() === '') return;
    onPut(field, value.trim());
    setField(null);
    setValue('');
  };
  return (
    <li className={css.pair}>
      <Select
        aria-label={t('imports.rules.field')}
        placeholder={t('imports.rules.field')}
        data={options}
        value={field}
        searchable
        onChange={setField}
      />
      <TextInput
        aria-label={valueLabel}
        placeholder={valueLabel}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && add()}
      />
      <Button icon={IconPlus} disabled={field === null || value.trim() === ''} onClick={add}>
        {t('imports.rules.add')}
      </Button>
    </li>
  );
}

/** Typing does not read the file at every letter: the value is given when the field is left. */
export function LateText({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const [text, setText] = useState<string>();
  const give = () => {
    if (text !== undefined && text !== value && text.trim() !== '') onChange(text.trim());
    setText(undefined);
  };
  return (
    <TextInput
      aria-label={label}
      value={text ?? value}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={give}
      onKeyDown={(event) => event.key === 'Enter' && give()}
    />
  );
}
