// What stands in place of content: nothing yet, or something went wrong. Never an excuse, never a picture.

import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useErrorText } from '../lib/error-text.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import css from './states.module.css';

export interface EmptyStateProps {
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Inside a section that has its own edges. */
  readonly isInline?: boolean;
}

/** One sentence that says why it is empty and one button that ends it. */
export function EmptyState({ children, action, isInline = false }: EmptyStateProps) {
  return (
    <div className={classes(css.empty, isInline && css.inline)}>
      <p>{children}</p>
      {action !== undefined && <div className={css.actions}>{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly isInline?: boolean;
}

/** A failed panel fails alone: what happened, «Повторить», the number of the request for whoever helps. */
export function ErrorState({ error, onRetry, isInline = false }: ErrorStateProps) {
  const { t } = useTexts();
  const { text, requestId } = useErrorText(error);
  return (
    <div className={classes(css.error, isInline && css.inline)} role="alert">
      <p>
        <Icon of={IconAlertTriangle} />
        <span>{text}</span>
      </p>
      <div className={css.actions}>
        {onRetry && (
          <Button icon={IconRefresh} onClick={onRetry}>
            {t('ui.error.retry')}
          </Button>
        )}
        {requestId !== undefined && (
          <span className={css.request}>{t('ui.error.request', { id: requestId })}</span>
        )}
      </div>
    </div>
  );
}

/** A line of warning inside a page: unsure figures, an unfinished count. */
export function Note({
  children,
  tone = 'amber',
}: {
  readonly children: ReactNode;
  readonly tone?: 'amber' | 'accent' | 'red';
}) {
  return <div className={classes(css.note, css[tone])}>{children}</div>;
}
