// The change of a figure against another period, as a fraction; none against nothing.

/** Amounts come as decimal text; for a fraction a float is enough. */
export function changeOf(value: string | number | null, before: string | number | null): number | null {
  if (value === null || before === null) return null;
  const [now, then] = [Number(value), Number(before)];
  return then > 0 ? now / then - 1 : null;
}

/** A ratio; null without a denominator. */
export function ratioOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** An amount divided by a count, as decimal text with two digits; null without a denominator. */
export function meanOf(amount: string | null, count: number): string | null {
  if (amount === null || count === 0) return null;
  const hundredths = BigInt(Math.round(Number(amount) * 100));
  const doubled = (2n * hundredths) / BigInt(count);
  const rounded = (doubled + (doubled < 0n ? -1n : 1n)) / 2n;
  const text = String(rounded < 0n ? -rounded : rounded).padStart(3, '0');
  return `${rounded < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}
