import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { addPerson, changePerson } from '#platform/shared/contracts/people.ts';
import { useAddress } from '../lib/address.ts';
import { request } from '../lib/client.ts';
import { useFieldErrors } from '../lib/error-text.ts';
import { mayDo, useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import css from './parts.module.css';
import type { Person } from './people-page.tsx';
import type { PersonPanelProps } from './person-panel.tsx';
import { usePeopleChanged } from './use-people-changed.ts';
import { useSubmit } from './use-submit.ts';

/** Particulars of a person; a new one gets his e-mail and roles in the same form. */
export function PersonForm({
  person,
  roles,
  divisions,
}: PersonPanelProps & { readonly person: Person | undefined }) {
  const { t, language } = useTexts();
  const session = useSession();
  const toast = useToast();
  const { change } = useAddress();
  const changed = usePeopleChanged();
  const mayWrite = mayDo(session, { resource: 'people', action: 'write' });
  const givesAccount = person === undefined && mayDo(session, { resource: 'people', action: 'approve' });
  const [draft, setDraft] = useState({
    name: person?.name ?? '',
    code: person?.code ?? '',
    division: person?.division?.id ?? null,
    email: '',
    roles: [] as string[],
  });
  const save = useCallback(async () => {
    const common = { name: draft.name, code: draft.code.trim() || null };
    const division = draft.division === (person?.division?.id ?? null) ? {} : { division: draft.division };
    if (person) {
      const body = { version: person.version, ...common, ...division };
      await request<typeof changePerson>('PATCH', '/api/people/:id', { params: { id: person.id }, body });
    } else {
      const account = givesAccount ? { email: draft.email.trim() || null, roles: draft.roles } : {};
      const added = await request<typeof addPerson>('POST', '/api/people', {
        body: { ...common, ...division, ...account },
      });
      change({ person: added.id });
    }
    toast({ text: t('platform.saved') });
    await changed();
  }, [draft, person, givesAccount, change, changed, toast, t]);
  const { submit, isBusy, error } = useSubmit(save);
  const problems = useFieldErrors(error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset className={css.form} disabled={!mayWrite}>
        <TextInput
          label={t('platform.people.name')}
          value={draft.name}
          error={problems['name']}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('platform.people.code')}
          description={t('platform.people.code_hint')}
          value={draft.code}
          error={problems['code']}
          onChange={(event) => setDraft({ ...draft, code: event.currentTarget.value })}
        />
        <Select
          label={t('platform.people.division')}
          data={divisions
            .filter((row) => !row.archived || row.id === draft.division)
            .map((row) => ({ value: row.id, label: row.name }))}
          value={draft.division}
          clearable
          searchable
          disabled={!mayWrite}
          onChange={(division) => setDraft({ ...draft, division })}
        />
        {givesAccount && (
          <>
            <TextInput
              label={t('platform.field.email')}
              description={t('platform.people.email_hint')}
              type="email"
              value={draft.email}
              error={problems['email']}
              onChange={(event) => setDraft({ ...draft, email: event.currentTarget.value })}
            />
            <MultiSelect
              label={t('platform.people.roles')}
              data={roles.map((role) => ({
                value: role.id,
                label: language === 'ru' ? role.nameRu : role.nameEn,
              }))}
              value={draft.roles}
              onChange={(picked) => setDraft({ ...draft, roles: picked })}
            />
          </>
        )}
        {error !== undefined && <ErrorState error={error} isInline />}
        {mayWrite && (
          <div className={css.row}>
            <Button
              type="submit"
              kind={person ? 'plain' : 'filled'}
              busy={isBusy}
              disabled={draft.name.trim() === ''}
            >
              {person ? t('platform.save') : t('platform.people.add')}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
