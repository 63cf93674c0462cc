// An empty company: load the demo company, or bring one's own sales.

import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { startDemo, startState } from '#platform/shared/contracts/start.ts';
import { request } from '#platform/web/lib/client.ts';
import { useProgress } from '#platform/web/lib/progress.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button, ButtonLink } from '#platform/web/ui/button.tsx';
import { ProgressBar } from '#platform/web/ui/progress-bar.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { DemoOffer } from '#platform/web/pages/demo-offer.tsx';
import css from './overview.module.css';

export function FirstSteps({ customers }: { readonly customers: number }) {
  const { t } = useTexts();
  const state = useQuery(query<typeof startState>('/api/start/state', {}));
  if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data) return <SkeletonText lines={6} />;
  const { isEmpty, may, job } = state.data;
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
      {may.demo && (isEmpty || job !== undefined) && <Demo running={job} />}
      <DemoOffer />
      <section className={css.step}>
        <h2>{t('reports.first.then')}</h2>
        <p className="soft">{t('reports.first.then_text')}</p>
      </section>
    </div>
  );
}

/** Fills the company with the demo in the background; when it is in, every question is asked again. */
function Demo({ running }: { readonly running: string | undefined }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const load = useMutation({ mutationFn: () => request<typeof startDemo>('POST', '/api/start/demo', {}) });
  const id = load.data?.job ?? running;
  const { job, secondsLeft } = useProgress(id);
  const isDone = job?.state === 'done';
  useEffect(() => {
    if (isDone) void client.invalidateQueries();
  }, [isDone, client]);
  return (
    <section className={css.step}>
      <h2>{t('reports.first.demo')}</h2>
      <p className="soft">{t('reports.first.demo_text')}</p>
      {load.error && <ErrorState isInline error={load.error} />}
      {id === undefined || job?.state === 'failed' || job?.state === 'cancelled' ? (
        <Button busy={load.isPending} onClick={() => load.mutate()}>
          {t('reports.first.demo_action')}
        </Button>
      ) : (
        <div className={css.progress}>
          <ProgressBar
            label={t('reports.first.demo_running')}
            done={job?.done ?? 0}
            total={job?.total ?? undefined}
            secondsLeft={secondsLeft}
          />
        </div>
      )}
    </section>
  );
}
