import { IconDots, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import css from './app-shell.module.css';
import { Brand } from './brand.tsx';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconComponent } from './icon.tsx';
import { Keys } from './keys.tsx';
import { AppLink } from './link.tsx';

export interface ShellPlace {
  readonly key: string;
  readonly label: string;
  readonly icon: IconComponent;
  readonly to: string;
  readonly isCurrent: boolean;
  /** Only where someone waits; red only when late. */
  readonly count?: number | undefined;
  readonly isLate?: boolean | undefined;
  readonly isOnPhone?: boolean | undefined;
}

export interface ShellGroup {
  readonly key: string;
  /** The first group has no heading. */
  readonly label?: string | undefined;
  readonly places: readonly ShellPlace[];
}

export interface AppShellProps {
  readonly name: string;
  readonly groups: readonly ShellGroup[];
  readonly isRail?: boolean;
  readonly onFind: () => void;
  /** The person at the foot of the side bar. */
  readonly me: ReactNode;
  readonly children: ReactNode;
}

/** Side bar or rail at a desk, a bar of five places on a phone, the page beside it. */
export function AppShell({ name, groups, isRail = false, onFind, me, children }: AppShellProps) {
  const { t } = useTexts();
  return (
    <div className={classes(css.app, isRail && css.rail)}>
      <a className={css.skip} href="#page">
        {t('ui.shell.skip')}
      </a>
      <header className={css.side}>
        <div className={css.brand}>
          <Brand />
          <span className={css.text}>{name}</span>
        </div>
        <button type="button" className={css.find} onClick={onFind} title={t('ui.shell.find')}>
          <Icon of={IconSearch} />
          <span className={css.text}>{t('ui.shell.find')}</span>
          <Keys of="ctrl+k" />
        </button>
        <nav className={css.places} aria-label={t('ui.shell.places')}>
          <Groups groups={groups} />
        </nav>
        <div className={css.me}>{me}</div>
      </header>
      <main className={css.main} id="page" tabIndex={-1}>
        {children}
      </main>
      <PhoneBar groups={groups} onFind={onFind} me={me} />
    </div>
  );
}

function Groups({ groups }: { readonly groups: readonly ShellGroup[] }) {
  return groups.map((group) => (
    <div key={group.key} role="group" aria-label={group.label}>
      {group.label !== undefined && (
        <>
          <div className={css.heading}>{group.label}</div>
          <div className={css.parting} />
        </>
      )}
      {group.places.map((place) => (
        <AppLink
          key={place.key}
          to={place.to}
          className={css.place}
          title={place.label}
          aria-current={place.isCurrent ? 'page' : undefined}
        >
          <Icon of={place.icon} />
          <span className={css.text}>{place.label}</span>
          {place.count !== undefined && place.count > 0 && (
            <b className={classes(css.text, place.isLate === true && css.late)}>{place.count}</b>
          )}
        </AppLink>
      ))}
    </div>
  ));
}

function PhoneBar({ groups, onFind, me }: Pick<AppShellProps, 'groups' | 'onFind' | 'me'>) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const places = groups.flatMap((group) => group.places);
  const first = [
    ...places.filter((place) => place.isOnPhone),
    ...places.filter((place) => !place.isOnPhone),
  ].slice(0, 4);
  const current = places.find((place) => place.isCurrent)?.key;
  useEffect(() => setOpen(false), [current]);
  const find = () => {
    setOpen(false);
    onFind();
  };
  return (
    <>
      {isOpen && (
        <div
          className={css.sheet}
          id="more-places"
          onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
          role="presentation"
        >
          <button type="button" className={css.find} onClick={find}>
            <Icon of={IconSearch} />
            <span>{t('ui.shell.find')}</span>
          </button>
          <nav aria-label={t('ui.shell.places')} onClick={() => setOpen(false)}>
            <Groups groups={groups} />
          </nav>
          <div className={css.me}>{me}</div>
        </div>
      )}
      <nav className={css.tabbar} aria-label={t('ui.shell.main_places')}>
        {first.map((place) => (
          <AppLink
            key={place.key}
            to={place.to}
            aria-current={place.isCurrent && !isOpen ? 'page' : undefined}
          >
            <Icon of={place.icon} size={20} />
            <span>{place.label}</span>
          </AppLink>
        ))}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls="more-places"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon of={IconDots} size={20} />
          <span>{t('ui.shell.more')}</span>
        </button>
      </nav>
    </>
  );
}
