import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { changeCompany, getCompany } from '#platform/shared/contracts/settings.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { request } from '../lib/client.ts';
import { useFieldErrors } from '../lib/error-text.ts';
import { query } from '../lib/queries.ts';
import { mayDo, sessionQuery, useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { RecordPage } from '../ui/pages.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { LanguageSelect, TimeZoneSelect } from './choices.tsx';
import css from './parts.module.css';
import { SettingsTabs } from './settings-tabs.tsx';
import { useSubmit } from './use-submit.ts';

type Company = ReplyOf<typeof getCompany>;

export function Page() {
  const { t } = useTexts();
  const company = useQuery(query<typeof getCompany>('/api/company', {}));
  return (
    <RecordPage title={t('platform.settings.title')} tabs={<SettingsTabs current="company" />}>
      {company.isError && <ErrorState error={company.error} onRetry={() => void company.refetch()} />}
      {company.isPending && <SkeletonText lines={6} />}
      {company.data && <CompanyForm key={company.data.version} company={company.data} />}
    </RecordPage>
  );
}

function CompanyForm({ company }: { readonly company: Company }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const isReadOnly = !mayDo(useSession(), { resource: 'settings', action: 'write' });
  const [draft, setDraft] = useState(company);
  const save = useCallback(async () => {
    const { version, name, timeZone, language, baseUrl } = draft;
    await request<typeof changeCompany>('PATCH', '/api/company', {
      body: { version, name, timeZone, language, baseUrl },
    });
    toast({ text: t('platform.saved') });
    await client.invalidateQueries({ queryKey: ['/api/company'] });
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [draft, client, toast, t]);
  const { submit, isBusy, error } = useSubmit(save);
  const problems = useFieldErrors(error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset className={css.stack} disabled={isReadOnly}>
        <TextInput
          label={t('platform.company.name')}
          value={draft.name}
          error={problems['name']}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('platform.company.currency')}
          description={t('platform.company.currency_hint')}
          value={draft.currency}
          readOnly
        />
        <TimeZoneSelect value={draft.timeZone} onChange={(timeZone) => setDraft({ ...draft, timeZone })} />
        <LanguageSelect value={draft.language} onChange={(language) => setDraft({ ...draft, language })} />
        <TextInput
          label={t('platform.company.base_url')}
          description={t('platform.company.base_url_hint')}
          placeholder="https://crm.example.ru"
          value={draft.baseUrl ?? ''}
          error={problems['baseUrl']}
          onChange={(event) => setDraft({ ...draft, baseUrl: event.currentTarget.value.trim() || null })}
        />
        {error !== undefined && <ErrorState error={error} isInline />}
        {!isReadOnly && (
          <div className={css.row}>
            <Button kind="filled" type="submit" busy={isBusy}>
              {t('platform.save')}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
