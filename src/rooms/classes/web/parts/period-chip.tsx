// The period of a report: named ones and any two days.

import { addMonths, day, firstOfMonth } from '#platform/shared/days.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Chip } from '#platform/web/ui/condition-bar.tsx';
import { ChoiceList, DayEntry } from './choice.tsx';
import css from './choice.module.css';
import { namedPeriod, periodNames } from './periods.ts';

export interface PeriodChipProps {
  readonly from: string;
  readonly to: string;
  /** The last day that figures are read at when nobody names one. */
  readonly defaultTo: string;
  readonly today: string;
  /** Undefined where the period is the default again. */
  readonly onPick: (period: { readonly from: string | undefined; readonly to: string | undefined }) => void;
}

export function PeriodChip({ from, to, defaultTo, today, onPick }: PeriodChipProps) {
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
          <div className={css.pair}>
            <DayEntry
              label={t('classes.period_from')}
              value={day(from)}
              today={day(today)}
              max={day(to)}
              onPick={(value) => pick({ from: value, to })}
            />
            <DayEntry
              label={t('classes.period_to')}
              value={day(to)}
              today={day(today)}
              min={day(from)}
              onPick={(value) => pick({ from, to: value })}
            />
          </div>
        </div>
      )}
    />
  );
}
