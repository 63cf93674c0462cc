import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Tabs } from '#platform/web/ui/tabs.tsx';

/** The parts of data quality that this person may see. */
export function QualityTabs({ current }: { readonly current: 'quality' | 'duplicates' | 'parameters' }) {
  const { t } = useTexts();
  const session = useSession();
  const tabs = [
    { key: 'quality', label: t('customers.quality.completeness'), to: '/customers/quality', isSeen: true },
    {
      key: 'duplicates',
      label: t('customers.quality.duplicates'),
      to: '/customers/quality/duplicates',
      isSeen: mayDo(session, { resource: 'customers', action: 'write' }),
    },
    {
      key: 'parameters',
      label: t('customers.quality.parameters'),
      to: '/customers/quality/parameters',
      isSeen: mayDo(session, { resource: 'definitions', action: 'read' }),
    },
  ];
  return (
    <Tabs tabs={tabs.filter((tab) => tab.isSeen)} current={current} label={t('customers.quality.title')} />
  );
}
