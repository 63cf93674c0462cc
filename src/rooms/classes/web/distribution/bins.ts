// The steps of the server as bins of the picture: the long tail that holds almost nobody is gathered into the last bin.

import type { Bins } from './bars.ts';

export interface Step {
  readonly from: number;
  readonly to: number | null;
  readonly customers: number;
}

/** A picture shows at least so far, so that both borders stand in it. */
const least = 0.6;
const gathered = 0.03;

/** Bins up to where all but three hundredths of the customers stand; the last one holds the rest. */
export function binsOf(steps: readonly Step[]): Bins & { readonly customers: number } {
  const customers = steps.reduce((sum, step) => sum + step.customers, 0);
  const width = steps[0]?.to ?? 0.05;
  let seen = 0;
  const last = steps.findIndex((step) => {
    seen += step.customers;
    return step.from >= least && seen >= customers * (1 - gathered);
  });
  const kept = last < 0 ? steps : steps.slice(0, last + 1);
  const rest = customers - kept.reduce((sum, step) => sum + step.customers, 0);
  const bins = kept.map(({ from, customers: count }, index) => ({
    from,
    customers: index === kept.length - 1 ? count + rest : count,
  }));
  return { step: width, bins, customers };
}
