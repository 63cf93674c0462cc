import { IconDownload } from '@tabler/icons-react';
import { addressOf } from '#platform/web/lib/client.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { TextKey } from '#platform/web/lib/texts.tsx';
import { ButtonLink } from '#platform/web/ui/button.tsx';
import { KeyFigures, Section } from '#platform/web/ui/record.tsx';
import { Note } from '#platform/web/ui/states.tsx';
import { ChangedRows } from './changed-rows.tsx';
import type { Run } from './run-state.ts';
import css from './run.module.css';

/** What came of an import, and where to go from here. */
export function RunResult({ run }: { readonly run: Run }) {
  const { t } = useTexts();
  const mayLoad = mayDo(useSession(), { resource: 'imports', action: 'write' });
  const isIn = run.state === 'published';
  return (
    <>
      <Sentence run={run} />
      <div className={css.next}>
        {isIn && (
          <ButtonLink kind="filled" to="/">
            {t('imports.run.overview')}
          </ButtonLink>
        )}
        {mayLoad && (
          <ButtonLink kind={isIn ? 'plain' : 'filled'} to="/imports/new">
            {t(isIn ? 'imports.run.another' : run.state === 'undone' ? 'imports.new' : 'imports.run.again')}
          </ButtonLink>
        )}
      </div>
      {run.counts && <Counts run={run} />}
      {run.counts && run.counts.changed > 0 && isIn && <ChangedRows run={run} />}
      {run.hasRejects && (
        <Section title={t('imports.run.rejects')}>
          <p className={css.text}>{t('imports.run.rejects_note')}</p>
          <ButtonLink
            icon={IconDownload}
            download
            to={addressOf('/api/imports/:id/rejects', { params: { id: run.id } })}
          >
            {t('imports.run.rejects_get')}
          </ButtonLink>
        </Section>
      )}
    </>
  );
}

/** The sentence that sums up. */
function Sentence({ run }: { readonly run: Run }) {
  const { t, formats } = useTexts();
  const { timeZone } = useSession().company;
  if (run.state === 'failed') {
    return (
      <div className={css.sentence} role="alert">
        <Note tone="red">
          <span className="medium">{t('imports.run.failed')}</span> {run.error?.message}
        </Note>
      </div>
    );
  }
  if (run.state === 'cancelled') return <p className={css.sentence}>{t('imports.run.cancelled')}</p>;
  if (run.state === 'undone')
    return (
      <p className={css.sentence}>
        {t('imports.run.undone', { when: formats.moment(run.undoneAt ?? run.createdAt, timeZone) })}
      </p>
    );
  const { counts } = run;
  if (!counts) return null;
  const isNothing = counts.imported === 0 && counts.unchanged > 0 && counts.changed === 0;
  const period =
    counts.firstDay !== undefined && counts.lastDay !== undefined
      ? ` ${t('imports.run.period', { from: formats.day(counts.firstDay), to: formats.day(counts.lastDay) })}`
      : '';
  return (
    <p className={css.sentence} role="status">
      {isNothing
        ? t('imports.run.done_nothing')
        : `${t('imports.run.done', { imported: counts.imported, read: counts.read })}${period}`}
    </p>
  );
}

function Counts({ run }: { readonly run: Run }) {
  const { t, formats } = useTexts();
  const { counts } = run;
  if (!counts) return null;
  const created = (key: string) =>
    counts.created[key] === undefined ? undefined : t('imports.run.new_of', { created: counts.created[key] });
  const records = (
    [
      ['customers', 'imports.run.customers'],
      ['products', 'imports.run.products'],
      ['settlements', 'imports.run.settlements'],
    ] as const
  ).filter(([key]) => counts[key] > 0);
  const rows: readonly (readonly [TextKey, number])[] = [
    ['imports.run.read', counts.read],
    ['imports.run.imported', counts.imported],
    ['imports.run.unchanged', counts.unchanged],
    ['imports.run.changed', counts.changed],
    ['imports.run.skipped', counts.skipped],
    ['imports.run.rejected', counts.rejected],
  ];
  return (
    <>
      {records.length > 0 && (
        <KeyFigures
          figures={records.map(([key, label]) => ({
            label: t(label),
            value: formats.int(counts[key]),
            note: created(key),
          }))}
        />
      )}
      <Section title={t('imports.run.counts')}>
        <dl className={css.counts}>
          {rows.map(([label, count]) => (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd className={label === 'imports.run.rejected' && count > 0 ? 'red medium' : undefined}>
                {formats.int(count)}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}
