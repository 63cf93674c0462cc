import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import css from './confirm.module.css';
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
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={440}
      yOffset="18vh"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <div className={css.text}>{children}</div>
      {error !== undefined && error !== null && <ErrorState error={error} />}
      <div className={css.actions}>
        <Button kind={isDanger ? 'danger' : 'filled'} busy={isBusy} onClick={onConfirm}>
          {action}
        </Button>
        <Button kind="quiet" onClick={onClose} data-autofocus>
          {t('ui.cancel')}
        </Button>
      </div>
    </Modal>
  );
}
