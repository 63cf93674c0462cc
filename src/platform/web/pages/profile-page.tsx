import { useQuery } from '@tanstack/react-query';
import type { getMe } from '#platform/shared/contracts/me.ts';
import { query } from '../lib/queries.ts';
import { useTexts } from '../lib/texts.tsx';
import { RecordPage } from '../ui/pages.tsx';
import { FactsLine, Section } from '../ui/record.tsx';
import { SegmentedControl } from '../ui/segmented.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { OwnSessions } from './own-sessions.tsx';
import css from './parts.module.css';
import { PasswordSection } from './password-section.tsx';
import { TotpSection } from './totp-section.tsx';

/** One's own account: language, password, second step, open sessions. */
export function Page() {
  const { t, language, setLanguage } = useTexts();
  const me = useQuery(query<typeof getMe>('/api/me', {}));
  if (me.isError) {
    return (
      <RecordPage title={t('platform.profile.title')}>
        <ErrorState error={me.error} onRetry={() => void me.refetch()} />
      </RecordPage>
    );
  }
  if (!me.data) {
    return (
      <RecordPage title={t('platform.profile.title')}>
        <SkeletonText lines={8} />
      </RecordPage>
    );
  }
  const { data } = me;
  const roles = data.roles.map((role) => (language === 'ru' ? role.nameRu : role.nameEn)).join(', ');
  return (
    <RecordPage title={data.name} note={t('platform.profile.title')}>
      <div className={css.sections}>
        <FactsLine
          facts={[data.email ?? t('platform.people.no_email'), roles, data.division].filter(
            (fact) => fact !== null && fact !== '',
          )}
        />
        <Section title={t('ui.me.language')}>
          <SegmentedControl
            label={t('ui.me.language')}
            options={[
              { value: 'ru', label: 'Русский' },
              { value: 'en', label: 'English' },
            ]}
            value={language}
            onChange={setLanguage}
          />
        </Section>
        <PasswordSection />
        <TotpSection isOn={data.totp} codesLeft={data.recoveryCodesLeft} />
        <OwnSessions sessions={data.sessions} />
      </div>
    </RecordPage>
  );
}
