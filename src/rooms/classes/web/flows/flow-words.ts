// Orders of the two schemes, the best first, and flows of the contract as the picture takes them.

import type { Flow } from './flow-layout.ts';

export const flowOrder = { abc: ['A', 'B', 'C', 'none'], xyz: ['X', 'Y', 'Z', 'none'] } as const;

/** Null is «no class»; those who have none at both dates take no part. */
export function flowsOf(
  flows: readonly { readonly from: string | null; readonly to: string | null; readonly customers: number }[],
): Flow[] {
  return flows
    .filter((flow) => flow.from !== null || flow.to !== null)
    .map((flow) => ({ was: flow.from ?? 'none', is: flow.to ?? 'none', count: flow.customers }));
}
