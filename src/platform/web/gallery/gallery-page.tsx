// /dev/ui: every component in every state, in both languages, light and dark. The parts stand in the frame that people see.

import { Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconAlertSquare,
  IconForms,
  IconLayoutList,
  IconReportAnalytics,
  IconSettings,
  IconToggleRight,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useAddress } from '../lib/address.ts';
import { useShortcut } from '../lib/shortcuts.tsx';
import { useTexts } from '../lib/texts.tsx';
import { AppShell } from '../ui/app-shell.tsx';
import { Button } from '../ui/button.tsx';
import { CommandPalette } from '../ui/command-palette.tsx';
import type { IconComponent } from '../ui/icon.tsx';
import { useGo } from '../ui/link.tsx';
import { ControlsPart } from './controls-part.tsx';
import { FormPart } from './form-part.tsx';
import { ListPart } from './list-part.tsx';
import { RecordPart } from './record-part.tsx';
import { ReportPart } from './report-part.tsx';
import { useSamples } from './samples.ts';
import { StatesPart } from './states-part.tsx';

const parts = ['list', 'record', 'form', 'report', 'controls', 'states'] as const;
type Part = (typeof parts)[number];
const icons: Readonly<Record<Part, IconComponent>> = {
  list: IconLayoutList,
  record: IconUsers,
  form: IconForms,
  report: IconReportAnalytics,
  controls: IconToggleRight,
  states: IconAlertSquare,
};
const bodies: Readonly<Record<Part, () => React.ReactNode>> = {
  list: () => <ListPart />,
  record: () => <RecordPart />,
  form: () => <FormPart />,
  report: () => <ReportPart />,
  controls: () => <ControlsPart />,
  states: () => <StatesPart />,
};

export function Page() {
  const { t } = useTexts();
  const samples = useSamples();
  const { search } = useAddress();
  const [isFinding, setFinding] = useState(false);
  const go = useGo();
  useShortcut('ctrl+k', () => setFinding(true));
  const part = parts.find((name) => name === search['part']) ?? 'list';
  const places = parts.map((name) => ({
    key: name,
    label: samples.parts[name],
    icon: icons[name],
    to: `/dev/ui?part=${name}`,
    isCurrent: name === part,
    count: name === 'list' ? 9 : name === 'states' ? 4 : undefined,
    isLate: name === 'states',
    isOnPhone: true,
  }));
  const entries = places.map((place) => ({
    id: place.key,
    group: t('ui.palette.places'),
    label: place.label,
    icon: place.icon,
    perform: () => go(place.to),
  }));
  return (
    <>
      <AppShell
        name={t('ui.product')}
        groups={[
          { key: 'shapes', places: places.slice(0, 1) },
          { key: 'rest', label: samples.title, places: places.slice(1) },
        ]}
        isRail={search['rail'] === 'yes'}
        onFind={() => setFinding(true)}
        me={<LookMenu />}
      >
        {bodies[part]()}
      </AppShell>
      {isFinding && <CommandPalette entries={entries} onClose={() => setFinding(false)} />}
    </>
  );
}

function LookMenu() {
  const { t, language, setLanguage } = useTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button kind="quiet" icon={IconSettings} aria-label={t('ui.me.scheme')} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => setLanguage(language === 'ru' ? 'en' : 'ru')}>
          {t('ui.me.language')}
        </Menu.Item>
        <Menu.Item onClick={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}>
          {t('ui.me.scheme')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
