// Flows of a preview as two sides of a table: how many stand under each name now and then.

export interface Side {
  readonly key: string | null;
  readonly now: number;
  readonly then: number;
  /** Customers who leave or enter it. */
  readonly moved: number;
}

interface Flow {
  readonly from: string | null;
  readonly to: string | null;
  readonly customers: number;
}

export function sidesOf(flows: readonly Flow[], keys: readonly (string | null)[]): Side[] {
  const sum = (some: readonly Flow[]) => some.reduce((total, flow) => total + flow.customers, 0);
  return keys.map((key) => ({
    key,
    now: sum(flows.filter((flow) => flow.from === key)),
    then: sum(flows.filter((flow) => flow.to === key)),
    moved: sum(flows.filter((flow) => flow.from !== flow.to && (flow.from === key || flow.to === key))),
  }));
}
