// The date that every figure of the page is read at; without one the default of domain 00, section 3.

import { addDays, day, firstOfMonth } from '#platform/shared/days.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Chip } from '#platform/web/ui/condition-bar.tsx';
import { ChoiceList, DayEntry } from './choice.tsx';
import css from './choice.module.css';

export interface AsOfChipProps {
  readonly asOf: string;
  readonly defaultAsOf: string;
  readonly today: string;
}

export function AsOfChip({ asOf, defaultAsOf, today }: AsOfChipProps) {
  const { t, formats } = useTexts();
  const { change } = useAddress();
  const last = day(defaultAsOf);
  const monthEnd = addDays(firstOfMonth(last), -1);
  const yearAgo = `${Number(last.slice(0, 4)) - 1}-12-31`;
  const pick = (value: string, close: () => void) => {
    change({ asOf: value === defaultAsOf ? undefined : value });
    close();
  };
  return (
    <Chip
      field={t('classes.as_of')}
      value={<span className="number">{formats.day(asOf)}</span>}
      edit={(close) => (
        <div className={css.split}>
          <ChoiceList
            label={t('classes.as_of')}
            value={asOf}
            onPick={(value) => pick(value, close)}
            choices={[
              {
                value: defaultAsOf,
                label: t(defaultAsOf === today ? 'classes.as_of_today' : 'classes.as_of_last'),
                note: formats.day(defaultAsOf),
              },
              { value: monthEnd, label: t('classes.as_of_month_end'), note: formats.day(monthEnd) },
              { value: yearAgo, label: t('classes.as_of_year_end'), note: formats.day(yearAgo) },
            ]}
          />
          <DayEntry
            label={t('classes.as_of_another')}
            value={day(asOf)}
            today={day(today)}
            onPick={(value) => pick(value, close)}
          />
        </div>
      )}
    />
  );
}
