// One paragraph that sums the company up; each part of it appears when its figure is there.

import { useQuery } from '@tanstack/react-query';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { changeOf } from '../change.ts';
import { leavingQuestion, lifeQuestion, tableQuestion, turnoverQuestion } from './questions.ts';
import css from './overview.module.css';

export function SummingUp({ asOf }: { readonly asOf: string }) {
  const { t, formats } = useTexts();
  const session = useSession();
  const table = useQuery(tableQuestion(asOf));
  const life = useQuery(lifeQuestion(asOf));
  const leaving = useQuery(leavingQuestion(asOf));
  const turnover = useQuery({
    ...turnoverQuestion(asOf),
    enabled: mayDo(session, { resource: 'amounts', action: 'read' }),
  });
  const a = table.data?.cells.filter((cell) => cell.abc === 'A') ?? [];
  const share = a.reduce((sum, cell) => sum + (cell.share ?? 0), 0);
  const totals = turnover.data?.totals;
  const change = totals ? changeOf(totals.turnover, totals.turnoverYearBefore) : null;
  const active = life.data ? life.data.end.new + life.data.end.regular + life.data.end.recovered : undefined;
  const lost = life.data?.moves
    .filter((move) => move.is === 'lost')
    .reduce((sum, move) => sum + move.changes, 0);
  const sentences = [
    totals?.turnover === null || totals === undefined
      ? undefined
      : t(change === null ? 'reports.sum.turnover' : 'reports.sum.turnover_change', {
          sum: formats.money(totals.turnover, session.company.currency, 0),
          change: change === null ? '' : formats.change(change),
        }),
    table.data && table.data.customers > 0 && table.data.value !== null
      ? t('reports.sum.half', {
          share: formats.percent(share),
          count: a.reduce((sum, cell) => sum + cell.customers, 0),
          all: table.data.customers,
        })
      : undefined,
    active === undefined || lost === undefined
      ? undefined
      : t('reports.sum.active', {
          active: t('reports.sum.active_customers', { count: active }),
          lost: formats.int(lost),
        }),
    leaving.data && leaving.data.customers > 0
      ? t('reports.sum.leaving', { count: leaving.data.customers })
      : undefined,
  ];
  return <p className={css.sentence}>{sentences.filter((one) => one !== undefined).join(' ')}</p>;
}
