// ABC classes by the cumulative share before the customer (CLS-1, CLS-2, AMB-1, AMB-2; domain 03, section 4).

import { hundredths } from './definitions.ts';

export type AbcClass = 'A' | 'B' | 'C';

export interface AbcBorders {
  readonly borderA: number;
  readonly borderB: number;
}

export interface AbcResult {
  readonly id: number;
  readonly value: bigint;
  /** Sum of the values of all customers strictly above; absent where the customer stands outside the total. */
  readonly before?: bigint;
  readonly abc?: AbcClass;
  /** Returns reach or exceed the purchases: class C outside the total. */
  readonly notPositive: boolean;
}

export interface AbcRanking {
  /** Sum of the positive values. With 0 nobody has a class. */
  readonly total: bigint;
  /** In descending order of value, equal values by id. */
  readonly results: readonly AbcResult[];
}

/** Ranks the customers with settlements in the window. Equal values form one block and share the class of its first. */
export function rankAbc(
  customers: readonly { readonly id: number; readonly value: bigint }[],
  borders: AbcBorders,
): AbcRanking {
  const sorted = [...customers].sort((left, right) =>
    left.value === right.value ? left.id - right.id : left.value < right.value ? 1 : -1,
  );
  const total = sorted.reduce((sum, one) => (one.value > 0n ? sum + one.value : sum), 0n);
  let before = 0n;
  let through = 0n;
  let blockValue: bigint | undefined;
  const results = sorted.map(({ id, value }): AbcResult => {
    if (total === 0n) return { id, value, notPositive: true };
    if (value <= 0n) return { id, value, abc: 'C', notPositive: true };
    if (value !== blockValue) [before, blockValue] = [through, value];
    through += value;
    return { id, value, before, abc: classOfShare(before, total, borders), notPositive: false };
  });
  return { total, results };
}

/** `100 * before < border * total`, in integers. */
export function classOfShare(before: bigint, total: bigint, borders: AbcBorders): AbcClass {
  const scaled = 10_000n * before;
  if (scaled < BigInt(hundredths(borders.borderA)) * total) return 'A';
  return scaled < BigInt(hundredths(borders.borderB)) * total ? 'B' : 'C';
}

/** A share with 6 decimals, rounded half away from zero; undefined when the whole is 0 (domain 00, section 4). */
export function shareOf(part: bigint, whole: bigint): number | undefined {
  if (whole === 0n) return undefined;
  const doubled = (part * 2_000_000n) / whole;
  return Number((doubled + (doubled < 0n ? -1n : 1n)) / 2n) / 1_000_000;
}
