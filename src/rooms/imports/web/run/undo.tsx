import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, request } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Confirm } from '#platform/web/ui/confirm.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { Note } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { undoImportEndpoint } from '../../shared/contract.ts';
import { addressOfBlocker, readBlocker } from './run-state.ts';
import type { Run } from './run-state.ts';
import css from './run.module.css';

/** Takes an import back whole, after showing what goes; what stands in the way is listed. */
export function UndoImport({ run }: { readonly run: Run }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const undo = useMutation({
    mutationFn: () =>
      request<typeof undoImportEndpoint>('POST', '/api/imports/:id/undo', { params: { id: run.id } }),
    onSuccess: async () => {
      setOpen(false);
      toast({ text: t('imports.undo.done') });
      await client.invalidateQueries({ queryKey: ['/api/imports/:id'] });
    },
  });
  const blockers = blockersOf(undo.error);
  const close = () => {
    setOpen(false);
    undo.reset();
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('imports.undo.action')}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={t('imports.undo.title', { name: run.title })}
        action={t('imports.undo.action')}
        isBusy={undo.isPending}
        error={blockers.length > 0 ? undefined : undo.error}
        onConfirm={() => undo.mutate()}
        onClose={close}
      >
        {blockers.length > 0 ? <Blockers texts={blockers} /> : <Preview run={run} />}
      </Confirm>
    </>
  );
}

function blockersOf(error: unknown): string[] {
  const found = error instanceof ApiError ? error.data['blockers'] : undefined;
  return Array.isArray(found) ? found.map(String) : [];
}

/** What will be taken back. */
function Preview({ run }: { readonly run: Run }) {
  const { t } = useTexts();
  const created = run.counts?.created ?? {};
  const lines = [
    t('imports.undo.rows', { count: run.counts?.imported ?? 0 }),
    ...(['customers', 'products', 'settlements'] as const).flatMap((key) =>
      (created[key] ?? 0) > 0 ? [t(`imports.undo.new_${key}`, { count: created[key] ?? 0 })] : [],
    ),
  ];
  return (
    <>
      <p>{t('imports.undo.what')}</p>
      <ul className={css.bullets}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="soft">{t('imports.undo.back')}</p>
    </>
  );
}

function Blockers({ texts }: { readonly texts: readonly string[] }) {
  const { t, tryText } = useTexts();
  return (
    <div role="alert">
      <Note tone="red">{t('imports.undo.blocked', { count: texts.length })}</Note>
      <ul className={css.blockers}>
        {texts.map((text) => {
          const blocker = readBlocker(text);
          const to = addressOfBlocker(blocker);
          return (
            <li key={text}>
              {to === undefined ? (
                <span className="medium">{blocker.name}</span>
              ) : (
                <AppLink to={to}>{blocker.name}</AppLink>
              )}
              <span className="muted small">{tryText(`imports.blocker.${blocker.why}`) ?? blocker.why}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
