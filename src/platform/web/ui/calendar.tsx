import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { addDays, addMonths, firstOfMonth, monthOf, weekday } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import css from './date-field.module.css';

export interface CalendarProps {
  readonly value: Day | null;
  readonly today: Day;
  readonly min?: Day | undefined;
  readonly max?: Day | undefined;
  readonly onPick: (day: Day) => void;
}

const steps: Readonly<Record<string, (day: Day) => Day>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

/** One month, weeks from Monday; arrows walk days and weeks, Page Up and Page Down months. */
export function Calendar({ value, today, min, max, onPick }: CalendarProps) {
  const { t, formats } = useTexts();
  const [at, setAt] = useState(value ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const isMoved = useRef(false);
  useEffect(() => {
    if (isMoved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    isMoved.current = true;
    setAt(step(at));
  };
  const turn = (months: number) => {
    isMoved.current = false;
    setAt(addMonths(at, months));
  };
  return (
    <div className={css.calendar}>
      <MonthBar at={at} onTurn={turn} />
      <table ref={grid} onKeyDown={onKeyDown} aria-label={formats.month(monthOf(at))}>
        <thead>
          <tr>
            {t('ui.date.weekdays')
              .split(/\s/)
              .map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(at).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <DayButton
                    day={day}
                    at={at}
                    value={value}
                    today={today}
                    min={min}
                    max={max}
                    onPick={onPick}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MonthBar({ at, onTurn }: { readonly at: Day; readonly onTurn: (months: number) => void }) {
  const { t, formats } = useTexts();
  return (
    <div className={css.month}>
      <Button
        kind="quiet"
        icon={IconChevronLeft}
        aria-label={t('ui.date.previous_month')}
        onClick={() => onTurn(-1)}
      />
      <span aria-live="polite">{formats.month(monthOf(at))}</span>
      <Button
        kind="quiet"
        icon={IconChevronRight}
        aria-label={t('ui.date.next_month')}
        onClick={() => onTurn(1)}
      />
    </div>
  );
}

function DayButton({
  day,
  at,
  value,
  today,
  min,
  max,
  onPick,
}: CalendarProps & { readonly day: Day; readonly at: Day }) {
  const { formats } = useTexts();
  return (
    <button
      type="button"
      tabIndex={day === at ? 0 : -1}
      data-autofocus={day === at || undefined}
      aria-label={formats.longDay(day)}
      aria-pressed={day === value}
      aria-current={day === today ? 'date' : undefined}
      data-other={monthOf(day) !== monthOf(at) || undefined}
      disabled={(min !== undefined && day < min) || (max !== undefined && day > max)}
      onClick={() => onPick(day)}
    >
      {Number(day.slice(8, 10))}
    </button>
  );
}

/** Six weeks around the month, so that the calendar never changes its height. */
function weeksOf(at: Day): Day[][] {
  const first = firstOfMonth(at);
  const start = addDays(first, 1 - weekday(first));
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (__, index) => addDays(start, week * 7 + index)),
  );
}
