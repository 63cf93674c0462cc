import { PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { startSession } from '#platform/shared/contracts/session.ts';
import { useAddress } from '../lib/address.ts';
import { ApiError, request } from '../lib/client.ts';
import { sessionQuery } from '../lib/session.ts';
import { nextAddress } from '../lib/sign-in-address.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { useGo } from '../ui/link.tsx';
import { BareForm, BareFrame } from './bare-frame.tsx';
import { useSubmit } from './use-submit.ts';

/** Signing in: e-mail and password, then the second step where the account has one. */
export function Page() {
  const { t } = useTexts();
  const enter = useEnter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isSecondStep, setSecondStep] = useState(false);
  const signIn = useCallback(async () => {
    try {
      const body = { email, password, ...(isSecondStep ? { code: code.trim() } : {}) };
      await request<typeof startSession>('POST', '/api/session', { body });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'platform.code_required') throw error;
      setSecondStep(true);
      return;
    }
    await enter();
  }, [email, password, code, isSecondStep, enter]);
  const { submit, isBusy, error, clear } = useSubmit(signIn);
  const back = () => {
    setSecondStep(false);
    setCode('');
    clear();
  };
  if (isSecondStep) {
    return (
      <BareFrame title={t('platform.sign_in.second_title')} lead={t('platform.sign_in.second_lead')}>
        <BareForm
          action={t('platform.sign_in.send')}
          isBusy={isBusy}
          error={error}
          onSubmit={() => void submit()}
          below={
            <Button kind="quiet" onClick={back}>
              {t('platform.sign_in.back')}
            </Button>
          }
        >
          <TextInput
            key="code"
            label={t('platform.sign_in.code')}
            description={t('platform.sign_in.code_hint')}
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </BareForm>
      </BareFrame>
    );
  }
  return (
    <BareFrame title={t('platform.sign_in.title')}>
      <BareForm
        action={t('platform.sign_in.send')}
        isBusy={isBusy}
        error={error}
        onSubmit={() => void submit()}
        below={<p className="muted small">{t('platform.sign_in.forgotten')}</p>}
      >
        <TextInput
          label={t('platform.field.email')}
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('platform.field.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </BareForm>
    </BareFrame>
  );
}

/** After a session was opened: learns who it is and goes where he wanted to be. */
export function useEnter(): () => Promise<void> {
  const client = useQueryClient();
  const go = useGo();
  const { search } = useAddress();
  const next = nextAddress(search['next']);
  return useCallback(async () => {
    client.clear();
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    go(next, { replace: true });
  }, [client, go, next]);
}
