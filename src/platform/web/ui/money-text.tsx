import { useTexts } from '../lib/texts.tsx';
import type { Digits } from '../lib/formats.ts';

/** An amount from the server's decimal text. With `currency` it carries the sign; in a column leave it out. */
export function MoneyText({
  amount,
  currency,
  digits = 'auto',
}: {
  readonly amount: string | null;
  readonly currency?: string;
  readonly digits?: Digits;
}) {
  const { formats } = useTexts();
  if (amount === null) return <span className="muted">—</span>;
  return (
    <span className="number">
      {currency === undefined ? formats.amount(amount, digits) : formats.money(amount, currency, digits)}
    </span>
  );
}

/** A change as sign and per cent: quiet, red only beyond the company's threshold. No value is a dash. */
export function ChangeText({
  share,
  threshold = -0.1,
}: {
  readonly share: number | null;
  readonly threshold?: number;
}) {
  const { formats } = useTexts();
  if (share === null) return <span className="muted">—</span>;
  return <span className={`number ${share < threshold ? 'red' : 'soft'}`}>{formats.change(share)}</span>;
}
