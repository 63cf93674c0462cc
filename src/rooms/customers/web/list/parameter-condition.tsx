import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { isSound, operatorsOf } from '../../shared/parameter.ts';
import type { Operator, ParameterCondition, ParameterType, ParameterValue } from '../../shared/parameter.ts';
import css from './list.module.css';

export interface ParameterConditionProps {
  readonly parameter: {
    readonly key: string;
    readonly name: string;
    readonly type: ParameterType;
    readonly options: readonly string[];
  };
  readonly onAdd: (condition: ParameterCondition) => void;
}

/** A condition over one of the company's own parameters: operator and values by its type. */
export function ParameterConditionForm({ parameter, onAdd }: ParameterConditionProps) {
  const { t } = useTexts();
  const [op, setOp] = useState<Operator>(operatorsOf[parameter.type][0] ?? 'eq');
  const [texts, setTexts] = useState<readonly string[]>([]);
  const condition = conditionOf(parameter.key, parameter.type, op, texts);
  const isReady = isSound(parameter, condition);
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onAdd(condition);
      }}
    >
      <Select
        label={parameter.name}
        data={operatorsOf[parameter.type].map((one) => ({ value: one, label: t(`customers.op.${one}`) }))}
        value={op}
        allowDeselect={false}
        onChange={(value) => {
          setOp(operatorsOf[parameter.type].find((one) => one === value) ?? op);
          setTexts([]);
        }}
      />
      <Values parameter={parameter} op={op} texts={texts} onChange={setTexts} />
      <Button kind="filled" type="submit" disabled={!isReady}>
        {t('customers.filter.apply')}
      </Button>
    </form>
  );
}

interface ValuesProps extends Pick<ParameterConditionProps, 'parameter'> {
  readonly op: Operator;
  readonly texts: readonly string[];
  readonly onChange: (texts: readonly string[]) => void;
}

function Values({ parameter, op, texts, onChange }: ValuesProps) {
  const { t } = useTexts();
  if (op === 'empty' || op === 'notEmpty') return null;
  if (parameter.type === 'boolean') {
    return (
      <Select
        label={t('customers.filter.value')}
        data={[
          { value: 'true', label: t('customers.op.yes') },
          { value: 'false', label: t('customers.op.no') },
        ]}
        value={texts[0] ?? null}
        onChange={(value) => onChange(value === null ? [] : [value])}
      />
    );
  }
  if (parameter.type === 'choice' && op === 'in') {
    return (
      <MultiSelect
        label={t('customers.filter.value')}
        data={[...parameter.options]}
        value={[...texts]}
        onChange={onChange}
      />
    );
  }
  if (parameter.type === 'choice') {
    return (
      <Select
        label={t('customers.filter.value')}
        data={[...parameter.options]}
        value={texts[0] ?? null}
        onChange={(value) => onChange(value === null ? [] : [value])}
      />
    );
  }
  const places = op === 'between' ? [0, 1] : [0];
  return places.map((place) => (
    <TextInput
      key={place}
      type={parameter.type === 'day' ? 'date' : 'text'}
      inputMode={parameter.type === 'number' ? 'decimal' : 'text'}
      label={
        op === 'between'
          ? t(place === 0 ? 'customers.filter.from' : 'customers.filter.to')
          : t('customers.filter.value')
      }
      description={op === 'in' ? t('customers.filter.several') : undefined}
      value={texts[place] ?? ''}
      onChange={(event) =>
        onChange(places.map((one) => (one === place ? event.currentTarget.value : (texts[one] ?? ''))))
      }
    />
  ));
}

function conditionOf(
  key: string,
  type: ParameterType,
  op: Operator,
  texts: readonly string[],
): ParameterCondition {
  if (op === 'empty' || op === 'notEmpty') return { key, op };
  const parts =
    op === 'in' && type === 'text'
      ? (texts[0] ?? '')
          .split('|')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : texts;
  const values = parts.map((text): ParameterValue => {
    if (type === 'number')
      return text.trim() === '' ? Number.NaN : Number(text.replace(/\s/g, '').replace(',', '.'));
    return type === 'boolean' ? text === 'true' : text;
  });
  return op === 'in' || op === 'between' ? { key, op, value: values } : { key, op, value: values[0] ?? '' };
}
