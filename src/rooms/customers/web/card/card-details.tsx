import { useState } from 'react';
import { request } from '#platform/web/lib/client.ts';
import { useFieldErrors } from '#platform/web/lib/error-text.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { changeCustomer } from '../../shared/contract.ts';
import type { Card } from '../card-page.tsx';
import { CustomerForm } from '../customer-form.tsx';
import { commercialFields, fieldsOf, textFields } from '../form-fields.ts';
import type { Draft, TextField } from '../form-fields.ts';
import { Consents } from './consents.tsx';
import css from './card.module.css';
import { useCardChanged } from './use-card-changed.ts';

const shown: readonly TextField[] = [...textFields, ...commercialFields, 'note'];

/** The fields of the customer: a form for whoever may change them, a list for the others; consents below. */
export function CardDetails({ card }: { readonly card: Card }) {
  return (
    <div className={css['part']}>
      {card.may.change ? <ChangeForm key={card.version} card={card} /> : <PlainDetails card={card} />}
      <Consents card={card} />
    </div>
  );
}

function ChangeForm({ card }: { readonly card: Card }) {
  const { t } = useTexts();
  const toast = useToast();
  const changed = useCardChanged();
  const [draft, setDraft] = useState<Draft>(() => draftOf(card));
  const save = useSubmit(async () => {
    await request<typeof changeCustomer>('PATCH', '/api/customers/:id', {
      params: { id: card.id },
      body: { version: card.version, ...fieldsOf(draft) },
    });
    await changed();
    toast({ text: t('customers.card.saved') });
  });
  const errors = useFieldErrors(save.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save.submit();
      }}
    >
      <CustomerForm
        draft={draft}
        errors={errors}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
      />
      {save.error !== undefined && <ErrorState error={save.error} isInline />}
      <div className={css['actions']}>
        <Button kind="filled" type="submit" busy={save.isBusy} disabled={draft.name.trim() === ''}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  );
}

function draftOf(card: Card): Draft {
  return {
    name: card.name,
    kind: card.kind,
    parentId: card.parent?.id,
    responsibleId: undefined,
    code: card.code,
    texts: Object.fromEntries(shown.map((field) => [field, card[field] ?? ''])),
    firstContactOn: card.firstContactOn ?? null,
    parameters: Object.fromEntries(card.parameters.map((one) => [one.key, one.value])),
  };
}

function PlainDetails({ card }: { readonly card: Card }) {
  const { t, formats } = useTexts();
  const { timeZone } = useSession().company;
  const rows: [string, string | undefined][] = [
    [t('customers.field.code'), card.code],
    ...shown.map((field): [string, string | undefined] => [t(`customers.field.${field}`), card[field]]),
    [t('customers.field.firstContactOn'), card.firstContactOn && formats.day(card.firstContactOn)],
    ...card.parameters.map((one): [string, string] => [
      one.name,
      typeof one.value === 'boolean' ? t(one.value ? 'customers.yes' : 'customers.no') : String(one.value),
    ]),
    [t('customers.field.createdAt'), formats.moment(card.createdAt, timeZone)],
  ];
  return (
    <Section title={t('customers.card.details')}>
      <dl className={css['facts']}>
        {rows.map(([label, value]) => (
          <div key={label} className={css['row']}>
            <dt>{label}</dt>
            <dd className={value === undefined ? 'muted' : ''}>{value ?? t('customers.card.unknown')}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
