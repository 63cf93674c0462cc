import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useShortcut } from '../lib/shortcuts.tsx';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import css from './drawer.module.css';

export interface DrawerProps {
  readonly title: ReactNode;
  /** Its name for those who listen. */
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** A panel at the right that leaves the page readable; the whole screen on a phone. Esc closes it and gives the focus back. */
export function Drawer({ title, label, onClose, children, foot }: DrawerProps) {
  const { t } = useTexts();
  const panel = useRef<HTMLElement>(null);
  useShortcut('escape', onClose);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside className={css.drawer} aria-label={label} tabIndex={-1} ref={panel}>
      <div className={css.head}>
        <div className={css.title}>{title}</div>
        <Button kind="quiet" icon={IconX} aria-label={t('ui.close')} onClick={onClose} />
      </div>
      <div className={css.body}>{children}</div>
      {foot !== undefined && <div className={css.foot}>{foot}</div>}
    </aside>
  );
}
