import { Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import css from './dialog.module.css';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** The title is heard but not shown: the palette. */
  readonly isBare?: boolean;
  readonly size?: number;
  readonly yOffset?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog over the page: focus stays inside, Esc closes, the focus goes back. For destroying, merging and the palette only.
 * It does not lock the scroll: that would write a style element, which the content policy refuses.
 */
export function Dialog({
  isOpen,
  title,
  isBare = false,
  size = 440,
  yOffset = '18vh',
  onClose,
  children,
}: DialogProps) {
  const { t } = useTexts();
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={size}
      yOffset={yOffset}
      lockScroll={false}
      classNames={{ content: css.content, overlay: css.overlay }}
      transitionProps={{ duration: 120 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        {!isBare && (
          <div className={css.head}>
            <h2>{title}</h2>
            <Button kind="quiet" icon={IconX} aria-label={t('ui.close')} onClick={onClose} />
          </div>
        )}
        <Modal.Body className={isBare ? css.bare : css.body}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
