import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { KeyFigures } from '#platform/web/ui/record.tsx';
import type { KeyFigure } from '#platform/web/ui/record.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { Sparkline } from '#platform/web/ui/sparkline.tsx';
import type { Card } from '../card-page.tsx';
import { Panels } from './panels.tsx';

/** The figures that the list knows too; those that explain themselves come from their rooms. */
export function CardFigures({ card }: { readonly card: Card }) {
  const { t, formats } = useTexts();
  const { currency } = useSession().company;
  if (card.turnover === undefined) return <Panels place="figures" customerId={card.id} />;
  const change =
    card.change === undefined
      ? t('customers.card.figures.no_change')
      : t('customers.card.figures.change', { change: formats.change(card.change) });
  const figures: KeyFigure[] = [
    {
      label: t('customers.card.figures.turnover'),
      value: <MoneyText amount={card.turnover} currency={currency} digits={0} />,
      note: change,
    },
    {
      label: t('customers.column.months'),
      value: <Sparkline values={card.months ?? []} />,
      note: t('customers.column.monthsHint'),
    },
    {
      label: t('customers.card.figures.last'),
      value: card.lastSettlementOn === undefined ? '—' : formats.day(card.lastSettlementOn),
      note:
        card.firstSettlementOn === undefined
          ? undefined
          : t('customers.card.figures.first', { day: formats.day(card.firstSettlementOn) }),
    },
  ];
  return (
    <>
      <KeyFigures figures={figures} />
      <Panels place="figures" customerId={card.id} />
    </>
  );
}
