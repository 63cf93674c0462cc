// The balance identity in one ruled line; its figures open the customers they count.

import { useAddress } from '#platform/web/lib/address.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Drill } from '#platform/web/ui/drill.tsx';
import { Figure } from '#platform/web/ui/figure.tsx';
import { Note } from '#platform/web/ui/states.tsx';
import { sourceOf } from '../table/class-why.ts';
import { balanceOf, isBalanced } from './balance.ts';
import type { LifeCycle } from './structure-tab.tsx';
import css from './life-cycle.module.css';

export function BalanceStrip({ life, before }: { readonly life: LifeCycle; readonly before: string }) {
  const texts = useTexts();
  const { t, formats } = texts;
  const { change } = useAddress();
  const balance = balanceOf(life);
  const why = {
    title: t('classes.life.balance_why', { count: balance.end }),
    rule: t('classes.life.balance_rule', { count: life.windowMonths }),
    inputs: [
      { label: t('classes.life.active_on', { day: formats.day(before) }), value: formats.int(balance.start) },
      { label: t('classes.life.plus_new'), value: formats.int(balance.arrived) },
      { label: t('classes.life.plus_recovered'), value: formats.int(balance.recovered) },
      { label: t('classes.life.minus_lost'), value: formats.int(-balance.lost) },
    ],
    formula: {
      label: t('classes.life.active_on', { day: formats.day(life.to) }),
      value: formats.int(balance.end),
    },
    source: sourceOf(texts, life.version, life.to),
  };
  const part = (label: string, count: number, tab: 'new' | 'recovered' | 'lost', sign: string) => (
    <span>
      <span className="muted">{sign}</span> {label}{' '}
      <b className="number">
        <Drill label={label} onOpen={() => change({ tab })}>
          {formats.int(count)}
        </Drill>
      </b>
    </span>
  );
  return (
    <section className={css.balance} aria-label={t('classes.life.balance')}>
      <span>
        {t('classes.life.active_on', { day: formats.day(before) })}{' '}
        <b className="number">{formats.int(balance.start)}</b>
      </span>
      {part(t('classes.life.new'), balance.arrived, 'new', '+')}
      {part(t('classes.life.recovered'), balance.recovered, 'recovered', '+')}
      {part(t('classes.life.lost'), balance.lost, 'lost', '−')}
      <span>
        <span className="muted">=</span> {t('classes.life.active_on', { day: formats.day(life.to) })}{' '}
        <b>
          <Figure why={why}>{formats.int(balance.end)}</Figure>
        </b>
      </span>
      {!isBalanced(balance) && <Note>{t('classes.life.unbalanced')}</Note>}
    </section>
  );
}
