// A question may be asked over another window or another XYZ period than the definitions in force say.

import { withWindow, type Definitions } from './definitions.ts';

export interface AskedOver {
  /** '12m' or 'all'. */
  readonly window?: string;
  readonly period?: 'month' | 'quarter';
}

/** '12m' and 'all' as the window, another period: as many full ones as fit into the same span. */
export function askedDefinitions(definitions: Definitions, { window, period }: AskedOver): Definitions {
  const { xyz } = definitions;
  const inPeriod =
    period === undefined || period === xyz.period
      ? definitions
      : { ...definitions, xyz: { ...xyz, period, ...periodsOf(xyz, period) } };
  if (window === undefined) return inPeriod;
  return withWindow(inPeriod, window === 'all' ? null : Math.min(240, Number(window.slice(0, -1))));
}

function periodsOf(
  { periods, minPeriods, preliminaryBelow }: Definitions['xyz'],
  period: 'month' | 'quarter',
) {
  if (periods === null) return {};
  if (period === 'month') return { periods: Math.min(240, periods * 3) };
  const fewer = Math.max(2, Math.floor(periods / 3));
  return {
    periods: fewer,
    minPeriods: Math.min(minPeriods, fewer),
    preliminaryBelow: Math.max(Math.min(preliminaryBelow, fewer), Math.min(minPeriods, fewer)),
  };
}
