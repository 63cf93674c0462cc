import { mayDo, useSession } from '../lib/session.ts';
import type { Need } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import type { TextKey } from '../lib/texts.tsx';
import { Tabs } from '../ui/tabs.tsx';

interface SettingsPlace {
  readonly key: string;
  readonly label: TextKey;
  readonly need: Need;
}

const places: readonly SettingsPlace[] = [
  { key: 'company', label: 'platform.company.title', need: { resource: 'settings', action: 'read' } },
  { key: 'people', label: 'platform.people.title', need: { resource: 'people', action: 'read' } },
  { key: 'roles', label: 'platform.roles.title', need: { resource: 'people', action: 'read' } },
  { key: 'divisions', label: 'platform.divisions.title', need: { resource: 'people', action: 'read' } },
  { key: 'calendar', label: 'platform.calendar.title', need: { resource: 'settings', action: 'read' } },
  { key: 'tokens', label: 'platform.tokens.title', need: { resource: 'settings', action: 'read' } },
  { key: 'api', label: 'platform.api.title', need: { resource: 'settings', action: 'read' } },
  { key: 'audit', label: 'platform.audit.title', need: { resource: 'audit', action: 'read' } },
];

/** The parts of the settings that this person may see. */
export function SettingsTabs({ current }: { readonly current: string }) {
  const { t } = useTexts();
  const session = useSession();
  const tabs = places
    .filter((place) => mayDo(session, place.need))
    .map((place) => ({ key: place.key, label: t(place.label), to: `/settings/${place.key}` }));
  return <Tabs tabs={tabs} current={current} label={t('platform.settings.title')} />;
}
