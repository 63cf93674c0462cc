import { PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { checkLink, useLink } from '#platform/shared/contracts/session.ts';
import { useAddress } from '../lib/address.ts';
import { request } from '../lib/client.ts';
import { useTexts } from '../lib/texts.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { useGo } from '../ui/link.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { BareForm, BareFrame } from './bare-frame.tsx';
import { useEnter } from './sign-in-page.tsx';
import { useSubmit } from './use-submit.ts';

/** An invitation or a reset: the person chooses his password, once. */
export function Page() {
  const { t } = useTexts();
  const { search } = useAddress();
  const code = search['code'] ?? '';
  const check = useQuery({
    queryKey: ['/api/links/check', code],
    queryFn: () => request<typeof checkLink>('POST', '/api/links/check', { body: { code } }),
    retry: false,
  });
  if (check.isError) {
    return (
      <BareFrame title={t('platform.link.dead')}>
        <ErrorState error={check.error} isInline />
        <ButtonLink to="/sign-in">{t('platform.sign_in.go')}</ButtonLink>
      </BareFrame>
    );
  }
  if (!check.data) {
    return (
      <BareFrame title={t('platform.link.choose')}>
        <SkeletonText lines={4} />
      </BareFrame>
    );
  }
  return <PasswordForm code={code} holder={check.data} />;
}

interface Holder {
  readonly purpose: string;
  readonly name: string;
  readonly email: string;
}

function PasswordForm({ code, holder }: { readonly code: string; readonly holder: Holder }) {
  const { t } = useTexts();
  const go = useGo();
  const enter = useEnter();
  const [password, setPassword] = useState('');
  const send = useCallback(async () => {
    const { signedIn } = await request<typeof useLink>('POST', '/api/links/use', {
      body: { code, password },
    });
    if (signedIn) await enter();
    else go('/sign-in', { replace: true });
  }, [code, password, enter, go]);
  const { submit, isBusy, error } = useSubmit(send);
  const isInvitation = holder.purpose === 'invitation';
  return (
    <BareFrame
      title={isInvitation ? t('platform.link.greeting', { name: holder.name }) : t('platform.link.choose')}
      lead={t('platform.link.lead', { email: holder.email })}
    >
      <BareForm action={t('platform.link.send')} isBusy={isBusy} error={error} onSubmit={() => void submit()}>
        <input type="text" autoComplete="username" value={holder.email} readOnly hidden />
        <PasswordInput
          label={t('platform.field.new_password')}
          description={t('platform.field.password_hint')}
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </BareForm>
    </BareFrame>
  );
}
