import { Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { request } from '#platform/web/lib/client.ts';
import { useFieldErrors } from '#platform/web/lib/error-text.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type {
  addContactPerson,
  archiveContactPerson,
  changeContactPerson,
} from '../../shared/contact-contract.ts';
import { contactRoles } from '../../shared/words.ts';
import { DayInput } from '../day-input.tsx';
import form from '../form.module.css';
import css from './card.module.css';
import type { ContactPerson } from './contact-persons.tsx';
import { useCardChanged } from './use-card-changed.ts';

export interface ContactPersonFormProps {
  readonly customerId: string;
  /** Undefined adds one. */
  readonly person: ContactPerson | undefined;
  readonly onDone: () => void;
}

const texts = ['position', 'phone', 'email', 'messenger'] as const;

export function ContactPersonForm({ customerId, person, onDone }: ContactPersonFormProps) {
  const { t } = useTexts();
  const toast = useToast();
  const changed = useCardChanged();
  const [draft, setDraft] = useState({
    name: person?.name ?? '',
    position: person?.position ?? '',
    role: person?.role ?? null,
    phone: person?.phone ?? '',
    email: person?.email ?? '',
    messenger: person?.messenger ?? '',
    birthday: person?.birthday ?? null,
    note: person?.note ?? '',
  });
  const save = useSubmit(async () => {
    if (person) {
      const params = { id: customerId, contactId: person.id };
      await request<typeof changeContactPerson>('PATCH', '/api/customers/:id/contacts/:contactId', {
        params,
        body: { version: person.version, ...draft },
      });
    } else
      await request<typeof addContactPerson>('POST', '/api/customers/:id/contacts', {
        params: { id: customerId },
        body: draft,
      });
    await changed();
    onDone();
  });
  const archive = useSubmit(async () => {
    if (!person) return;
    const params = { id: customerId, contactId: person.id };
    await request<typeof archiveContactPerson>('POST', '/api/customers/:id/contacts/:contactId/archive', {
      params,
      body: { version: person.version },
    });
    await changed();
    onDone();
    toast({ text: t('customers.contact.archived') });
  });
  const errors = useFieldErrors(save.error);
  const error = save.error ?? archive.error;
  return (
    <form
      className={form['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save.submit();
      }}
    >
      <TextInput
        data-autofocus
        required
        label={t('customers.contact.name')}
        maxLength={200}
        value={draft.name}
        error={errors['name']}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <div className={form['fields']}>
        {texts.map((field) => (
          <TextInput
            key={field}
            label={t(`customers.contact.${field}`)}
            value={draft[field]}
            error={errors[field]}
            onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
          />
        ))}
        <Select
          label={t('customers.contact.role')}
          clearable
          data={contactRoles.map((one) => ({ value: one, label: t(`customers.role.${one}`) }))}
          value={draft.role}
          onChange={(value) =>
            setDraft({ ...draft, role: contactRoles.find((one) => one === value) ?? null })
          }
        />
        <DayInput
          label={t('customers.contact.birthday')}
          value={draft.birthday}
          onChange={(birthday) => setDraft({ ...draft, birthday })}
        />
      </div>
      <Textarea
        label={t('customers.contact.note')}
        autosize
        minRows={2}
        maxRows={6}
        value={draft.note}
        onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
      />
      {error !== undefined && <ErrorState error={error} isInline />}
      <div className={css['actions']}>
        <Button kind="filled" type="submit" busy={save.isBusy} disabled={draft.name.trim() === ''}>
          {t('ui.save')}
        </Button>
        {person && (
          <Button kind="quiet" busy={archive.isBusy} onClick={() => void archive.submit()}>
            {t('customers.contact.archive')}
          </Button>
        )}
      </div>
    </form>
  );
}
