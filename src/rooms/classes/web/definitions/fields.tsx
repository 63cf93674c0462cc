// The fields of the definitions in four groups, each with what it means beside it.

import { Checkbox, NumberInput, Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { FormField } from '#platform/web/ui/form-field.tsx';
import { SegmentedControl } from '#platform/web/ui/segmented.tsx';
import { withPart } from './draft.ts';
import type { Draft } from './draft.ts';
import css from './definitions.module.css';

export interface DefinitionFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** Words by path: 'abc.borderB'. */
  readonly problems: Readonly<Record<string, string>>;
  readonly proposedWindowMonths: number | null;
  readonly isDisabled: boolean;
}

export function DefinitionFields(props: DefinitionFieldsProps) {
  return (
    <fieldset disabled={props.isDisabled} className={css.fields}>
      <SettlementGroup {...props} />
      <LifeCycleGroup {...props} />
      <AbcGroup {...props} />
      <XyzGroup {...props} />
      <OtherGroup {...props} />
    </fieldset>
  );
}

function Group({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={css.group} aria-label={title}>
      <h2>{title}</h2>
      <p className={css.note}>{note}</p>
      {children}
    </section>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly suffix?: string;
  readonly digits?: number;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly onChange: (value: number) => void;
}

/** A number within its limits; an emptied field keeps the last good one. */
function Count({ label, value, min, max, suffix, digits = 0, hint, error, onChange }: CountProps) {
  const { language } = useTexts();
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      decimalScale={digits}
      decimalSeparator={language === 'ru' ? ',' : '.'}
      allowNegative={false}
      clampBehavior="blur"
      suffix={suffix === undefined ? undefined : `\u00a0${suffix}`}
      description={hint}
      error={error}
      onChange={(next) => {
        if (typeof next === 'number' && next >= min && next <= max) onChange(next);
      }}
    />
  );
}

function SettlementGroup({ draft, onChange }: DefinitionFieldsProps) {
  const { t } = useTexts();
  return (
    <Group title={t('classes.definitions.settlement')} note={t('classes.definitions.settlement_note')}>
      <Radio.Group
        value={draft.settlement}
        aria-label={t('classes.definitions.settlement')}
        onChange={(value) => {
          if (value === 'payment' || value === 'shipment' || value === 'either')
            onChange({ ...draft, settlement: value });
        }}
      >
        <div className={css.choices}>
          {(['payment', 'shipment', 'either'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`classes.definitions.settlement_${value}`)} />
          ))}
        </div>
      </Radio.Group>
    </Group>
  );
}

function LifeCycleGroup({ draft, onChange, proposedWindowMonths }: DefinitionFieldsProps) {
  const { t } = useTexts();
  const own = Object.keys(draft.lifeCycle.directionWindowMonths).length;
  return (
    <Group title={t('classes.definitions.life')} note={t('classes.definitions.life_note')}>
      <Count
        label={t('classes.definitions.window')}
        value={draft.lifeCycle.windowMonths}
        min={1}
        max={60}
        suffix={t('classes.definitions.months')}
        hint={
          proposedWindowMonths === null
            ? undefined
            : t('classes.definitions.window_proposed', { count: proposedWindowMonths })
        }
        onChange={(windowMonths) => onChange(withPart(draft, 'lifeCycle', { windowMonths }))}
      />
      {own > 0 && <p className={css.note}>{t('classes.definitions.own_windows', { count: own })}</p>}
    </Group>
  );
}

function AbcGroup({ draft, onChange, problems }: DefinitionFieldsProps) {
  const { t } = useTexts();
  const { abc } = draft;
  const isWhole = abc.windowMonths === null;
  return (
    <Group title={t('classes.definitions.abc')} note={t('classes.definitions.abc_note')}>
      <div className={css.pair}>
        <Count
          label={t('classes.what_if.borderA')}
          value={abc.borderA}
          min={0.01}
          max={99.99}
          digits={2}
          suffix="%"
          error={problems['abc.borderA']}
          onChange={(borderA) => onChange(withPart(draft, 'abc', { borderA }))}
        />
        <Count
          label={t('classes.what_if.borderB')}
          value={abc.borderB}
          min={0.01}
          max={99.99}
          digits={2}
          suffix="%"
          error={problems['abc.borderB']}
          onChange={(borderB) => onChange(withPart(draft, 'abc', { borderB }))}
        />
      </div>
      {!isWhole && (
        <Count
          label={t('classes.definitions.abc_window')}
          value={abc.windowMonths ?? 12}
          min={1}
          max={240}
          suffix={t('classes.definitions.months')}
          onChange={(windowMonths) => onChange(withPart(draft, 'abc', { windowMonths }))}
        />
      )}
      <Checkbox
        label={t('classes.definitions.whole_history')}
        checked={isWhole}
        onChange={(event) =>
          onChange(withPart(draft, 'abc', { windowMonths: event.currentTarget.checked ? null : 12 }))
        }
      />
    </Group>
  );
}

function XyzGroup({ draft, onChange, problems }: DefinitionFieldsProps) {
  const { t } = useTexts();
  const { xyz } = draft;
  const change = (changes: Partial<Draft['xyz']>) => onChange(withPart(draft, 'xyz', changes));
  return (
    <Group title={t('classes.definitions.xyz')} note={t('classes.definitions.xyz_note')}>
      <div className={css.pair}>
        <Count
          label={t('classes.what_if.borderX')}
          value={xyz.borderX}
          min={0.01}
          max={1000}
          digits={2}
          suffix="%"
          onChange={(borderX) => change({ borderX })}
        />
        <Count
          label={t('classes.what_if.borderY')}
          value={xyz.borderY}
          min={0.01}
          max={1000}
          digits={2}
          suffix="%"
          error={problems['xyz.borderY']}
          onChange={(borderY) => change({ borderY })}
        />
      </div>
      <Choice
        label={t('classes.period')}
        value={xyz.period}
        options={(['month', 'quarter'] as const).map((value) => ({
          value,
          label: t(`classes.period.${value}`),
        }))}
        onChange={(period) => change({ period })}
      />
      <Choice
        label={t('classes.definitions.measure')}
        value={xyz.measure}
        options={(['amount', 'quantity'] as const).map((value) => ({
          value,
          label: t(`classes.definitions.measure_${value}`),
        }))}
        onChange={(measure) => change({ measure })}
      />
      <Choice
        label={t('classes.definitions.deviation')}
        value={xyz.deviation}
        options={(['population', 'sample'] as const).map((value) => ({
          value,
          label: t(`classes.definitions.deviation_${value}`),
        }))}
        onChange={(deviation) => change({ deviation })}
      />
      <div className={css.three}>
        <Count
          label={t('classes.definitions.periods')}
          value={xyz.periods ?? 12}
          min={2}
          max={240}
          onChange={(periods) => change({ periods })}
        />
        <Count
          label={t('classes.definitions.min_periods')}
          value={xyz.minPeriods}
          min={2}
          max={60}
          onChange={(minPeriods) => change({ minPeriods })}
        />
        <Count
          label={t('classes.definitions.preliminary_below')}
          value={xyz.preliminaryBelow}
          min={2}
          max={60}
          error={problems['xyz.preliminaryBelow']}
          onChange={(preliminaryBelow) => change({ preliminaryBelow })}
        />
      </div>
    </Group>
  );
}

function OtherGroup({ draft, onChange }: DefinitionFieldsProps) {
  const { t } = useTexts();
  return (
    <Group title={t('classes.definitions.key')} note={t('classes.definitions.key_note')}>
      <div className={css.pair}>
        <Count
          label={t('classes.why.key_products')}
          value={draft.keyCustomer.minProducts}
          min={1}
          max={100}
          onChange={(minProducts) => onChange(withPart(draft, 'keyCustomer', { minProducts }))}
        />
        <Count
          label={t('classes.definitions.usage')}
          value={draft.usageMonths}
          min={1}
          max={120}
          suffix={t('classes.definitions.months')}
          onChange={(usageMonths) => onChange({ ...draft, usageMonths })}
        />
      </div>
      <Choice
        label={t('classes.definitions.potential')}
        value={draft.potential}
        options={(['flow', 'stock'] as const).map((value) => ({
          value,
          label: t(`classes.definitions.potential_${value}`),
        }))}
        onChange={(potential) => onChange({ ...draft, potential })}
      />
    </Group>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <FormField label={label}>
      {() => <SegmentedControl label={label} value={value} options={options} onChange={onChange} />}
    </FormField>
  );
}
