import { PasswordInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { changePassword } from '#platform/shared/contracts/me.ts';
import { request } from '../lib/client.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/record.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import css from './parts.module.css';
import { useSubmit } from './use-submit.ts';

/** Changing the own password; the other devices are signed out by it. */
export function PasswordSection() {
  const { t } = useTexts();
  const toast = useToast();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const send = useCallback(async () => {
    await request<typeof changePassword>('POST', '/api/me/password', { body: { current, next } });
    setCurrent('');
    setNext('');
    toast({ text: t('platform.profile.password_changed') });
  }, [current, next, toast, t]);
  const { submit, isBusy, error } = useSubmit(send);
  return (
    <Section title={t('platform.profile.password')} note={t('platform.profile.password_note')}>
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <PasswordInput
          label={t('platform.profile.current_password')}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('platform.field.new_password')}
          description={t('platform.field.password_hint')}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        {error !== undefined && <ErrorState error={error} isInline />}
        <div className={css.row}>
          <Button type="submit" busy={isBusy} disabled={current === '' || next === ''}>
            {t('platform.profile.change_password')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
