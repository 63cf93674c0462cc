// Structure by month with the table behind it, the balance of the period, the flows between its ends.

import { useCallback } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { ChartColours } from '#platform/web/ui/chart-colours.ts';
import { Chart } from '#platform/web/ui/chart.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { FlowLegend, FlowPicture } from '../flows/flow-picture.tsx';
import type { getLifeCycle } from '../../shared/life-cycle-contract.ts';
import { CategoryMark } from '../marks/category-mark.tsx';
import { BalanceStrip } from './balance-strip.tsx';
import { activeOf } from './balance.ts';
import { structurePicture } from './structure-picture.ts';
import { StructureTable } from './structure-table.tsx';
import css from './life-cycle.module.css';

export type LifeCycle = ReplyOf<typeof getLifeCycle>;
const flowOrder = ['regular', 'recovered', 'new', 'potential', 'lost'] as const;
const shown = ['regular', 'recovered', 'new', 'lost', 'potential'] as const;

export function StructureTab({
  life,
  before,
}: {
  readonly life: LifeCycle | undefined;
  readonly before: string;
}) {
  const { t, formats } = useTexts();
  const { change } = useAddress();
  const option = useCallback(
    (colours: ChartColours) =>
      structurePicture(life?.months ?? [], colours, {
        month: (text) => formats.shortMonth(text),
        count: (value) => formats.int(value),
        category: (category) => t(`classes.category.${category}`),
      }),
    [life, formats, t],
  );
  if (!life) return <SkeletonText lines={10} />;
  const flows = life.flows.map((flow) => ({ was: flow.was, is: flow.is, count: flow.customers }));
  const known = flowOrder.filter(
    (category) => category !== 'potential' || flows.some((flow) => flow.was === category),
  );
  return (
    <>
      <div className={css.top}>
        <section aria-label={t('classes.life.structure')}>
          <h2>{t('classes.life.structure')}</h2>
          <p className="small muted">
            {t('classes.life.on', { day: formats.day(life.to) })},{' '}
            {t('classes.life.compared', { day: formats.day(before) })}
          </p>
          <table className={css.structure}>
            <thead>
              <tr>
                <th scope="col">{t('classes.column.category')}</th>
                <th scope="col">{formats.day(before)}</th>
                <th scope="col">{formats.day(life.to)}</th>
                <th scope="col">{t('classes.what_if.change')}</th>
                <th scope="col">{t('classes.life.share_active')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((category) => {
                const [start, end] = [life.start[category], life.end[category]];
                const isActive = category !== 'lost' && category !== 'potential';
                const active = activeOf(life.end);
                return (
                  <tr key={category}>
                    <td>
                      <CategoryMark category={category} />
                    </td>
                    <td>{formats.int(start)}</td>
                    <td className="medium">{formats.int(end)}</td>
                    <td className={end === start ? 'muted' : ''}>
                      {end > start ? '+' : ''}
                      {formats.int(end - start)}
                    </td>
                    <td className="muted">
                      {isActive && active > 0 ? formats.percent(end / active, 1) : ''}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
        <section className={css.right} aria-label={t('classes.life.flows')}>
          <h2>{t('classes.life.flows')}</h2>
          <p className="small muted">
            {t('classes.flows.sides', { from: formats.day(before), to: formats.day(life.to) })}
          </p>
          <FlowPicture
            label={t('classes.life.flows')}
            flows={flows}
            order={known}
            none="potential"
            margin={144}
            nameOf={(key) =>
              t(`classes.category.${flowOrder.find((category) => category === key) ?? 'potential'}`)
            }
            onPick={(flow) => {
              const tab =
                flow.is === 'lost' || flow.is === 'recovered' || flow.is === 'new' ? flow.is : undefined;
              if (tab) change({ tab });
            }}
          />
          <FlowLegend flows={flows} order={known} none="potential" words="life" />
        </section>
      </div>
      <BalanceStrip life={life} before={before} />
      <Chart
        isRuled
        title={t('classes.life.over_time')}
        note={t('classes.life.over_time_note')}
        option={option}
        height={250}
        table={<StructureTable months={life.months} />}
      />
    </>
  );
}
