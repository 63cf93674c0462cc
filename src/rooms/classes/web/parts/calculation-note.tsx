// While classes are being computed the old figures stay and a bar says how far the work is.

import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { cancelJob, useProgress } from '#platform/web/lib/progress.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { ProgressBar } from '#platform/web/ui/progress-bar.tsx';
import type { getClassState } from '../../shared/table-contract.ts';
import css from './calculation-note.module.css';

export function CalculationNote({ state }: { readonly state: ReplyOf<typeof getClassState> }) {
  const { t } = useTexts();
  const { job, secondsLeft } = useProgress(state.job ?? undefined);
  if (state.job === null || (job && job.state !== 'running' && job.state !== 'waiting')) return null;
  return (
    <div className={css.note}>
      <ProgressBar
        label={t('classes.calculating')}
        done={job?.done ?? 0}
        total={job?.total ?? undefined}
        secondsLeft={secondsLeft}
        onCancel={job ? () => void cancelJob(job.id) : undefined}
      />
    </div>
  );
}
