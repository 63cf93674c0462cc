// One more condition: first what about, then the value. Fields that the person may not read are not offered.

import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { DayInput } from '../day-input.tsx';
import { readConditions } from '../../shared/conditions.ts';
import type { FilterQuery } from '../../shared/filter.ts';
import { abcClasses, categories, kinds, states, xyzClasses } from '../../shared/words.ts';
import { basicNeeds } from '../../shared/completeness.ts';
import { useDivisions, useParameters, usePeopleNames } from '../people.ts';
import type { FilterKey } from './filter-keys.ts';
import css from './list.module.css';
import { ParameterConditionForm } from './parameter-condition.tsx';

type Changes = Readonly<Partial<Record<FilterKey, string | undefined>>>;

export interface AddedConditionProps {
  readonly filter: FilterQuery;
  readonly onAdd: (changes: Changes) => void;
  readonly onClose: () => void;
}

const fields = [
  'category',
  'abc',
  'xyz',
  'responsible',
  'division',
  'city',
  'region',
  'country',
  'source',
  'kind',
  'state',
  'missing',
  'turnover',
  'lastSettlement',
  'firstContact',
  'created',
] as const;
type Field = (typeof fields)[number];

export function AddedCondition(props: AddedConditionProps) {
  const { t } = useTexts();
  const session = useSession();
  const parameters = useParameters();
  const [field, setField] = useState<Field | undefined>();
  const [parameterKey, setParameterKey] = useState<string>();
  const may = (resource: 'amounts' | 'classes') => mayDo(session, { resource, action: 'read' });
  const offered = fields.filter((one) => {
    if (one === 'turnover' || one === 'lastSettlement') return may('amounts');
    return one === 'category' || one === 'abc' || one === 'xyz' ? may('classes') : true;
  });
  const add = (changes: Changes) => {
    props.onAdd(changes);
    props.onClose();
  };
  const parameter = parameters.find((one) => one.key === parameterKey);
  if (parameter) {
    const all = readConditions(props.filter.parameters) ?? [];
    return (
      <ParameterConditionForm
        parameter={parameter}
        onAdd={(condition) => add({ parameters: JSON.stringify([...all, condition]) })}
      />
    );
  }
  if (field !== undefined) return <FieldForm field={field} filter={props.filter} onAdd={add} />;
  return (
    <div className={css['pick']}>
      {offered.map((one) => (
        <Button key={one} kind="quiet" onClick={() => setField(one)}>
          {t(`customers.filter.${one}`)}
        </Button>
      ))}
      {parameters.map((one) => (
        <Button key={one.key} kind="quiet" onClick={() => setParameterKey(one.key)}>
          {one.name}
        </Button>
      ))}
    </div>
  );
}

interface FieldFormProps {
  readonly field: Field;
  readonly filter: FilterQuery;
  readonly onAdd: (changes: Changes) => void;
}

function FieldForm(props: FieldFormProps): ReactNode {
  switch (props.field) {
    case 'city':
    case 'region':
    case 'country':
    case 'source':
      return <PlaceForm {...props} field={props.field} />;
    case 'turnover':
      return <TurnoverForm {...props} />;
    case 'created':
    case 'firstContact':
    case 'lastSettlement':
      return <DaysForm {...props} field={props.field} />;
    default:
      return <ChoiceForm {...props} field={props.field} />;
  }
}

type ChoiceField = 'category' | 'abc' | 'xyz' | 'responsible' | 'division' | 'kind' | 'state' | 'missing';

function useChoices(field: ChoiceField): readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTexts();
  const people = usePeopleNames();
  const divisions = useDivisions();
  const parameters = useParameters();
  const classes = (letters: readonly string[]) => [
    ...letters.map((one) => ({ value: one, label: one })),
    { value: 'none', label: t('customers.class.none') },
  ];
  switch (field) {
    case 'category':
      return categories.map((one) => ({ value: one, label: t(`customers.category.${one}`) }));
    case 'abc':
      return classes(abcClasses);
    case 'xyz':
      return classes(xyzClasses);
    case 'kind':
      return kinds.map((one) => ({ value: one, label: t(`customers.kind.${one}`) }));
    case 'state':
      return [...states, 'any' as const].map((one) => ({ value: one, label: t(`customers.state.${one}`) }));
    case 'division':
      return divisions.map((one) => ({ value: one.id, label: one.name }));
    case 'responsible':
      return [
        { value: 'me', label: t('customers.filter.me') },
        { value: 'none', label: t('customers.filter.none') },
        ...people.map((one) => ({ value: one.id, label: one.name })),
      ];
    case 'missing':
      return [
        ...(['any', ...basicNeeds] as const).map((one) => ({
          value: one as string,
          label: t(`customers.need.${one}`),
        })),
        ...parameters
          .filter((one) => one.required)
          .map((one) => ({ value: `parameter.${one.key}`, label: one.name })),
      ];
  }
}

function ChoiceForm({ field, filter, onAdd }: FieldFormProps & { readonly field: ChoiceField }) {
  const { t } = useTexts();
  const choices = useChoices(field);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(filter[field]?.split(',')));
  const isSingle = field === 'division' || field === 'state';
  if (isSingle) {
    return (
      <div className={css['pick']}>
        {choices.map((one) => (
          <Button key={one.value} kind="quiet" onClick={() => onAdd({ [field]: one.value })}>
            {one.label}
          </Button>
        ))}
      </div>
    );
  }
  const toggle = (value: string) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
  };
  return (
    <div className={css['form']}>
      <div className={css['pick']}>
        {choices.map((one) => (
          <Checkbox
            key={one.value}
            label={one.label}
            checked={chosen.has(one.value)}
            onChange={() => toggle(one.value)}
          />
        ))}
      </div>
      <Button kind="filled" onClick={() => onAdd({ [field]: [...chosen].join(',') || undefined })}>
        {t('customers.filter.apply')}
      </Button>
    </div>
  );
}

function PlaceForm({
  field,
  filter,
  onAdd,
}: FieldFormProps & { readonly field: 'city' | 'region' | 'country' | 'source' }) {
  const { t } = useTexts();
  const [text, setText] = useState(filter[field] ?? '');
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ [field]: text.trim() || undefined });
      }}
    >
      <TextInput
        data-autofocus
        label={t(`customers.filter.${field}`)}
        description={t('customers.filter.several')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button kind="filled" type="submit">
        {t('customers.filter.apply')}
      </Button>
    </form>
  );
}

function TurnoverForm({ filter, onAdd }: FieldFormProps) {
  const { t } = useTexts();
  const [from, setFrom] = useState(filter.turnoverFrom ?? '');
  const [to, setTo] = useState(filter.turnoverTo ?? '');
  const plain = (text: string): string | undefined => text.replace(/\s/g, '').replace(',', '.') || undefined;
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ turnoverFrom: plain(from), turnoverTo: plain(to) });
      }}
    >
      <div className={css['two']}>
        <TextInput
          data-autofocus
          inputMode="decimal"
          label={t('customers.filter.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          inputMode="decimal"
          label={t('customers.filter.to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <Button kind="filled" type="submit">
        {t('customers.filter.apply')}
      </Button>
    </form>
  );
}

function DaysForm({
  field,
  filter,
  onAdd,
}: FieldFormProps & { readonly field: 'created' | 'firstContact' | 'lastSettlement' }) {
  const { t } = useTexts();
  const [from, setFrom] = useState<string | null>(filter[`${field}From`] ?? null);
  const [to, setTo] = useState<string | null>(filter[`${field}To`] ?? null);
  return (
    <div className={css['form']}>
      <div className={css['two']}>
        <DayInput label={t('customers.filter.from')} value={from} onChange={setFrom} />
        <DayInput label={t('customers.filter.to')} value={to} onChange={setTo} />
      </div>
      <Button
        kind="filled"
        onClick={() => onAdd({ [`${field}From`]: from ?? undefined, [`${field}To`]: to ?? undefined })}
      >
        {t('customers.filter.apply')}
      </Button>
    </div>
  );
}
