// With months nearly every customer of a shop is Z: the program says so and proposes a period that fits the company's rhythm.

import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { Note } from '#platform/web/ui/states.tsx';
import type { getDistribution } from '../../shared/contract.ts';
import type { Definitions } from '../../shared/definitions.ts';
import css from '../table/table-tab.module.css';

type Spread = ReplyOf<typeof getDistribution>;

export function PeriodProposal({
  spread,
  xyz,
}: {
  readonly spread: Spread;
  readonly xyz: Definitions['xyz'];
}) {
  const { t, formats } = useTexts();
  const address = useAddress();
  const now = shareOfZ(spread, xyz.period, xyz.measure);
  if (now === undefined) return null;
  const other = xyz.period === 'month' ? 'quarter' : 'month';
  const then = shareOfZ(spread, other, xyz.measure);
  const median = spread.medianIntervalDays;
  const words = [
    t('classes.proposal.now', { share: formats.percent(now) }),
    median === null ? undefined : t('classes.proposal.median', { count: Math.round(median) }),
    then === undefined || then >= now
      ? undefined
      : t(`classes.proposal.then_${other}`, { share: formats.percent(then) }),
  ];
  const isProposed = spread.proposal?.period === other;
  return (
    <div className={css.note}>
      <Note tone={isProposed ? 'amber' : 'accent'}>
        {words.filter((word) => word !== undefined).join(' ')}{' '}
        {then !== undefined && (
          <AppLink to={address.with({ period: other })}>{t(`classes.proposal.show_${other}`)}</AppLink>
        )}
      </Note>
    </div>
  );
}

/** Share of Z among customers with an XYZ class; undefined where nobody has one. */
function shareOfZ(spread: Spread, period: string, measure: string): number | undefined {
  const found = spread.periods.find((one) => one.period === period && one.measure === measure);
  const classed = found ? found.X + found.Y + found.Z : 0;
  return found && classed > 0 ? found.Z / classed : undefined;
}
