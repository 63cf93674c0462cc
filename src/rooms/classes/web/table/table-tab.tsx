// The first tab: nine cells, borders tried out, the distribution, the newest flows. One page, as the design draws it.

import { useQuery, keepPreviousData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addMonths, day } from '#platform/shared/days.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState, Note } from '#platform/web/ui/states.tsx';
import type { getDistribution, getFlows } from '../../shared/contract.ts';
import { Distribution } from '../distribution/distribution.tsx';
import { binsOf } from '../distribution/bins.ts';
import { PeriodProposal } from '../distribution/period-proposal.tsx';
import { FlowLegend, FlowPicture } from '../flows/flow-picture.tsx';
import { flowOrder, flowsOf } from '../flows/flow-words.ts';
import type { DateQuestion } from '../parts/use-question.ts';
import { bordersOf, readTried } from '../what-if/tried.ts';
import { WhatIf } from '../what-if/what-if.tsx';
import type { ClassTable } from './cells.ts';
import { sumOf } from './cells.ts';
import { NineCells } from './nine-cells.tsx';
import type { PickedCell } from './nine-cells.tsx';
import css from './table-tab.module.css';

export interface TableTabProps {
  readonly table: ClassTable;
  readonly question: DateQuestion;
  readonly picked: PickedCell | undefined;
  readonly onPick: (cell: PickedCell) => void;
  readonly onMoves: () => void;
}

export function TableTab({ table, question, picked, onPick, onMoves }: TableTabProps) {
  const { t } = useTexts();
  const { search } = useAddress();
  const { may } = useSession();
  const tried = readTried(search, bordersOf(table.definitions));
  return (
    <div className={css.wrap}>
      <div className={css.grid}>
        <Part
          title={t('classes.table.title')}
          note={t('classes.table.note', { products: table.definitions.keyCustomer.minProducts })}
        >
          <NineCells table={table} picked={picked} onPick={onPick} />
        </Part>
        {may['amounts']?.['read'] === 'all' && (
          <Part title={t('classes.what_if.title')} note={t('classes.what_if.note')} isRight>
            <WhatIf table={table} question={question} tried={tried} onMoves={onMoves} />
          </Part>
        )}
        <section className={css.below} aria-label={t('classes.spread.title')}>
          <Spread
            table={table}
            question={question}
            triedX={tried.borderX / 100}
            triedY={tried.borderY / 100}
          />
        </section>
        <HalfYearFlows asOf={table.asOf} />
      </div>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly note: ReactNode;
  readonly isRight?: boolean;
  readonly isBelow?: boolean;
  readonly children: ReactNode;
}

function Part({ title, note, isRight = false, isBelow = false, children }: PartProps) {
  return (
    <section className={[isRight ? css.right : '', isBelow ? css.below : ''].join(' ')} aria-label={title}>
      <div className={css.head}>
        <h2>{title}</h2>
        <p>{note}</p>
      </div>
      {children}
    </section>
  );
}

function Spread({
  table,
  question,
  triedX,
  triedY,
}: {
  readonly table: ClassTable;
  readonly question: DateQuestion;
  readonly triedX: number;
  readonly triedY: number;
}) {
  const spread = useQuery({
    ...query<typeof getDistribution>('/api/classes/distribution', { query: question }),
    placeholderData: keepPreviousData,
  });
  if (spread.error) return <ErrorState isInline error={spread.error} onRetry={() => void spread.refetch()} />;
  if (!spread.data) return <SkeletonText lines={7} />;
  const { borderX, borderY } = table.definitions.xyz;
  const counts = {
    X: sumOf(table, { xyz: 'X' }).customers,
    Y: sumOf(table, { xyz: 'Y' }).customers,
    Z: sumOf(table, { xyz: 'Z' }).customers,
  };
  return (
    <>
      <Distribution
        spread={binsOf(spread.data.steps)}
        borders={{ x: borderX / 100, y: borderY / 100 }}
        tried={{ x: triedX, y: triedY }}
        counts={counts}
      />
      <PeriodProposal spread={spread.data} xyz={table.definitions.xyz} />
    </>
  );
}

/** Who changed the ABC class over the half year before the date; the whole story is in the tab of flows. */
function HalfYearFlows({ asOf }: { readonly asOf: string }) {
  const { t, formats } = useTexts();
  const from = addMonths(day(asOf), -6);
  const found = useQuery(query<typeof getFlows>('/api/classes/flows', { query: { from, to: asOf } }));
  const flows = flowsOf(found.data?.abc ?? []);
  return (
    <Part
      isRight
      isBelow
      title={t('classes.flows.half_year')}
      note={t('classes.flows.sides', { from: formats.day(from), to: formats.day(asOf) })}
    >
      {found.error && <ErrorState isInline error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <SkeletonText lines={6} />}
      {found.data && flows.length === 0 && <Note tone="accent">{t('classes.flows.nobody')}</Note>}
      {flows.length > 0 && (
        <>
          <FlowPicture
            label={t('classes.flows.half_year')}
            flows={flows}
            order={flowOrder.abc}
            none="none"
            nameOf={(key) => (key === 'none' ? t('classes.none') : key)}
          />
          <FlowLegend flows={flows} order={flowOrder.abc} none="none" />
          <p className={css.note}>
            <AppLink className="accent small" to={`/classes?tab=flows&from=${from}&to=${asOf}`}>
              {t('classes.flows.open')}
            </AppLink>
          </p>
        </>
      )}
    </Part>
  );
}
