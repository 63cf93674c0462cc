import { PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { confirmTotp, removeTotp, startTotp } from '#platform/shared/contracts/me.ts';
import { request } from '../lib/client.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/record.tsx';
import { ErrorState, Note } from '../ui/states.tsx';
import { CopyText } from './copy-text.tsx';
import css from './parts.module.css';
import { useSubmit } from './use-submit.ts';

type Stage =
  | { readonly name: 'idle' | 'password' }
  | { readonly name: 'confirm'; readonly secret: string; readonly uri: string }
  | { readonly name: 'codes'; readonly codes: readonly string[] };

/** The second step of sign-in: a code of an application on the telephone, and recovery codes for the day it is lost. */
export function TotpSection({ isOn, codesLeft }: { readonly isOn: boolean; readonly codesLeft: number }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>({ name: 'idle' });
  const done = useCallback(async () => {
    setStage({ name: 'idle' });
    await client.invalidateQueries({ queryKey: ['/api/me'] });
  }, [client]);
  return (
    <Section
      title={t('platform.totp.title')}
      note={isOn ? t('platform.totp.on', { count: codesLeft }) : t('platform.totp.off')}
    >
      <div className={css.stack}>
        {stage.name === 'idle' && (
          <div className={css.row}>
            <Button kind={isOn ? 'danger' : 'plain'} onClick={() => setStage({ name: 'password' })}>
              {isOn ? t('platform.totp.remove') : t('platform.totp.start')}
            </Button>
          </div>
        )}
        {stage.name === 'password' && (
          <PasswordStage
            isOn={isOn}
            onStarted={setStage}
            onDone={done}
            onCancel={() => setStage({ name: 'idle' })}
          />
        )}
        {stage.name === 'confirm' && (
          <ConfirmStage
            secret={stage.secret}
            uri={stage.uri}
            onConfirmed={(codes) => setStage({ name: 'codes', codes })}
          />
        )}
        {stage.name === 'codes' && (
          <>
            <Note>{t('platform.totp.codes_lead')}</Note>
            <CopyText text={stage.codes.join('\n')} label={t('platform.totp.codes')} />
            <div className={css.row}>
              <Button kind="filled" onClick={() => void done()}>
                {t('platform.totp.codes_kept')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Section>
  );
}

interface PasswordStageProps {
  readonly isOn: boolean;
  readonly onStarted: (stage: Stage) => void;
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

function PasswordStage({ isOn, onStarted, onDone, onCancel }: PasswordStageProps) {
  const { t } = useTexts();
  const [password, setPassword] = useState('');
  const send = useCallback(async () => {
    if (isOn) {
      await request<typeof removeTotp>('POST', '/api/me/totp/remove', { body: { password } });
      await onDone();
      return;
    }
    onStarted({
      name: 'confirm',
      ...(await request<typeof startTotp>('POST', '/api/me/totp', { body: { password } })),
    });
  }, [isOn, password, onDone, onStarted]);
  const { submit, isBusy, error } = useSubmit(send);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PasswordInput
        label={t('platform.profile.current_password')}
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {error !== undefined && <ErrorState error={error} isInline />}
      <div className={css.row}>
        <Button type="submit" kind={isOn ? 'danger' : 'filled'} busy={isBusy}>
          {isOn ? t('platform.totp.remove') : t('platform.continue')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface ConfirmStageProps {
  readonly secret: string;
  readonly uri: string;
  readonly onConfirmed: (codes: readonly string[]) => void;
}

function ConfirmStage({ secret, uri, onConfirmed }: ConfirmStageProps) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const send = useCallback(async () => {
    const { recoveryCodes } = await request<typeof confirmTotp>('POST', '/api/me/totp/confirm', {
      body: { code },
    });
    onConfirmed(recoveryCodes);
  }, [code, onConfirmed]);
  const { submit, isBusy, error } = useSubmit(send);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{t('platform.totp.add_key')}</p>
      <CopyText text={secret.replace(/(.{4})(?=.)/g, '$1 ')} label={t('platform.totp.key')} />
      <p className="small">
        <a href={uri}>{t('platform.totp.open_app')}</a>
      </p>
      <TextInput
        label={t('platform.sign_in.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {error !== undefined && <ErrorState error={error} isInline />}
      <div className={css.row}>
        <Button type="submit" kind="filled" busy={isBusy} disabled={code.trim().length < 6}>
          {t('platform.totp.confirm')}
        </Button>
      </div>
    </form>
  );
}
