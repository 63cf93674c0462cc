// Class flows between two dates, ABC or XYZ: picture, matrix of transitions, the customers of a flow.

import { useInfiniteQuery, useQuery, keepPreviousData } from '@tanstack/react-query';
import { addMonths, day } from '#platform/shared/days.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { pagedQuery, query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Chip, ConditionBar } from '#platform/web/ui/condition-bar.tsx';
import { SegmentedControl } from '#platform/web/ui/segmented.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { getFlows } from '../../shared/contract.ts';
import type { listFlowCustomers } from '../../shared/table-contract.ts';
import { DayEntry } from '../parts/choice.tsx';
import { CustomerLines } from '../parts/customer-lines.tsx';
import { readDay } from '../parts/use-question.ts';
import { FlowLegend, FlowPicture } from './flow-picture.tsx';
import { FlowMatrix } from './flow-matrix.tsx';
import { flowOrder, flowsOf } from './flow-words.ts';
import css from './flows-tab.module.css';

export interface FlowsTabProps {
  readonly asOf: string;
  readonly today: string;
}

const letters = ['A', 'B', 'C', 'X', 'Y', 'Z', 'none'] as const;
type Letter = (typeof letters)[number];

export function FlowsTab({ asOf, today }: FlowsTabProps) {
  const { t, formats } = useTexts();
  const { search, change } = useAddress();
  const scheme = search['scheme'] === 'xyz' ? 'xyz' : 'abc';
  const to = readDay(search['to']) ?? asOf;
  const from = readDay(search['from']) ?? addMonths(day(to), -6);
  const found = useQuery({
    ...query<typeof getFlows>('/api/classes/flows', { query: { from, to } }),
    placeholderData: keepPreviousData,
  });
  const picked = readFlow(search['flow']);
  const pick = (was: string, is: string) => change({ flow: `${was}-${is}` });
  const flows = flowsOf(found.data?.[scheme] ?? []);
  const nameOf = (key: string) => (key === 'none' ? t('classes.none') : key);
  return (
    <>
      <ConditionBar>
        <DayChip
          field={t('classes.flows.from')}
          value={from}
          today={today}
          max={to}
          onPick={(value) => change({ from: value, flow: undefined })}
        />
        <DayChip
          field={t('classes.flows.to')}
          value={to}
          today={today}
          min={from}
          onPick={(value) => change({ to: value, flow: undefined })}
        />
        <span className="grow" />
        <SegmentedControl
          label={t('classes.flows.scheme')}
          value={scheme}
          onChange={(value) => change({ scheme: value === 'abc' ? undefined : value, flow: undefined })}
          options={[
            { value: 'abc', label: 'ABC' },
            { value: 'xyz', label: 'XYZ' },
          ]}
        />
      </ConditionBar>
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <SkeletonText lines={8} />}
      {found.data && flows.length === 0 && <EmptyState>{t('classes.flows.nobody')}</EmptyState>}
      {flows.length > 0 && (
        <div className={css.grid}>
          <section aria-label={t('classes.flows.title')}>
            <h2>{t('classes.flows.title')}</h2>
            <p className="small muted">
              {t('classes.flows.sides', { from: formats.day(from), to: formats.day(to) })}
            </p>
            <FlowPicture
              label={t('classes.flows.title')}
              flows={flows}
              order={flowOrder[scheme]}
              none="none"
              nameOf={nameOf}
              picked={picked}
              onPick={(flow) => pick(flow.was, flow.is)}
            />
            <FlowLegend flows={flows} order={flowOrder[scheme]} none="none" />
            <h2 className={css.second}>{t('classes.flows.matrix')}</h2>
            <p className="small muted">{t('classes.flows.matrix_note')}</p>
            <FlowMatrix
              flows={flows}
              order={flowOrder[scheme]}
              nameOf={nameOf}
              picked={picked}
              onPick={pick}
            />
          </section>
          {picked && <FlowCustomers scheme={scheme} from={from} to={to} flow={picked} />}
        </div>
      )}
    </>
  );
}

interface FlowCustomersProps {
  readonly scheme: 'abc' | 'xyz';
  readonly from: string;
  readonly to: string;
  readonly flow: { readonly was: Letter; readonly is: Letter };
}

function FlowCustomers({ scheme, from, to, flow }: FlowCustomersProps) {
  const { t } = useTexts();
  const { change } = useAddress();
  const pages = useInfiniteQuery(
    pagedQuery<typeof listFlowCustomers>('/api/classes/flows/customers', {
      query: { scheme, from, to, ...flow, limit: 50 },
    }),
  );
  const rows = pages.data?.pages.flatMap((page) => page.rows);
  const name = (letter: Letter) => (letter === 'none' ? t('classes.none') : letter);
  return (
    <section className={css.right} aria-label={t('classes.flows.customers')}>
      <h2>
        {name(flow.was)} → {name(flow.is)}
      </h2>
      <p className="small muted">{t('classes.flows.customers')}</p>
      {rows && <CustomerLines rows={rows} />}
      {rows?.length === 0 && <EmptyState isInline>{t('classes.flows.nobody')}</EmptyState>}
      {pages.isPending && <SkeletonText lines={6} />}
      {pages.error && <ErrorState isInline error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.hasNextPage && (
        <Button kind="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('classes.more')}
        </Button>
      )}
      <Button kind="quiet" onClick={() => change({ flow: undefined })}>
        {t('ui.close')}
      </Button>
    </section>
  );
}

interface DayChipProps {
  readonly field: string;
  readonly value: string;
  readonly today: string;
  readonly min?: string;
  readonly max?: string;
  readonly onPick: (value: string) => void;
}

/** A chip that opens one day. */
function DayChip({ field, value, today, min, max, onPick }: DayChipProps) {
  const { formats } = useTexts();
  return (
    <Chip
      field={field}
      value={<span className="number">{formats.day(value)}</span>}
      edit={(close) => (
        <DayEntry
          label={field}
          value={day(value)}
          today={day(today)}
          min={min === undefined ? undefined : day(min)}
          max={max === undefined ? undefined : day(max)}
          onPick={(picked) => {
            onPick(picked);
            close();
          }}
        />
      )}
    />
  );
}

function readFlow(text: string | undefined): { was: Letter; is: Letter } | undefined {
  const [was, is] = (text ?? '').split('-').map((part) => letters.find((letter) => letter === part));
  return was === undefined || is === undefined ? undefined : { was, is };
}
