// The seasonality option of XYZ: a second column beside the class, never instead of it (AMB-3; domain 03, section 5).

/** Turnover of one full calendar year, January to December. */
export type YearOfMonths = readonly number[];

const floor = 0.05;

/**
 * Twelve indices that add up to 12: the mean over the last 2 or 3 full years of (month / mean month of that year), at
 * least 0.05. Undefined with fewer than two years of positive turnover.
 */
export function seasonalIndices(years: readonly YearOfMonths[]): number[] | undefined {
  const usable = years.filter((year) => year.length === 12 && sumOf(year) > 0).slice(-3);
  if (usable.length < 2) return undefined;
  const raw = Array.from({ length: 12 }, (_, month) => {
    const ratios = usable.map((year) => ((year[month] ?? 0) * 12) / sumOf(year));
    return Math.max(floor, sumOf(ratios) / ratios.length);
  });
  const scale = 12 / sumOf(raw);
  return raw.map((index) => index * scale);
}

/** CV (population) of the values divided by the indices of their months (1 to 12). Undefined without a positive mean. */
export function deseasonalisedCv(
  series: readonly { readonly month: number; readonly value: number }[],
  indices: readonly number[],
): number | undefined {
  const values = series.map(({ month, value }) => value / (indices[month - 1] ?? 1));
  const mean = sumOf(values) / values.length;
  if (!(mean > 0)) return undefined;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / values.length) / mean;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
