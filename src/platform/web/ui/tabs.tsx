import type { ReactNode } from 'react';
import { AppLink } from './link.tsx';
import css from './tabs.module.css';

export interface TabLink {
  readonly key: string;
  readonly label: string;
  readonly to: string;
  readonly count?: ReactNode;
}

/** Saved views of a list or the parts of a record. They are links: each has an address. */
export function Tabs({
  tabs,
  current,
  label,
}: {
  readonly tabs: readonly TabLink[];
  readonly current: string;
  readonly label: string;
}) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <AppLink key={tab.key} to={tab.to} aria-current={tab.key === current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className={css.count}>{tab.count}</span>}
        </AppLink>
      ))}
    </nav>
  );
}
