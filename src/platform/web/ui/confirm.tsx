import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import css from './confirm.module.css';
import { Dialog } from './dialog.tsx';
import { ErrorState } from './states.tsx';

export interface ConfirmProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will happen and what cannot be undone, with counts. */
  readonly children: ReactNode;
  /** The verb of the act, never «OK». */
  readonly action: string;
  readonly isDanger?: boolean;
  readonly isBusy?: boolean;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asked only before destroying and before merging. */
export function Confirm({
  isOpen,
  title,
  children,
  action,
  isDanger = true,
  isBusy = false,
  error,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const { t } = useTexts();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <div className={css.text}>{children}</div>
      {error !== undefined && error !== null && <ErrorState error={error} isInline />}
      <div className={css.actions}>
        <Button kind={isDanger ? 'danger' : 'filled'} busy={isBusy} onClick={onConfirm}>
          {action}
        </Button>
        <Button kind="quiet" onClick={onClose} data-autofocus>
          {t('ui.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
