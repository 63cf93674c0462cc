import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Run } from './run-state.ts';

const tones: Partial<Record<Run['state'], string>> = {
  failed: 'red',
  waiting: 'accent',
  reading: 'accent',
  publishing: 'accent',
  undone: 'muted',
  cancelled: 'muted',
};

/** The state of an import in a word; only what is in work or failed has a colour. */
export function RunState({ run }: { readonly run: Pick<Run, 'state'> }) {
  const { t } = useTexts();
  return <span className={tones[run.state]}>{t(`imports.state.${run.state}`)}</span>;
}
