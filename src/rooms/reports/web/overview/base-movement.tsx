// The base by category and its movement over the year, as flows.

import { useQuery } from '@tanstack/react-query';
import { addDays, day } from '#platform/shared/days.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { CategoryMark, FlowLegend, FlowPicture, balanceOf } from '#rooms/classes/web/index.ts';
import { lifeQuestion } from './questions.ts';
import css from './overview.module.css';

const order = ['regular', 'recovered', 'new', 'potential', 'lost'] as const;

export function BaseMovement({ asOf }: { readonly asOf: string }) {
  const { t, formats } = useTexts();
  const life = useQuery(lifeQuestion(asOf));
  const data = life.data;
  const before = data && addDays(day(data.from), -1);
  const flows = (data?.flows ?? []).map((flow) => ({ was: flow.was, is: flow.is, count: flow.customers }));
  const balance = data && balanceOf(data);
  return (
    <div className={css.part}>
      <Section
        title={t('reports.overview.movement')}
        note={
          data && before && t('classes.flows.sides', { from: formats.day(before), to: formats.day(data.to) })
        }
      >
        {life.error && <ErrorState isInline error={life.error} onRetry={() => void life.refetch()} />}
        {life.isPending && <SkeletonText lines={6} />}
        {data && balance && (
          <>
            <FlowPicture
              label={t('reports.overview.movement')}
              flows={flows}
              order={order}
              none="potential"
              margin={144}
              nameOf={(key) => t(`classes.category.${order.find((one) => one === key) ?? 'potential'}`)}
            />
            <FlowLegend flows={flows} order={order} none="potential" words="life" />
            <p className={css.balance}>
              {(['regular', 'recovered', 'new', 'lost', 'potential'] as const).map((category) => (
                <span key={category}>
                  <CategoryMark category={category} />{' '}
                  <b className="number">{formats.int(data.end[category])}</b>
                </span>
              ))}
            </p>
            <p className={css.more}>
              <AppLink to="/life-cycle">{t('reports.overview.life')}</AppLink>
            </p>
          </>
        )}
      </Section>
    </div>
  );
}
