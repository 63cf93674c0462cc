// What opens under a chip: a short list of choices, or a day.

import { useState } from 'react';
import type { Day } from '#platform/shared/days.ts';
import { readDayInput, writeDayInput } from '#platform/web/lib/day-input.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Calendar } from '#platform/web/ui/calendar.tsx';
import { FormField } from '#platform/web/ui/form-field.tsx';
import css from './choice.module.css';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string | undefined;
}

/** A list of choices as buttons; the current one is marked. */
export function ChoiceList({
  label,
  choices,
  value,
  onPick,
}: {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onPick: (value: string) => void;
}) {
  return (
    <ul className={css.list} aria-label={label}>
      {choices.map((choice) => (
        <li key={choice.value}>
          <button
            type="button"
            className={css.choice}
            aria-current={choice.value === value ? 'true' : undefined}
            onClick={() => onPick(choice.value)}
          >
            <span>{choice.label}</span>
            {choice.note !== undefined && <span className={css.note}>{choice.note}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A day to type or to pick, open at once. */
export function DayEntry({
  label,
  value,
  today,
  min,
  max,
  onPick,
}: {
  readonly label: string;
  readonly value: Day;
  readonly today: Day;
  readonly min?: Day | undefined;
  readonly max?: Day | undefined;
  readonly onPick: (day: Day) => void;
}) {
  const { t, language } = useTexts();
  const [text, setText] = useState(() => writeDayInput(value, language));
  const typed = readDayInput(text);
  const isFit =
    typed !== undefined && (min === undefined || typed >= min) && (max === undefined || typed <= max);
  return (
    <form
      className={css.day}
      onSubmit={(event) => {
        event.preventDefault();
        if (isFit) onPick(typed);
      }}
    >
      <FormField label={label} error={isFit ? undefined : t('ui.problem.not_a_day')}>
        {({ id, describedBy, hasError }) => (
          <input
            id={id}
            className={css.input}
            value={text}
            inputMode="numeric"
            autoComplete="off"
            aria-invalid={hasError || undefined}
            aria-describedby={describedBy}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </FormField>
      <Calendar value={value} today={today} min={min} max={max} onPick={onPick} />
    </form>
  );
}
