// The steps of a customer's classes: only the dates on which a letter changed.

export interface ClassStep {
  readonly asOf: string;
  readonly abc: string | null;
  readonly xyz: string | null;
}

export function classPath<Step extends ClassStep>(snapshots: readonly Step[]): Step[] {
  return snapshots
    .toSorted((left, right) => (left.asOf < right.asOf ? -1 : 1))
    .filter((step, index, all) => {
      const before = all[index - 1];
      return before === undefined || before.abc !== step.abc || before.xyz !== step.xyz;
    });
}
