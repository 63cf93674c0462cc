import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { AppLink } from './link.tsx';
import css from './page-head.module.css';

export interface PageHeadProps {
  readonly title: string;
  /** What stands beside the title: a count, a file name, a day. */
  readonly note?: ReactNode;
  /** The place above this page. */
  readonly crumb?: { readonly label: string; readonly to: string };
  readonly actions?: ReactNode;
}

/** The 52 px head of every page: title, what it counts, at the right its actions. Also names the browser's tab. */
export function PageHead({ title, note, crumb, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header className={css.head}>
      <div className={css.title}>
        {crumb && (
          <span className={css.crumb}>
            <AppLink to={crumb.to}>{crumb.label}</AppLink>
            <span aria-hidden="true">/</span>
          </span>
        )}
        <h1>{title}</h1>
        {note !== undefined && note !== null && <span className={css.note}>{note}</span>}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </header>
  );
}
