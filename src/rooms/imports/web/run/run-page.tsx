// One import: how it goes, what came of it, taking it back.

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAddress } from '#platform/web/lib/address.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { FormPage } from '#platform/web/ui/pages.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { Steps } from '#platform/web/ui/steps.tsx';
import type { showImport } from '../../shared/contract.ts';
import { stepsOf } from '../steps.ts';
import { RunProgress } from './run-progress.tsx';
import { RunResult } from './run-result.tsx';
import { isActive, isUnsettled } from './run-state.ts';
import type { Run } from './run-state.ts';
import { RunState } from './state-word.tsx';
import { UndoImport } from './undo.tsx';
import css from './run.module.css';

export function Page() {
  const { t } = useTexts();
  const { params, search } = useAddress();
  const id = params['run'] ?? '';
  const asked = useQuery({
    ...query<typeof showImport>('/api/imports/:id', { params: { id } }),
    refetchInterval: (found) => (found.state.data && isUnsettled(found.state.data) ? 1000 : false),
  });
  const run = asked.data;
  useFreshLists(run);
  const isNew = search['new'] !== undefined;
  return (
    <FormPage
      title={run?.title ?? t('imports.title')}
      crumb={{ label: t('imports.title'), to: '/imports' }}
      actions={run?.may.undo === true ? <UndoImport run={run} /> : undefined}
      steps={
        isNew && run ? (
          <Steps
            steps={stepsOf(run.kind).map((key) => t(key))}
            current={isActive(run) ? 3 : 4}
            label={t('imports.wizard.steps')}
          />
        ) : undefined
      }
      isWide
    >
      <div className={css.body}>
        {asked.error && <ErrorState error={asked.error} onRetry={() => void asked.refetch()} isInline />}
        {!run && !asked.error && <SkeletonText lines={5} />}
        {run && <Facts run={run} />}
        {run && (isActive(run) ? <RunProgress run={run} /> : <RunResult run={run} />)}
      </div>
    </FormPage>
  );
}

function Facts({ run }: { readonly run: Run }) {
  const { t, tryText, formats } = useTexts();
  const { timeZone } = useSession().company;
  return (
    <ul className={css.facts}>
      <li>
        <RunState run={run} />
      </li>
      <li>{tryText(`imports.kind.${run.kind}`) ?? run.kind}</li>
      <li>{run.person ?? t('imports.run.command_line')}</li>
      <li>{formats.moment(run.createdAt, timeZone)}</li>
    </ul>
  );
}

/** When an import ends, every figure that was fetched before is old. */
function useFreshLists(run: Run | undefined): void {
  const client = useQueryClient();
  const state = run?.state;
  useEffect(() => {
    if (state === 'published' || state === 'undone')
      void client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== '/api/session' && queryKey[0] !== '/api/imports/:id',
      });
  }, [state, client]);
}
