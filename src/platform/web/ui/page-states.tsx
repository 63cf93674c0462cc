// Whole pages that stand in for another: not found, not allowed, broken.

import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTexts } from '../lib/texts.tsx';
import { ButtonLink } from './button.tsx';
import { PageHead } from './page-head.tsx';
import css from './page-states.module.css';
import { AfterMoment, SkeletonText } from './skeleton.tsx';
import { EmptyState, ErrorState } from './states.tsx';

export function PageNotFound() {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t('ui.page.not_found')} />
      <EmptyState action={<ButtonLink to="/">{t('ui.page.home')}</ButtonLink>}>
        {t('ui.page.not_found_text')}
      </EmptyState>
    </>
  );
}

/** A page whose code is on its way: nothing for a moment, then bars in the place of words. */
export function PageWaiting() {
  return (
    <AfterMoment>
      <div className={css.waiting} aria-hidden="true">
        <SkeletonText lines={6} />
      </div>
    </AfterMoment>
  );
}

export function PageForbidden() {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t('ui.page.forbidden')} />
      <EmptyState action={<ButtonLink to="/">{t('ui.page.home')}</ButtonLink>}>
        {t('ui.page.forbidden_text')}
      </EmptyState>
    </>
  );
}

/** A page that threw. Trying again also fetches its code anew. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t('ui.page.fault')} />
      <ErrorState error={error} onRetry={reset} />
    </>
  );
}
