// Where the bars and borders of the distribution stand: plain geometry, tested without a browser.

export interface Bins {
  /** Width of a bin as a fraction. */
  readonly step: number;
  readonly bins: readonly { readonly from: number; readonly customers: number }[];
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly customers: number;
  readonly from: number;
  readonly letter: 'X' | 'Y' | 'Z';
}

export interface Tick {
  readonly at: number;
  readonly value: number;
}

/** The bars of the distribution; a bin belongs to the class of its middle, the last bin holds everything above. */
export function barsOf(
  { step, bins }: Bins,
  borders: { readonly x: number; readonly y: number },
  box: Box,
): Bar[] {
  const top = Math.max(1, ...countTicks(bins), ...bins.map((bin) => bin.customers));
  const wide = box.width / Math.max(1, bins.length);
  return bins.map((bin, index) => {
    const height = (bin.customers / top) * box.height;
    const middle = bin.from + step / 2;
    return {
      x: index * wide + 1,
      y: box.height - height,
      width: Math.max(1, wide - 2),
      height,
      customers: bin.customers,
      from: bin.from,
      letter: middle <= borders.x ? 'X' : middle <= borders.y ? 'Y' : 'Z',
    };
  });
}

/** Place of a coefficient on the axis; what lies beyond the last bin stands at its end. */
export function placeOf(value: number, { step, bins }: Bins, box: Box): number {
  const end = Math.max(step, bins.length * step);
  return (Math.min(Math.max(0, value), end) / end) * box.width;
}

/** Five to eight round marks along the axis of coefficients, in whole per cent. */
export function axisTicks({ step, bins }: Bins, box: Box): Tick[] {
  const end = bins.length * step * 100;
  const every = roundStep(end / 6);
  const ticks: Tick[] = [];
  for (let value = 0; value <= end + 1e-9; value += every) {
    ticks.push({ value, at: end === 0 ? 0 : (value / end) * box.width });
  }
  return ticks;
}

/** Three to five round counts up the side, zero included. */
export function countTicks(bins: Bins['bins']): number[] {
  const largest = Math.max(1, ...bins.map((bin) => bin.customers));
  const every = Math.max(1, roundStep(largest / 4));
  const ticks: number[] = [];
  for (let count = 0; count < largest + every; count += every) ticks.push(count);
  return ticks;
}

/** 1, 2, 2.5 or 5 times a power of ten, the nearest above. */
export function roundStep(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= value - 1e-9) ?? 10;
  return step * power;
}
