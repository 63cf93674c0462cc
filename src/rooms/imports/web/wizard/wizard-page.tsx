// File -> columns -> customers and duplicates; the load itself is the page of the run.

import { useEffect, useRef, useState } from 'react';
import { IconX } from '@tabler/icons-react';
import type { startImportEndpoint } from '../../shared/contract.ts';
import { request } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button, ButtonLink } from '#platform/web/ui/button.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { FormPage } from '#platform/web/ui/pages.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { Steps } from '#platform/web/ui/steps.tsx';
import { mappingOf, uploadsOf } from '../draft.ts';
import { stepsOf } from '../steps.ts';
import { ColumnsAside } from './columns-aside.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileStep } from './file-step.tsx';
import { receivePending } from './pending.ts';
import { RecordsAside } from './records-aside.tsx';
import { RecordsStep } from './records-step.tsx';
import { useCheck } from './use-check.ts';
import { useOrder } from './use-order.ts';
import { useWizard } from './use-wizard.ts';

export function Page() {
  const { t, tryText, formats } = useTexts();
  const wizard = useWizard();
  const checking = useCheck(wizard.draft, wizard.kind);
  const order = useOrder(wizard.draft);
  const [step, setStep] = useState(0);
  const start = useStart();
  const { draft, take } = wizard;
  const enter = async (files: readonly File[]) => {
    const isTaken = await take(files);
    if (isTaken && draft.files.length === 0 && files.length === 1) setStep(1);
  };
  usePending(enter);
  const title = tryText(`imports.wizard.title_${draft.kind}`) ?? t('imports.wizard.title');
  const note = draft.files.map((file) => `${file.fileName}, ${formats.bytes(file.size)}`).join('; ');
  const begin = () =>
    start.begin({
      mapping: mappingOf(draft),
      uploads: uploadsOf(draft),
      ...order.body(draft.files[0]?.look.shape),
    });
  const asides = [
    undefined,
    <ColumnsAside key="columns" wizard={wizard} checking={checking} />,
    <RecordsAside key="records" draft={draft} checking={checking} order={order} />,
  ];
  return (
    <FormPage
      title={title}
      note={<span className="desk">{note}</span>}
      actions={
        <ButtonLink kind="quiet" icon={IconX} to="/imports">
          {t('imports.wizard.stop')}
        </ButtonLink>
      }
      steps={
        <Steps
          steps={stepsOf(draft.kind).map((key) => t(key))}
          current={step}
          label={t('imports.wizard.steps')}
        />
      }
      isWide
      aside={asides[step]}
      foot={
        <Foot
          step={step}
          onStep={setStep}
          kind={draft.kind}
          canGo={draft.files.length > 0 && wizard.busy === undefined}
          checking={checking}
          isStarting={start.isBusy}
          onStart={begin}
        />
      }
    >
      {start.error !== undefined && <ErrorState error={start.error} />}
      {step === 0 && <FileStep wizard={wizard} onFiles={(files) => void enter(files)} />}
      {step === 1 && <ColumnsStep wizard={wizard} checking={checking} />}
      {step === 2 && (
        <RecordsStep
          draft={draft}
          kind={wizard.kind}
          onChange={wizard.change}
          checking={checking}
          order={order}
        />
      )}
    </FormPage>
  );
}

/** Files that were dropped on any page, this one included. */
function usePending(enter: (files: readonly File[]) => Promise<void>): void {
  const latest = useRef(enter);
  useEffect(() => {
    latest.current = enter;
  });
  useEffect(() => receivePending((files) => void latest.current(files)), []);
}

interface Starting {
  readonly isBusy: boolean;
  readonly error: unknown;
  begin(body: Parameters<typeof send>[0]): void;
}

function send(body: NonNullable<Parameters<typeof request<typeof startImportEndpoint>>[2]['body']>) {
  return request<typeof startImportEndpoint>('POST', '/api/imports', { body });
}

function useStart(): Starting {
  const go = useGo();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  return {
    isBusy,
    error,
    begin: (body) => {
      setBusy(true);
      setError(undefined);
      send(body).then(
        ({ id }) => go(`/imports/${id}?new=1`),
        (fault: unknown) => {
          setBusy(false);
          setError(fault);
        },
      );
    },
  };
}

interface FootProps {
  readonly step: number;
  readonly onStep: (step: number) => void;
  readonly kind: string;
  readonly canGo: boolean;
  readonly checking: ReturnType<typeof useCheck>;
  readonly isStarting: boolean;
  readonly onStart: () => void;
}

function Foot({ step, onStep, kind, canGo, checking, isStarting, onStart }: FootProps) {
  const { t } = useTexts();
  const { check } = checking;
  const isReady = check !== undefined && check.counts.taken > 0;
  const third =
    stepsOf(kind)[2] === 'imports.step.customers'
      ? 'imports.wizard.next_customers'
      : 'imports.wizard.next_records';
  return (
    <>
      {step === 0 ? (
        <ButtonLink to="/imports">{t('imports.wizard.back')}</ButtonLink>
      ) : (
        <Button onClick={() => onStep(step - 1)}>{t('imports.wizard.back')}</Button>
      )}
      <span className="muted small desk">
        {t(step === 2 ? 'imports.wizard.undoable' : 'imports.wizard.nothing_written')}
      </span>
      <span className="grow" />
      {step === 0 && (
        <Button kind="filled" disabled={!canGo} onClick={() => onStep(1)}>
          {t('imports.wizard.next_columns')}
        </Button>
      )}
      {step === 1 && (
        <Button kind="filled" disabled={!isReady} onClick={() => onStep(2)}>
          {t(third)}
        </Button>
      )}
      {step === 2 && (
        <Button kind="filled" disabled={!isReady} busy={isStarting} onClick={onStart}>
          {check?.complete === true
            ? t('imports.wizard.start', { count: check.counts.taken })
            : t('imports.wizard.start_all')}
        </Button>
      )}
    </>
  );
}
