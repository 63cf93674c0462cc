import { useMutation } from '@tanstack/react-query';
import { request } from '#platform/web/lib/client.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import type { repeatImport } from '../../shared/contract.ts';
import type { Run } from './run-state.ts';
import css from './run.module.css';

/** Rows that differ from what was loaded before, shown; replaced only on consent, by the same files once more. */
export function ChangedRows({ run }: { readonly run: Run }) {
  const { t } = useTexts();
  const go = useGo();
  const mayLoad = mayDo(useSession(), { resource: 'imports', action: 'write' });
  const replace = useMutation({
    mutationFn: () =>
      request<typeof repeatImport>('POST', '/api/imports/:id/repeat', {
        params: { id: run.id },
        body: run.kind === 'settlements' ? { replaceChanged: true } : { overwrite: true },
      }),
    onSuccess: ({ id }) => go(`/imports/${id}?new=1`),
  });
  return (
    <Section title={t('imports.run.changed_title')}>
      <p className={css.text}>{t('imports.run.changed_note', { count: run.counts?.changed ?? 0 })}</p>
      <Differences run={run} />
      {replace.error && <ErrorState error={replace.error} isInline />}
      {mayLoad && run.may.repeat && (
        <Button busy={replace.isPending} onClick={() => replace.mutate()}>
          {t('imports.run.changed_replace')}
        </Button>
      )}
    </Section>
  );
}

function Differences({ run }: { readonly run: Run }) {
  const { t, tryText, formats } = useTexts();
  const rows = run.counts?.differences ?? [];
  if (rows.length === 0) return null;
  const show = (value: string) =>
    /^\d{4}-\d\d-\d\d$/.test(value) ? formats.day(value) : formats.decimal(value);
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t('imports.run.changed_title')}>
      <table className={css.differences}>
        <thead>
          <tr>
            <th scope="col">{t('imports.run.changed_what')}</th>
            <th scope="col">{t('imports.rules.field')}</th>
            <th scope="col" className={css.right}>
              {t('imports.run.changed_was')}
            </th>
            <th scope="col" className={css.right}>
              {t('imports.run.changed_now')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) =>
            row.fields.map((field, place) => (
              <tr key={`${row.line} ${field.field}`}>
                <td>{place === 0 ? row.record : ''}</td>
                <td className="soft">{tryText(`imports.field.${field.field}`) ?? field.field}</td>
                <td className={css.right}>{show(field.before)}</td>
                <td className={css.right}>{show(field.after)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
