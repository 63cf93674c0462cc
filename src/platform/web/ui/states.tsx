// What stands in place of content: nothing yet, or something went wrong. Never an excuse, never a picture.

import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useErrorText } from '../lib/error-text.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import css from './states.module.css';

/** One sentence that says why it is empty and one button that ends it. */
export function EmptyState({
  children,
  action,
}: {
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      <p>{children}</p>
      {action !== undefined && <div className={css.actions}>{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** A failed panel fails alone: what happened, «Повторить», the number of the request for whoever helps. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTexts();
  const { text, requestId } = useErrorText(error);
  return (
    <div className={css.error} role="alert">
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
  return <div className={`${css.note} ${css[tone] ?? ''}`}>{children}</div>;
}
