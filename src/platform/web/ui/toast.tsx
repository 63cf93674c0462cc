// One toast at a time, bottom left, eight seconds, with the way back.

import { IconX } from '@tabler/icons-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import css from './toast.module.css';

export interface Toast {
  readonly text: string;
  /** Undoes what was done; the button goes with the toast. */
  readonly onUndo?: () => void;
  readonly tone?: 'plain' | 'red';
}

const ToastContext = createContext<((toast: Toast) => void) | undefined>(undefined);

/** Shows a toast; the next one takes its place. */
export function useToast(): (toast: Toast) => void {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast needs a ToastProvider above it');
  return show;
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast>();
  const [isHeld, setHeld] = useState(false);
  const close = useCallback(() => setToast(undefined), []);
  useEffect(() => {
    if (!toast || isHeld) return;
    const timer = setTimeout(close, 8000);
    return () => clearTimeout(timer);
  }, [toast, isHeld, close]);
  const show = useMemo(() => (next: Toast) => setToast(next), []);
  return (
    <ToastContext value={show}>
      {children}
      <div
        className={css.place}
        role="status"
        aria-live="polite"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
      >
        {toast && <ToastBody toast={toast} onClose={close} />}
      </div>
    </ToastContext>
  );
}

export function ToastBody({ toast, onClose }: { readonly toast: Toast; readonly onClose: () => void }) {
  const { t } = useTexts();
  const undo = () => {
    toast.onUndo?.();
    onClose();
  };
  return (
    <div className={css.toast}>
      <span className={toast.tone === 'red' ? 'red' : undefined}>{toast.text}</span>
      {toast.onUndo && (
        <button type="button" className={css.undo} onClick={undo}>
          {t('ui.toast.undo')}
        </button>
      )}
      <Button kind="quiet" icon={IconX} aria-label={t('ui.close')} onClick={onClose} />
    </div>
  );
}
