// An empty company may look at the program with somebody else's sales first.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { startDemo, startState } from '#platform/shared/contracts/start.ts';
import { request } from '../lib/client.ts';
import { useProgress } from '../lib/progress.ts';
import { query } from '../lib/queries.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ErrorState } from '../ui/states.tsx';
import css from './parts.module.css';

/** Offers the demo company to those who may bring it, and shows how it comes in; nothing where there is data. */
export function DemoOffer() {
  const { t } = useTexts();
  const { data: state } = useQuery(query<typeof startState>('/api/start/state', {}));
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: () => request<typeof startDemo>('POST', '/api/start/demo', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/api/start/state'] }),
  });
  const job = start.data?.job ?? state?.job;
  if (job !== undefined) return <DemoProgress job={job} />;
  if (!state?.isEmpty || !state.may.demo) return null;
  return (
    <section className={css.offer}>
      <h2>{t('platform.demo.title')}</h2>
      <p className="soft">{t('platform.demo.text')}</p>
      {start.error && <ErrorState error={start.error} isInline />}
      <Button busy={start.isPending} onClick={() => start.mutate()}>
        {t('platform.demo.action')}
      </Button>
    </section>
  );
}

function DemoProgress({ job: id }: { readonly job: string }) {
  const { t, formats } = useTexts();
  const { job, secondsLeft } = useProgress(id);
  const client = useQueryClient();
  const state = job?.state;
  useEffect(() => {
    if (state === 'done' || state === 'failed' || state === 'cancelled') void client.invalidateQueries();
  }, [state, client]);
  const total = job?.total ?? undefined;
  const share = job && total ? formats.percent(job.done / total) : '';
  return (
    <section className={css.offer}>
      {state === 'failed' ? (
        <ErrorState error={undefined} isInline />
      ) : (
        <ProgressBar
          label={t('platform.demo.loading')}
          done={job?.done ?? 0}
          total={total}
          count={share}
          secondsLeft={secondsLeft}
        />
      )}
    </section>
  );
}
