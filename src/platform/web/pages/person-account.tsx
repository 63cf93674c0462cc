import { MultiSelect, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import type {
  changeAccount,
  invitePerson,
  removePersonTotp,
  resetPerson,
} from '#platform/shared/contracts/people.ts';
import { request } from '../lib/client.ts';
import { useFieldErrors } from '../lib/error-text.ts';
import { useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Section } from '../ui/record.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { CopyText } from './copy-text.tsx';
import css from './parts.module.css';
import type { Person } from './people-page.tsx';
import type { PersonPanelProps } from './person-panel.tsx';
import { usePeopleChanged } from './use-people-changed.ts';
import { useSubmit } from './use-submit.ts';

/** E-mail, roles and status: every change signs the person out everywhere. Links are copied by hand, since there is no mail yet. */
export function PersonAccount({ person, roles }: PersonPanelProps & { readonly person: Person }) {
  const { t, language } = useTexts();
  const toast = useToast();
  const changed = usePeopleChanged();
  const [draft, setDraft] = useState({
    email: person.email ?? '',
    roles: person.roles.map((role) => role.id),
  });
  const save = useCallback(async () => {
    const body = { version: person.version, email: draft.email.trim() || null, roles: draft.roles };
    await request<typeof changeAccount>('PATCH', '/api/people/:id/account', {
      params: { id: person.id },
      body,
    });
    toast({ text: t('platform.saved') });
    await changed();
  }, [draft, person, changed, toast, t]);
  const { submit, isBusy, error } = useSubmit(save);
  const problems = useFieldErrors(error);
  const isActive = person.status === 'active';
  return (
    <Section
      title={t('platform.people.account')}
      note={t(`platform.people.account_${person.account}`)}
      isAside
    >
      <div className={css.form}>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextInput
            label={t('platform.field.email')}
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
          <p className="muted small">{t('platform.people.account_note')}</p>
          {error !== undefined && <ErrorState error={error} isInline />}
          <div className={css.row}>
            <Button type="submit" busy={isBusy}>
              {t('platform.save')}
            </Button>
          </div>
        </form>
        {isActive && person.email !== null && <LinkPart person={person} />}
        {person.totp && <LostDevice person={person} />}
        <StatusPart person={person} />
      </div>
    </Section>
  );
}

function LinkPart({ person }: { readonly person: Person }) {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const changed = usePeopleChanged();
  const [link, setLink] = useState<{ path: string; expiresAt: string }>();
  const isInvitation = person.account !== 'active';
  const make = useCallback(async () => {
    const params = { id: person.id };
    const made = isInvitation
      ? await request<typeof invitePerson>('POST', '/api/people/:id/invitation', { params })
      : await request<typeof resetPerson>('POST', '/api/people/:id/reset', { params });
    setLink(made);
    if (isInvitation) await changed();
  }, [person.id, isInvitation, changed]);
  const { submit, isBusy, error } = useSubmit(make);
  return (
    <>
      <div className={css.row}>
        <Button busy={isBusy} onClick={() => void submit()}>
          {isInvitation ? t('platform.people.invite') : t('platform.people.reset')}
        </Button>
      </div>
      {error !== undefined && <ErrorState error={error} isInline />}
      {link && (
        <>
          <p className="small">
            {t('platform.people.link_note', { moment: formats.moment(link.expiresAt, company.timeZone) })}
          </p>
          <CopyText text={`${location.origin}${link.path}`} label={t('platform.people.link')} />
        </>
      )}
    </>
  );
}

function LostDevice({ person }: { readonly person: Person }) {
  const { t } = useTexts();
  const changed = usePeopleChanged();
  const remove = useCallback(async () => {
    await request<typeof removePersonTotp>('POST', '/api/people/:id/totp/remove', {
      params: { id: person.id },
    });
    await changed();
  }, [person.id, changed]);
  const { submit, isBusy, error } = useSubmit(remove);
  return (
    <>
      <div className={css.row}>
        <Button busy={isBusy} onClick={() => void submit()}>
          {t('platform.people.remove_totp')}
        </Button>
      </div>
      {error !== undefined && <ErrorState error={error} isInline />}
    </>
  );
}

function StatusPart({ person }: { readonly person: Person }) {
  const { t } = useTexts();
  const toast = useToast();
  const changed = usePeopleChanged();
  const [isAsking, setAsking] = useState(false);
  const set = useCallback(
    async (status: 'active' | 'deactivated') => {
      const body = { version: person.version, status };
      await request<typeof changeAccount>('PATCH', '/api/people/:id/account', {
        params: { id: person.id },
        body,
      });
      setAsking(false);
      toast({
        text: t(status === 'active' ? 'platform.people.activated' : 'platform.people.deactivated', {
          name: person.name,
        }),
      });
      await changed();
    },
    [person, changed, toast, t],
  );
  const { submit, isBusy, error } = useSubmit(set);
  if (person.status === 'deactivated') {
    return (
      <div className={css.row}>
        <Button busy={isBusy} onClick={() => void submit('active')}>
          {t('platform.people.activate')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <div className={css.row}>
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t('platform.people.deactivate')}
        </Button>
      </div>
      <Confirm
        isOpen={isAsking}
        title={t('platform.people.deactivate_title', { name: person.name })}
        action={t('platform.people.deactivate')}
        isBusy={isBusy}
        error={error}
        onConfirm={() => void submit('deactivated')}
        onClose={() => setAsking(false)}
      >
        {t('platform.people.deactivate_text')}
      </Confirm>
    </>
  );
}
