import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type {
  addStandIn,
  getPerson,
  listPeopleNames,
  removeStandIn,
} from '#platform/shared/contracts/people.ts';
import { dayInZone } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { request } from '../lib/client.ts';
import { query } from '../lib/queries.ts';
import { useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Section } from '../ui/record.tsx';
import { ErrorState } from '../ui/states.tsx';
import css from './parts.module.css';
import { usePeopleChanged } from './use-people-changed.ts';
import { useSubmit } from './use-submit.ts';

type Card = ReplyOf<typeof getPerson>;

/** For whom the person stands in, and who stands in for him: from day to day. */
export function PersonStandIns({ card }: { readonly card: Card }) {
  const { t, formats } = useTexts();
  const changed = usePeopleChanged();
  const [isAdding, setAdding] = useState(false);
  const remove = useCallback(
    async (row: { readonly id: string; readonly from: string }) => {
      await request<typeof removeStandIn>('DELETE', '/api/people/:id/stand-ins/:for/:from', {
        params: { id: card.person.id, for: row.id, from: row.from },
      });
      await changed();
    },
    [card.person.id, changed],
  );
  const { submit, isBusy, error } = useSubmit(remove);
  return (
    <Section title={t('platform.stand_ins.title')} isAside>
      <div className={css.form}>
        <div className={css.lines}>
          {card.standsInFor.map((row) => (
            <div key={`${row.id}-${row.from}`} className={css.line}>
              <div>
                {t('platform.stand_ins.for', { name: row.name })}
                <div className="muted small">{formats.days(row.from, row.until)}</div>
              </div>
              <Button kind="quiet" busy={isBusy} onClick={() => void submit(row)}>
                {t('platform.remove')}
              </Button>
            </div>
          ))}
          {card.standInsOf.map((row) => (
            <div key={`of-${row.id}-${row.from}`} className={css.line}>
              <div>
                {t('platform.stand_ins.of', { name: row.name })}
                <div className="muted small">{formats.days(row.from, row.until)}</div>
              </div>
            </div>
          ))}
        </div>
        {error !== undefined && <ErrorState error={error} isInline />}
        {isAdding ? (
          <StandInForm personId={card.person.id} onDone={() => setAdding(false)} />
        ) : (
          <div className={css.row}>
            <Button onClick={() => setAdding(true)}>{t('platform.stand_ins.add')}</Button>
          </div>
        )}
      </div>
    </Section>
  );
}

function StandInForm({ personId, onDone }: { readonly personId: string; readonly onDone: () => void }) {
  const { t } = useTexts();
  const { company } = useSession();
  const changed = usePeopleChanged();
  const today = dayInZone(new Date(), company.timeZone);
  const [search, setSearch] = useState('');
  const [forId, setForId] = useState<string | null>(null);
  const [from, setFrom] = useState<Day | null>(today);
  const [until, setUntil] = useState<Day | null>(null);
  const names = useQuery(
    query<typeof listPeopleNames>('/api/people/names', { query: search ? { q: search } : {} }),
  );
  const add = useCallback(async () => {
    if (forId === null || from === null || until === null) return;
    await request<typeof addStandIn>('POST', '/api/people/:id/stand-ins', {
      params: { id: personId },
      body: { for: forId, from, until },
    });
    await changed();
    onDone();
  }, [personId, forId, from, until, changed, onDone]);
  const { submit, isBusy, error } = useSubmit(add);
  const options = (names.data?.rows ?? []).filter((row) => row.id !== personId);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Select
        label={t('platform.stand_ins.whom')}
        data={options.map((row) => ({ value: row.id, label: row.name }))}
        value={forId}
        searchable
        onSearchChange={setSearch}
        onChange={setForId}
      />
      <DateField label={t('platform.stand_ins.from')} value={from} onChange={setFrom} today={today} />
      <DateField
        label={t('platform.stand_ins.until')}
        value={until}
        onChange={setUntil}
        today={today}
        min={from ?? undefined}
      />
      {error !== undefined && <ErrorState error={error} isInline />}
      <div className={css.row}>
        <Button type="submit" busy={isBusy} disabled={forId === null || from === null || until === null}>
          {t('platform.stand_ins.add')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}
