// Versions with who and when; older data that rewrote the past is a version of its own.

import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import type { getDefinitions } from '../../shared/contract.ts';

export function Versions({ versions }: { readonly versions: ReplyOf<typeof getDefinitions>['versions'] }) {
  const { t, tryText, formats } = useTexts();
  const { company } = useSession();
  return (
    <Section isAside title={t('classes.definitions.versions')}>
      {versions.length === 0 && <p className="soft small">{t('classes.definitions.versions_none')}</p>}
      <LineList
        lines={versions.map((one) => ({
          key: String(one.version),
          title: t('classes.definitions.version', { version: String(one.version) }),
          value: <span className="number">{formats.moment(one.createdAt, company.timeZone)}</span>,
          note: [tryText(`classes.definitions.reason_${one.reason}`), one.person].filter(Boolean).join(' · '),
        }))}
      />
    </Section>
  );
}
