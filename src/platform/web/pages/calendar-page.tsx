import { TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { listCalendar, removeCalendarDay, setCalendarDay } from '#platform/shared/contracts/settings.ts';
import { addDays, dayInZone, daysInMonth, makeDay, weekday } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '../lib/address.ts';
import { request } from '../lib/client.ts';
import { query } from '../lib/queries.ts';
import { mayDo, useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { ConditionBar } from '../ui/condition-bar.tsx';
import { RecordPage } from '../ui/pages.tsx';
import { Section } from '../ui/record.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import css from './parts.module.css';
import { SettingsTabs } from './settings-tabs.tsx';
import { useSubmit } from './use-submit.ts';

type DifferentDay = ReplyOf<typeof listCalendar>['rows'][number];

/** The working calendar of a year: holidays and moved days are chosen on it. Terms are counted by it. */
export function Page() {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const { search, change } = useAddress();
  const year = Number(search['year'] ?? dayInZone(new Date(), company.timeZone).slice(0, 4));
  const calendar = useQuery(query<typeof listCalendar>('/api/calendar', { query: { year } }));
  const [picked, setPicked] = useState<Day>();
  const different = new Map(calendar.data?.rows.map((row) => [row.day, row]));
  const mayWrite = mayDo(useSession(), { resource: 'settings', action: 'write' });
  return (
    <RecordPage
      title={t('platform.settings.title')}
      tabs={
        <>
          <SettingsTabs current="calendar" />
          <ConditionBar
            note={
              calendar.data &&
              t('platform.calendar.working_days', {
                count: calendar.data.workingDays,
                figure: formats.int(calendar.data.workingDays),
              })
            }
          >
            <Button
              kind="quiet"
              icon={IconChevronLeft}
              aria-label={t('platform.calendar.year_before')}
              onClick={() => change({ year: String(year - 1) })}
            />
            <strong>{year}</strong>
            <Button
              kind="quiet"
              icon={IconChevronRight}
              aria-label={t('platform.calendar.year_after')}
              onClick={() => change({ year: String(year + 1) })}
            />
          </ConditionBar>
        </>
      }
      aside={
        mayWrite && picked ? (
          <DayForm key={picked} day={picked} row={different.get(picked)} />
        ) : (
          <p className="muted small">{t('platform.calendar.hint')}</p>
        )
      }
    >
      {calendar.isError && <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.isPending && <SkeletonText lines={12} />}
      {calendar.data && (
        <div className={css.months}>
          {Array.from({ length: 12 }, (_, index) => (
            <MonthGrid
              key={index}
              year={year}
              month={index + 1}
              different={different}
              picked={picked}
              onPick={mayWrite ? setPicked : undefined}
            />
          ))}
        </div>
      )}
    </RecordPage>
  );
}

interface MonthGridProps {
  readonly year: number;
  readonly month: number;
  readonly different: ReadonlyMap<string, DifferentDay>;
  readonly picked: Day | undefined;
  readonly onPick: ((day: Day) => void) | undefined;
}

function MonthGrid({ year, month, different, picked, onPick }: MonthGridProps) {
  const { t, formats, language } = useTexts();
  const first = makeDay(year, month, 1);
  const names = Array.from({ length: 7 }, (_, index) => weekdayName(language, index));
  const days = Array.from({ length: daysInMonth(year, month) }, (_, index) => addDays(first, index));
  return (
    <div className={css.month}>
      <h3>{formats.month(first.slice(0, 7)).split('\u00a0')[0]}</h3>
      <div className={css.days}>
        {names.map((name) => (
          <span key={name} aria-hidden="true">
            {name}
          </span>
        ))}
        {Array.from({ length: weekday(first) - 1 }, (_, index) => (
          <i key={index} />
        ))}
        {days.map((day) => {
          const row = different.get(day);
          const isWorking = row?.working ?? weekday(day) <= 5;
          const label = [
            formats.longDay(day),
            t(isWorking ? 'platform.calendar.working' : 'platform.calendar.free'),
            row?.note,
          ]
            .filter(Boolean)
            .join(', ');
          return (
            <button
              key={day}
              type="button"
              className={css.day}
              data-working={isWorking}
              data-different={row !== undefined}
              data-picked={day === picked}
              disabled={!onPick}
              title={row?.note ?? undefined}
              aria-label={label}
              onClick={() => onPick?.(day)}
            >
              {Number(day.slice(8))}
            </button>
          );
        })}
      </div>
    </div>
  );
}

function weekdayName(language: string, index: number): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + index),
  );
}

function DayForm({ day, row }: { readonly day: Day; readonly row: DifferentDay | undefined }) {
  const { t, formats } = useTexts();
  const client = useQueryClient();
  const [note, setNote] = useState(row?.note ?? '');
  const isWorking = row?.working ?? weekday(day) <= 5;
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: ['/api/calendar'] }), [client]);
  const set = useCallback(
    async (working: boolean | undefined) => {
      if (working === undefined)
        await request<typeof removeCalendarDay>('DELETE', '/api/calendar/:day', { params: { day } });
      else
        await request<typeof setCalendarDay>('PUT', '/api/calendar/:day', {
          params: { day },
          body: { working, note: note.trim() || null },
        });
      await refresh();
    },
    [day, note, refresh],
  );
  const { submit, isBusy, error } = useSubmit(set);
  return (
    <Section
      title={formats.longDay(day)}
      note={t(isWorking ? 'platform.calendar.working' : 'platform.calendar.free')}
      isAside
    >
      <div className={css.form}>
        <TextInput
          label={t('platform.calendar.note')}
          placeholder={t('platform.calendar.note_example')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {error !== undefined && <ErrorState error={error} isInline />}
        <div className={css.row}>
          <Button kind="filled" busy={isBusy} onClick={() => void submit(!isWorking)}>
            {t(isWorking ? 'platform.calendar.make_free' : 'platform.calendar.make_working')}
          </Button>
          {row && (
            <>
              <Button busy={isBusy} onClick={() => void submit(row.working)}>
                {t('platform.calendar.keep_note')}
              </Button>
              <Button kind="quiet" busy={isBusy} onClick={() => void submit(undefined)}>
                {t('platform.calendar.as_weekday')}
              </Button>
            </>
          )}
        </div>
      </div>
    </Section>
  );
}
