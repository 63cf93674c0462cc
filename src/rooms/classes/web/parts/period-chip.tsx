// The period of a report: named ones and any two days.

import { useState } from 'react';
import { addMonths, day, firstOfMonth } from '#platform/shared/days.ts';
import { readDayInput, writeDayInput } from '#platform/web/lib/day-input.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Chip } from '#platform/web/ui/condition-bar.tsx';
import { FormField } from '#platform/web/ui/form-field.tsx';
import { ChoiceList } from './choice.tsx';
import css from './choice.module.css';
import { namedPeriod, periodNames } from './periods.ts';

export interface PeriodChipProps {
  readonly from: string;
  readonly to: string;
  /** The last day that figures are read at when nobody names one. */
  readonly defaultTo: string;
  /** Undefined where the period is the default again. */
  readonly onPick: (period: { readonly from: string | undefined; readonly to: string | undefined }) => void;
}

export function PeriodChip({ from, to, defaultTo, onPick }: PeriodChipProps) {
  const { t, formats } = useTexts();
  const last = day(defaultTo);
  const pick = (period: { readonly from: string; readonly to: string }) => {
    const isDefault = period.to === defaultTo && period.from === addMonths(firstOfMonth(last), -11);
    onPick(isDefault ? { from: undefined, to: undefined } : period);
  };
  const named = periodNames.map((name) => ({ name, ...namedPeriod(name, last) }));
  return (
    <Chip
      field={t('classes.period_field')}
      value={<span className="number">{formats.days(from, to)}</span>}
      edit={(close) => (
        <div className={css.split}>
          <ChoiceList
            label={t('classes.period_field')}
            value={named.find((one) => one.from === from && one.to === to)?.name}
            choices={named.map((one) => ({
              value: one.name,
              label: t(`classes.period_name.${one.name}`),
              note: formats.days(one.from, one.to),
            }))}
            onPick={(value) => {
              const found = named.find((one) => one.name === value);
              if (found) pick(found);
              close();
            }}
          />
          <OwnPeriod
            from={from}
            to={to}
            onPick={(period) => {
              pick(period);
              close();
            }}
          />
        </div>
      )}
    />
  );
}

interface OwnPeriodProps {
  readonly from: string;
  readonly to: string;
  readonly onPick: (period: { readonly from: string; readonly to: string }) => void;
}

/** Any two days, typed; shown once they are days in order. */
function OwnPeriod({ from, to, onPick }: OwnPeriodProps) {
  const { t, language } = useTexts();
  const [first, setFirst] = useState(() => writeDayInput(day(from), language));
  const [last, setLast] = useState(() => writeDayInput(day(to), language));
  const [start, end] = [readDayInput(first), readDayInput(last)];
  const isFit = start !== undefined && end !== undefined && start <= end;
  const field = (label: string, value: string, isGood: boolean, change: (text: string) => void) => (
    <FormField label={label} error={isGood ? undefined : t('ui.problem.not_a_day')}>
      {({ id, describedBy, hasError }) => (
        <input
          id={id}
          className={css.input}
          value={value}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={hasError || undefined}
          aria-describedby={describedBy}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </FormField>
  );
  return (
    <form
      className={css.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (isFit) onPick({ from: start, to: end });
      }}
    >
      {field(t('classes.period_from'), first, start !== undefined, setFirst)}
      {field(t('classes.period_to'), last, end !== undefined, setLast)}
      <Button type="submit" disabled={!isFit}>
        {t('classes.period_show')}
      </Button>
    </form>
  );
}
