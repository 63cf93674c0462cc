// A day typed or picked. The value is day text; no time zone ever touches it.

import { Popover } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { addDays } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';
import { readDayInput, writeDayInput } from '../lib/day-input.ts';
import { useTexts } from '../lib/texts.tsx';
import { Calendar } from './calendar.tsx';
import css from './date-field.module.css';
import { FormField } from './form-field.tsx';
import { Icon } from './icon.tsx';

export interface DateFieldProps {
  readonly label: string;
  readonly value: Day | null;
  /** Gets the day once it can be read; null when the field was emptied. */
  readonly onChange: (value: Day | null) => void;
  /** Marked in the calendar and shown first when the field is empty. */
  readonly today: Day;
  readonly min?: Day | undefined;
  readonly max?: Day | undefined;
  readonly error?: string | undefined;
  readonly hint?: string;
}

export function DateField(props: DateFieldProps) {
  const { label, value, onChange, today, min, max, error, hint } = props;
  const { t, language } = useTexts();
  const [text, setText] = useState(() => (value === null ? '' : writeDayInput(value, language)));
  useEffect(() => setText(value === null ? '' : writeDayInput(value, language)), [value, language]);
  const problem = text === '' ? undefined : problemOf(readDayInput(text), min, max);
  const type = (typed: string) => {
    setText(typed);
    const day = readDayInput(typed);
    if (typed.trim() === '') onChange(null);
    else if (day !== undefined && day !== value && isWhole(typed) && !problemOf(day, min, max)) onChange(day);
  };
  const settle = () => {
    const day = readDayInput(text);
    if (day !== undefined && problemOf(day, min, max) === undefined) {
      setText(writeDayInput(day, language));
      if (day !== value) onChange(day);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const day = addDays(readDayInput(text) ?? today, event.key === 'ArrowUp' ? 1 : -1);
    if (problemOf(day, min, max) === undefined) onChange(day);
  };
  return (
    <FormField label={label} hint={hint} error={error ?? (problem && t(`ui.problem.${problem}`))}>
      {({ id, describedBy, hasError }) => (
        <span className={css.input} data-error={hasError || undefined}>
          <input
            id={id}
            value={text}
            inputMode="numeric"
            autoComplete="off"
            placeholder={t('ui.date.pattern')}
            aria-invalid={hasError || undefined}
            aria-describedby={describedBy}
            onChange={(event) => type(event.currentTarget.value)}
            onBlur={settle}
            onKeyDown={onKeyDown}
          />
          <DayPicker {...props} />
        </span>
      )}
    </FormField>
  );
}

/** Whether the year is written out: «1.2.20» may still become 2026, so it waits until the field is left. */
function isWhole(typed: string): boolean {
  return /\d{4}$|^\d{4}-\d\d-\d\d$/.test(typed.trim());
}

function DayPicker({ value, today, min, max, onChange }: DateFieldProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const pick = (day: Day) => {
    onChange(day);
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" offset={4} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" aria-label={t('ui.date.open')} onClick={() => setOpen(!isOpen)}>
          <Icon of={IconCalendarEvent} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('ui.date.open')}>
        <Calendar value={value} today={today} min={min} max={max} onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  );
}

function problemOf(
  day: Day | undefined,
  min: Day | undefined,
  max: Day | undefined,
): 'not_a_day' | 'too_early' | 'too_late' | undefined {
  if (day === undefined) return 'not_a_day';
  if (min !== undefined && day < min) return 'too_early';
  return max !== undefined && day > max ? 'too_late' : undefined;
}
