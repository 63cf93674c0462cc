import { useState } from 'react';
import type { cancelImport } from '../../shared/contract.ts';
import { request } from '#platform/web/lib/client.ts';
import { useProgress } from '#platform/web/lib/progress.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { ProgressBar } from '#platform/web/ui/progress-bar.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import type { Run } from './run-state.ts';
import css from './run.module.css';

/** The load as it goes: stage, bytes read, time left, a way to stop it. */
export function RunProgress({ run }: { readonly run: Run }) {
  const { t, tryText, formats } = useTexts();
  const { job, secondsLeft } = useProgress(run.job);
  const [cancelling, setCancelling] = useState(false);
  const [error, setError] = useState<unknown>();
  const stage = job?.stage ?? (run.state === 'waiting' ? 'imports.stage.waiting' : 'imports.stage.reading');
  const isReading = stage === 'imports.stage.reading' && job !== undefined && job.total !== null;
  const cancel = () => {
    setCancelling(true);
    request<typeof cancelImport>('POST', '/api/imports/:id/cancel', { params: { id: run.id } }).catch(
      (fault: unknown) => {
        setCancelling(false);
        setError(fault);
      },
    );
  };
  return (
    <section className={css.progress} aria-label={t('imports.run.progress', { name: run.title })}>
      <ProgressBar
        label={tryText(stage) ?? t('imports.stage.reading')}
        done={isReading ? job.done : 0}
        total={isReading ? (job.total ?? undefined) : undefined}
        count={
          isReading
            ? t('ui.progress.of', { done: formats.bytes(job.done), total: formats.bytes(job.total ?? 0) })
            : ''
        }
        secondsLeft={isReading ? secondsLeft : undefined}
        onCancel={run.may.cancel ? cancel : undefined}
        isCancelling={cancelling}
      />
      {error !== undefined && <ErrorState error={error} isInline />}
      <p className="small soft">{t('imports.run.progress_note')}</p>
    </section>
  );
}
