// The least values of classes A and B, found without sorting the base: sums by buckets of value, then one bucket in detail.

import { mirrorSql, verbatim, type MirrorReader } from '#rooms/facts/server/index.ts';
import { hundredths } from '../shared/definitions.ts';

export interface Thresholds {
  readonly total: bigint;
  /** Every positive value from here up has class A; likewise B. Exact, ties included. */
  readonly leastA: bigint;
  readonly leastB: bigint;
}

interface Bucket {
  readonly bucket: number;
  readonly sum: bigint;
}

const bucketOf = verbatim('floor(log2(value_minor) * 64)::int');
const counted = verbatim('is_ranked and value_minor > 0');

/** Reads the kept table `classes_row`. */
export async function findThresholds(
  reader: MirrorReader,
  borders: { borderA: number; borderB: number },
): Promise<Thresholds> {
  const rows = await reader.rows<{ bucket: number; sum: string }>(
    mirrorSql`select ${bucketOf} as bucket, sum(value_minor) as sum from classes_row where ${counted} group by 1 order by 1 desc`,
  );
  const buckets = rows.map(({ bucket, sum }) => ({ bucket, sum: BigInt(sum) }));
  const total = buckets.reduce((sum, one) => sum + one.sum, 0n);
  const leastA = await leastValue(reader, buckets, total, borders.borderA);
  const leastB = await leastValue(reader, buckets, total, borders.borderB);
  return { total, leastA, leastB };
}

/** The least value whose block begins before the border. Blocks of one value are never split. */
async function leastValue(
  reader: MirrorReader,
  buckets: readonly Bucket[],
  total: bigint,
  border: number,
): Promise<bigint> {
  const isBefore = (sum: bigint) => 10_000n * sum < BigInt(hundredths(border)) * total;
  let before = 0n;
  let last: { bucket: number; before: bigint } | undefined;
  for (const { bucket, sum } of buckets) {
    if (!isBefore(before)) break;
    last = { bucket, before };
    before += sum;
  }
  if (!last) return 0n;
  const blocks = await reader.rows<{ value: string; sum: string }>(
    mirrorSql`select value_minor as value, sum(value_minor) as sum from classes_row
               where ${counted} and ${bucketOf} = ${last.bucket} group by value_minor order by value_minor desc`,
  );
  let least = 0n;
  let through = last.before;
  for (const block of blocks) {
    if (!isBefore(through)) break;
    least = BigInt(block.value);
    through += BigInt(block.sum);
  }
  return least;
}
