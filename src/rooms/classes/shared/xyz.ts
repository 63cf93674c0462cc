// XYZ classes by the coefficient of variation of full periods (CLS-3..5, AMB-3, AMB-4; domain 03, section 5).

import { addDays, addMonths, firstOfMonth, lastOfMonth, makeDay, type Day } from '#platform/shared/days.ts';
import { hundredths, type Definitions } from './definitions.ts';

export type XyzClass = 'X' | 'Y' | 'Z';
export type XyzRule = Definitions['xyz'];
export type NoXyzReason = 'short_history' | 'mean_not_positive' | 'new_customer';

export interface XyzResult {
  /** Full periods measured. */
  readonly periods: number;
  readonly sum: bigint;
  /** n * sum of squares - square of the sum: n times КВАДРОТКЛ, an integer. */
  readonly scaledDeviation: bigint;
  /** Coefficient of variation with 6 decimals; absent without a positive mean. */
  readonly cv?: number;
  readonly xyz?: XyzClass;
  readonly reason?: NoXyzReason;
  readonly preliminary: boolean;
}

/** First days of the full periods that are measured: at most `rule.periods` that have ended by `asOf`, from the first full one after the first settlement. */
export function measuredPeriods(
  firstSettlementOn: Day,
  asOf: Day,
  rule: Pick<XyzRule, 'period' | 'periods'>,
): Day[] {
  const length = rule.period === 'quarter' ? 3 : 1;
  const end = lastFullPeriodEnd(asOf, length);
  const own = firstFullPeriod(firstSettlementOn, length);
  const earliest = rule.periods === null ? own : addMonths(addDays(end, 1), -length * rule.periods);
  const periods: Day[] = [];
  for (let start = own > earliest ? own : earliest; start <= end; start = addMonths(start, length))
    periods.push(start);
  return periods;
}

/** First day of the period (month or quarter) that holds a day. */
export function periodOf(on: Day, period: XyzRule['period']): Day {
  return startOfPeriod(on, period === 'quarter' ? 3 : 1);
}

/** Measures a series, one value per full period, months without settlements as 0. Values are integers (minor units or scaled quantities). */
export function measureXyz(series: readonly bigint[], rule: XyzRule): XyzResult {
  const sum = series.reduce((total, value) => total + value, 0n);
  const squares = series.reduce((total, value) => total + value * value, 0n);
  return classifyXyz(series.length, sum, squares, rule);
}

/** The class from n, S and the sum of squares alone; borders are hit exactly because nothing is rooted or divided. */
export function classifyXyz(n: number, sum: bigint, squares: bigint, rule: XyzRule): XyzResult {
  const scaledDeviation = BigInt(n) * squares - sum * sum;
  const measured = { periods: n, sum, scaledDeviation, preliminary: false };
  if (n < rule.minPeriods)
    return { ...measured, ...withCv(n, sum, scaledDeviation, rule), reason: 'short_history' };
  if (sum <= 0n) return { ...measured, reason: 'mean_not_positive' };
  const within = (border: number) => isWithin(n, sum, scaledDeviation, rule, border);
  const xyz = within(rule.borderX) ? 'X' : within(rule.borderY) ? 'Y' : 'Z';
  return {
    ...measured,
    ...withCv(n, sum, scaledDeviation, rule),
    xyz,
    preliminary: n < rule.preliminaryBelow,
  };
}

/** CV <= p, as n * squares - S^2 <= p^2 * S^2; with sample deviation both sides take n and n - 1. */
function isWithin(n: number, sum: bigint, scaledDeviation: bigint, rule: XyzRule, border: number): boolean {
  const p = BigInt(hundredths(border));
  const [left, right] = rule.deviation === 'sample' ? [BigInt(n), BigInt(n - 1)] : [1n, 1n];
  return left * 100_000_000n * scaledDeviation <= right * p * p * sum * sum;
}

function withCv(n: number, sum: bigint, scaledDeviation: bigint, rule: XyzRule): { cv?: number } {
  if (sum <= 0n || n < 2) return {};
  const factor = rule.deviation === 'sample' ? n / (n - 1) : 1;
  const cv = Math.sqrt(Number(scaledDeviation) * factor) / Number(sum);
  return { cv: Math.round(cv * 1_000_000) / 1_000_000 };
}

function startOfPeriod(on: Day, length: number): Day {
  const month = Number(on.slice(5, 7));
  return makeDay(Number(on.slice(0, 4)), month - ((month - 1) % length), 1);
}

/** A settlement on the first day of a period makes that period full. */
function firstFullPeriod(firstOn: Day, length: number): Day {
  const start = startOfPeriod(firstOn, length);
  return start === firstOn ? start : addMonths(start, length);
}

function lastFullPeriodEnd(asOf: Day, length: number): Day {
  const start = startOfPeriod(asOf, length);
  const end = lastOfMonth(addMonths(start, length - 1));
  return end === asOf ? end : addDays(firstOfMonth(start), -1);
}
