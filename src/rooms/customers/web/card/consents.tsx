import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dayInZone } from '#platform/shared/days.ts';
import { request } from '#platform/web/lib/client.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import type { addConsent, withdrawConsent } from '../../shared/consent-contract.ts';
import type { listConsents } from '../../shared/contract.ts';
import { consentBases } from '../../shared/words.ts';
import type { Card } from '../card-page.tsx';
import { DayInput } from '../day-input.tsx';
import form from '../form.module.css';
import css from './card.module.css';
import { useCardChanged } from './use-card-changed.ts';

/** On what basis personal data is processed; given and withdrawn (CL-7). */
export function Consents({ card }: { readonly card: Card }) {
  const { t, formats } = useTexts();
  const { timeZone } = useSession().company;
  const changed = useCardChanged();
  const [isAdding, setAdding] = useState(false);
  const list = useQuery(
    query<typeof listConsents>('/api/customers/:id/consents', { params: { id: card.id } }),
  );
  const withdraw = useSubmit(async (one: { id: string; version: number }) => {
    const body = { version: one.version, withdrawnOn: dayInZone(new Date(), timeZone) };
    await request<typeof withdrawConsent>('POST', '/api/customers/:id/consents/:consentId/withdraw', {
      params: { id: card.id, consentId: one.id },
      body,
    });
    await changed();
  });
  const consents = list.data?.consents ?? [];
  return (
    <Section
      title={t('customers.card.consents')}
      action={
        card.may.change &&
        !isAdding && (
          <Button kind="quiet" onClick={() => setAdding(true)}>
            {t('customers.card.consents.add')}
          </Button>
        )
      }
    >
      {isAdding && <ConsentForm card={card} onDone={() => setAdding(false)} />}
      {list.error && <ErrorState error={list.error} isInline />}
      {withdraw.error !== undefined && <ErrorState error={withdraw.error} isInline />}
      {list.data && consents.length === 0 && !isAdding && (
        <p className="muted">{t('customers.card.consents.empty')}</p>
      )}
      <LineList
        lines={consents.map((one) => ({
          key: one.id,
          title: `${t(`customers.basis.${one.basis}`)}: ${one.purpose}`,
          note: [
            one.textVersion,
            one.withdrawnOn === undefined
              ? t('customers.card.consents.since', { day: formats.day(one.givenOn) })
              : t('customers.card.consents.withdrawn', { day: formats.day(one.withdrawnOn) }),
          ]
            .filter(Boolean)
            .join(', '),
          value: card.may.change && one.withdrawnOn === undefined && (
            <Button kind="quiet" busy={withdraw.isBusy} onClick={() => void withdraw.submit(one)}>
              {t('customers.card.consents.withdraw')}
            </Button>
          ),
        }))}
      />
    </Section>
  );
}

function ConsentForm({ card, onDone }: { readonly card: Card; readonly onDone: () => void }) {
  const { t } = useTexts();
  const { timeZone } = useSession().company;
  const changed = useCardChanged();
  const [basis, setBasis] = useState<(typeof consentBases)[number]>('contract');
  const [purpose, setPurpose] = useState('');
  const [textVersion, setTextVersion] = useState('');
  const [givenOn, setGivenOn] = useState<string | null>(dayInZone(new Date(), timeZone));
  const save = useSubmit(async () => {
    const version = textVersion.trim() === '' ? {} : { textVersion: textVersion.trim() };
    await request<typeof addConsent>('POST', '/api/customers/:id/consents', {
      params: { id: card.id },
      body: { basis, purpose: purpose.trim(), givenOn: givenOn ?? '', ...version },
    });
    await changed();
    onDone();
  });
  return (
    <form
      className={form['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save.submit();
      }}
    >
      <div className={form['fields']}>
        <Select
          label={t('customers.consent.basis')}
          data={consentBases.map((one) => ({ value: one, label: t(`customers.basis.${one}`) }))}
          value={basis}
          allowDeselect={false}
          onChange={(value) => setBasis(consentBases.find((one) => one === value) ?? basis)}
        />
        <TextInput
          label={t('customers.consent.purpose')}
          maxLength={300}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <TextInput
          label={t('customers.consent.version')}
          maxLength={100}
          value={textVersion}
          onChange={(event) => setTextVersion(event.currentTarget.value)}
        />
        <DayInput label={t('customers.consent.given')} value={givenOn} onChange={setGivenOn} />
      </div>
      {save.error !== undefined && <ErrorState error={save.error} isInline />}
      <div className={css['actions']}>
        <Button
          kind="filled"
          type="submit"
          busy={save.isBusy}
          disabled={purpose.trim() === '' || givenOn === null}
        >
          {t('ui.save')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}
