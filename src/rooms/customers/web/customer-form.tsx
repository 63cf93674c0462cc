import { NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { kinds } from '../shared/words.ts';
import type { ParameterSpec, ParameterValue } from '../shared/parameter.ts';
import { DayInput } from './day-input.tsx';
import { commercialFields, textFields } from './form-fields.ts';
import type { Draft, TextField } from './form-fields.ts';
import css from './form.module.css';
import { useParameters } from './people.ts';

export interface CustomerFormProps {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
  /** Words of refused fields by name. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The two blocks of a customer: contact data and commercial data with the company's own parameters (CL-1, CL-2). */
export function CustomerForm({ draft, onChange, errors }: CustomerFormProps) {
  const { t } = useTexts();
  const parameters = useParameters();
  const text = (field: TextField) => ({
    label: t(`customers.field.${field}`),
    value: draft.texts[field] ?? '',
    error: errors[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ texts: { ...draft.texts, [field]: event.currentTarget.value } }),
  });
  const own = (block: 'personal' | 'commercial') =>
    parameters
      .filter((one) => one.block === block)
      .map((one) => (
        <ParameterInput
          key={one.key}
          spec={one}
          value={draft.parameters[one.key]}
          onChange={(value) => onChange({ parameters: { ...draft.parameters, [one.key]: value } })}
        />
      ));
  return (
    <div className={css['form']}>
      <TextInput
        data-autofocus
        required
        label={t('customers.field.name')}
        maxLength={400}
        value={draft.name}
        error={errors['name']}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        label={t('customers.field.kind')}
        data={kinds
          .filter((one) => one !== 'unit' || draft.parentId !== undefined)
          .map((one) => ({ value: one, label: t(`customers.kind.${one}`) }))}
        value={draft.kind}
        allowDeselect={false}
        onChange={(value) => onChange({ kind: kinds.find((one) => one === value) ?? draft.kind })}
      />
      <Section title={t('customers.block.personal')}>
        <div className={css['fields']}>
          {textFields.map((field) => (
            <TextInput key={field} {...text(field)} />
          ))}
          {own('personal')}
        </div>
      </Section>
      <Section title={t('customers.block.commercial')}>
        <div className={css['fields']}>
          {commercialFields.map((field) => (
            <TextInput key={field} {...text(field)} />
          ))}
          <DayInput
            label={t('customers.field.firstContactOn')}
            value={draft.firstContactOn}
            error={errors['firstContactOn']}
            onChange={(firstContactOn) => onChange({ firstContactOn })}
          />
          {own('commercial')}
        </div>
        <Textarea {...text('note')} autosize minRows={2} maxRows={8} className={css['note'] ?? ''} />
      </Section>
    </div>
  );
}

interface ParameterInputProps {
  readonly spec: ParameterSpec;
  readonly value: ParameterValue | null | undefined;
  readonly onChange: (value: ParameterValue | null) => void;
}

function ParameterInput({ spec, value, onChange }: ParameterInputProps) {
  const { t, formats } = useTexts();
  switch (spec.type) {
    case 'text':
      return (
        <TextInput
          label={spec.name}
          maxLength={1000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
    case 'number':
      return (
        <NumberInput
          label={spec.name}
          decimalSeparator={formats.language === 'ru' ? ',' : '.'}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' || Number.isNaN(Number(next)) ? null : Number(next))}
        />
      );
    case 'choice':
      return (
        <Select
          label={spec.name}
          clearable
          searchable
          data={[...spec.options]}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'day':
      return (
        <DayInput label={spec.name} value={typeof value === 'string' ? value : null} onChange={onChange} />
      );
    case 'boolean':
      return (
        <Select
          label={spec.name}
          clearable
          data={[
            { value: 'true', label: t('customers.yes') },
            { value: 'false', label: t('customers.no') },
          ]}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(next) => onChange(next === null ? null : next === 'true')}
        />
      );
  }
}
