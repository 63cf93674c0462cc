// An empty company: load the demo company, or bring one's own sales.

import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { startState } from '#platform/shared/contracts/start.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { ButtonLink } from '#platform/web/ui/button.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { DemoOffer } from '#platform/web/pages/demo-offer.tsx';
import css from './overview.module.css';

export function FirstSteps({ customers }: { readonly customers: number }) {
  const { t } = useTexts();
  const state = useQuery(query<typeof startState>('/api/start/state', {}));
  if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data) return <SkeletonText lines={6} />;
  const { may } = state.data;
  return (
    <div className={css.steps}>
      <p className={css.lead}>
        {customers > 0
          ? t('reports.first.no_sales', { customers: t('classes.customers_word', { count: customers }) })
          : t('reports.first.empty')}
      </p>
      {may.imports ? (
        <section className={css.step}>
          <h2>{t('reports.first.bring')}</h2>
          <p className="soft">{t('reports.first.bring_text')}</p>
          <ButtonLink kind="filled" icon={IconUpload} to="/imports/new">
            {t('reports.first.bring_action')}
          </ButtonLink>
        </section>
      ) : (
        <p className="soft">{t('reports.first.wait')}</p>
      )}
      <DemoOffer />
      <section className={css.step}>
        <h2>{t('reports.first.then')}</h2>
        <p className="soft">{t('reports.first.then_text')}</p>
      </section>
    </div>
  );
}
