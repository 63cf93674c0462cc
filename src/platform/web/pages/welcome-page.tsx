import { PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { checkSetUp, setUp } from '#platform/shared/contracts/session.ts';
import { useAddress } from '../lib/address.ts';
import { request } from '../lib/client.ts';
import { useFieldErrors } from '../lib/error-text.ts';
import { useTexts } from '../lib/texts.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { BareForm, BareFrame, FieldGroup, FieldPair } from './bare-frame.tsx';
import { CurrencySelect, LanguageSelect, TimeZoneSelect } from './choices.tsx';
import { useEnter } from './sign-in-page.tsx';
import { useSubmit } from './use-submit.ts';

/** The first administrator makes the company and his own account by the link that the program printed. */
export function Page() {
  const { t } = useTexts();
  const { search } = useAddress();
  const code = search['code'] ?? '';
  const check = useQuery({
    queryKey: ['/api/set-up/check', code],
    queryFn: () => request<typeof checkSetUp>('POST', '/api/set-up/check', { body: { code } }),
    retry: false,
    enabled: code.length >= 10,
  });
  if (check.isError || code.length < 10) {
    return (
      <BareFrame title={t('platform.welcome.dead_title')} lead={t('platform.welcome.dead_lead')}>
        <ButtonLink to="/sign-in">{t('platform.sign_in.go')}</ButtonLink>
      </BareFrame>
    );
  }
  if (!check.data) {
    return (
      <BareFrame title={t('platform.welcome.title')}>
        <SkeletonText lines={6} />
      </BareFrame>
    );
  }
  return <WelcomeForm code={code} companyName={check.data.company?.name} />;
}

function WelcomeForm({
  code,
  companyName,
}: {
  readonly code: string;
  readonly companyName: string | undefined;
}) {
  const { t, language } = useTexts();
  const enter = useEnter();
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const [company, setCompany] = useState({
    name: '',
    currency: language === 'ru' ? 'RUB' : 'EUR',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language,
  });
  const send = useCallback(async () => {
    const body = { code, person: { ...person, language }, ...(companyName === undefined ? { company } : {}) };
    await request<typeof setUp>('POST', '/api/set-up', { body });
    await enter();
  }, [code, person, company, companyName, language, enter]);
  const { submit, isBusy, error } = useSubmit(send);
  const problems = useFieldErrors(error);
  return (
    <BareFrame
      title={companyName ?? t('platform.welcome.title')}
      lead={companyName === undefined ? t('platform.welcome.lead') : t('platform.welcome.lead_company')}
    >
      <BareForm
        action={t('platform.welcome.send')}
        isBusy={isBusy}
        error={error}
        onSubmit={() => void submit()}
      >
        {companyName === undefined && (
          <>
            <TextInput
              label={t('platform.company.name')}
              autoComplete="organization"
              autoFocus
              value={company.name}
              error={problems['company.name']}
              onChange={(event) => setCompany({ ...company, name: event.currentTarget.value })}
            />
            <FieldPair>
              <CurrencySelect
                value={company.currency}
                onChange={(currency) => setCompany({ ...company, currency })}
              />
              <LanguageSelect
                value={company.language}
                onChange={(value) => setCompany({ ...company, language: value })}
              />
            </FieldPair>
            <TimeZoneSelect
              value={company.timeZone}
              onChange={(timeZone) => setCompany({ ...company, timeZone })}
            />
          </>
        )}
        <FieldGroup label={t('platform.welcome.you')}>
          <TextInput
            label={t('platform.welcome.your_name')}
            autoComplete="name"
            value={person.name}
            error={problems['person.name']}
            onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
          />
          <TextInput
            label={t('platform.field.email')}
            type="email"
            autoComplete="username"
            value={person.email}
            error={problems['person.email']}
            onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('platform.field.password')}
            description={t('platform.field.password_hint')}
            autoComplete="new-password"
            value={person.password}
            error={problems['person.password']}
            onChange={(event) => setPerson({ ...person, password: event.currentTarget.value })}
          />
        </FieldGroup>
      </BareForm>
    </BareFrame>
  );
}
