// Orders of the two schemes, the best first, and flows of the contract as the picture takes them.

import type { Flow } from './flow-layout.ts';

export const flowOrder = { abc: ['A', 'B', 'C', 'none'], xyz: ['X', 'Y', 'Z', 'none'] } as const;

export function flowsOf(
  flows: readonly { readonly was: string; readonly is: string; readonly customers: number }[],
): Flow[] {
  return flows
    .filter((flow) => !(flow.was === 'none' && flow.is === 'none'))
    .map((flow) => ({ was: flow.was, is: flow.is, count: flow.customers }));
}
