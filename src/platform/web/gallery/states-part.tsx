import { ApiError } from '../lib/client.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Section } from '../ui/record.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { EmptyState, ErrorState, Note } from '../ui/states.tsx';
import { ToastBody } from '../ui/toast.tsx';
import css from './gallery.module.css';
import { sampleRows, useSamples } from './samples.ts';

/** Empty, failed, waiting, running, told. */
export function StatesPart() {
  const samples = useSamples();
  return (
    <>
      <PageHead title={samples.parts.states} />
      <div className={css.page}>
        <Section title={samples.view[2] ?? ''}>
          <EmptyState isInline action={<Button kind="filled">{samples.emptyAction}</Button>}>
            {samples.empty}
          </EmptyState>
        </Section>
        <Section title={samples.view[4] ?? ''}>
          <ErrorState
            isInline
            error={new ApiError(500, 'ui.fault', { requestId: 'a41c07' })}
            onRetry={() => undefined}
          />
          <ErrorState isInline error={new ApiError(0, 'ui.offline')} onRetry={() => undefined} />
        </Section>
        <Section title={samples.view[3] ?? ''}>
          <SkeletonText />
          <div className={css.stack}>
            <ProgressBar
              label={samples.job}
              done={12_400}
              total={18_476}
              secondsLeft={21}
              onCancel={() => undefined}
            />
            <ProgressBar label={samples.job} done={12_400} />
          </div>
        </Section>
        <Section title={samples.toast}>
          <div className={css.stack}>
            <ToastBody toast={{ text: samples.toast, onUndo: () => undefined }} onClose={() => undefined} />
            <Note>{samples.warn}</Note>
            <Note tone="red">{samples.fields.wrong}</Note>
          </div>
        </Section>
        <RowStates />
      </div>
    </>
  );
}

/** Rows that were changed by others, are being saved, are out of use, are picked. */
function RowStates() {
  const samples = useSamples();
  const rows = sampleRows(samples, 4);
  return (
    <Section title={samples.customers}>
      <DataTable
        label={samples.customers}
        isInline
        rows={rows}
        rowKey={(row) => row.id}
        rowState={(row) => (['changed', 'saving', 'off', 'picked'] as const)[Number(row.id.slice(4))]}
        columns={[
          {
            key: 'name',
            title: samples.columns.name,
            render: (row) => row.name,
            exportValue: (row) => row.name,
          },
          {
            key: 'next',
            title: samples.columns.next,
            grow: true,
            render: (row) => row.next,
            exportValue: (row) => row.next,
          },
        ]}
      />
    </Section>
  );
}
