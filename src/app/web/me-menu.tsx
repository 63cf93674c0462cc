import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconSettings } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { endSession } from '#platform/shared/contracts/session.ts';
import type { Language } from '#platform/shared/texts.ts';
import { request } from '#platform/web/lib/client.ts';
import type { Session } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Icon } from '#platform/web/ui/icon.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import css from './me-menu.module.css';
import type { Rail } from './use-rail.ts';

const languageNames: Readonly<Record<Language, string>> = { ru: 'Русский', en: 'English' };
const schemes = ['light', 'dark', 'auto'] as const;

/** The person at the foot of the side bar: language, light and dark, rail, sign out. */
export function MeMenu({ session, rail }: { readonly session: Session; readonly rail: Rail }) {
  const { t, language, setLanguage } = useTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const go = useGo();
  return (
    <Menu position="top-start" offset={4} width={200}>
      <Menu.Target>
        <button type="button" className={css.me} title={session.person.name}>
          <span className={css.face} aria-hidden="true">
            {session.person.initials}
          </span>
          <span className={css.name}>{session.person.name}</span>
          <Icon of={IconSettings} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => go('/me')}>{t('platform.profile.title')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('ui.me.language')}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(value) => setLanguage(value === 'ru' ? 'ru' : 'en')}>
          {(['ru', 'en'] as const).map((item) => (
            <Menu.RadioItem
              key={item}
              value={item}
              closeMenuOnClick
              checkIcon={<Icon of={IconCheck} size={14} />}
            >
              {languageNames[item]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('ui.me.scheme')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(schemes.find((item) => item === value) ?? 'auto')}
        >
          {schemes.map((item) => (
            <Menu.RadioItem
              key={item}
              value={item}
              closeMenuOnClick
              checkIcon={<Icon of={IconCheck} size={14} />}
            >
              {t(`ui.me.scheme_${item}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item className="desk" onClick={rail.toggle}>
          {t(rail.isRail ? 'ui.me.unfold' : 'ui.me.fold')}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{t('ui.me.sign_out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Ends the session on the server and forgets everything that was fetched in it. */
function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const go = useGo();
  return async () => {
    await request<typeof endSession>('DELETE', '/api/session', {});
    client.clear();
    go('/sign-in');
  };
}
