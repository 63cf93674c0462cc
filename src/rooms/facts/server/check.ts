// Parity of the mirror with the truth: the same sums on both sides, at the snapshot up to which the mirror has read.

import type { DuckDBConnection } from '@duckdb/node-api';
import type { pg } from '#platform/server/db/types.ts';

export interface Parity {
  readonly name: string;
  readonly truth: string;
  readonly mirror: string;
}

export interface MirrorCheck {
  readonly compared: number;
  readonly differences: readonly Parity[];
}

interface Comparison {
  readonly name: string;
  readonly truth: string;
  readonly mirror: string;
}

/** Sums that move when any row is missing, doubled or changed. Weights keep rows that swapped their values apart. */
const comparisons: readonly Comparison[] = [
  both('settlements', 'count(*)', 'sales.pub_settlement', 'settlement'),
  both('settlement amounts', 'coalesce(sum(amount_minor), 0)', 'sales.pub_settlement', 'settlement'),
  both(
    'settlement amounts by customer',
    'coalesce(sum(amount_minor::numeric * customer_id), 0)',
    'sales.pub_settlement',
    'settlement',
    'coalesce(sum(amount_minor::hugeint * customer_id), 0)',
  ),
  both(
    'settlement days',
    "coalesce(sum((day - date '2000-01-01')::bigint * id), 0)",
    'sales.pub_settlement',
    'settlement',
  ),
  both('settlement employees', 'coalesce(sum(employee_id::bigint), 0)', 'sales.pub_settlement', 'settlement'),
  both('lines', 'count(*)', 'sales.pub_line', 'line'),
  both('line amounts', 'coalesce(sum(amount_minor), 0)', 'sales.pub_line', 'line'),
  both(
    'line amounts by product',
    'coalesce(sum(amount_minor::numeric * coalesce(product_id, 0)), 0)',
    'sales.pub_line',
    'line',
    'coalesce(sum(amount_minor::hugeint * coalesce(product_id, 0)), 0)',
  ),
  both(
    'line quantities',
    'coalesce(sum(quantity), 0)::numeric(38, 6)::text',
    'sales.pub_line',
    'line',
    'coalesce(sum(quantity), 0)::decimal(38, 6)::varchar',
  ),
  both('customers', 'count(*)', 'customers.pub_customer', 'customer'),
  both('merges', 'coalesce(sum(resolved_id::bigint), 0)', 'customers.pub_customer', 'customer'),
  both(
    'responsible managers',
    "coalesce(sum(customer_id::bigint + person_id + (from_on - date '2000-01-01')), 0)",
    'customers.pub_responsible',
    'responsible',
  ),
  both(
    'products',
    'coalesce(sum(id::bigint * 7 + coalesce(direction_id, 0)), 0)',
    'catalog.pub_product',
    'product',
  ),
  both('directions', 'coalesce(sum(id::bigint), 0)', 'catalog.pub_direction', 'direction'),
  both('persons', 'coalesce(sum(id::bigint), 0)', 'platform.pub_person', 'person'),
  both(
    'loose lines',
    '0',
    '(values (1)) one',
    '(select count(*) as loose from line where settlement_id not in (select id from settlement)) found',
    'loose',
  ),
];

/**
 * Compares inside a snapshot that must not move meanwhile: `bringUpToDate` is called before each try, and a commit in between
 * is met by another one.
 */
export async function checkMirror(
  client: pg.Client,
  store: DuckDBConnection,
  bringUpToDate: () => Promise<unknown>,
): Promise<MirrorCheck> {
  let differences: Parity[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await bringUpToDate();
    differences = await compareOnce(client, store);
    if (differences.length === 0) break;
  }
  return { compared: comparisons.length, differences };
}

async function compareOnce(client: pg.Client, store: DuckDBConnection): Promise<Parity[]> {
  const differences: Parity[] = [];
  await client.query('begin isolation level repeatable read read only');
  try {
    for (const { name, truth, mirror } of comparisons) {
      const { rows } = await client.query<{ value: string }>(truth);
      const reader = await store.runAndReadAll(mirror);
      const [expected, found] = [String(rows[0]?.value), String(reader.getRowsJson()[0]?.[0])];
      if (expected !== found) differences.push({ name, truth: expected, mirror: found });
    }
  } finally {
    await client.query('rollback');
  }
  return differences;
}

function both(
  name: string,
  expression: string,
  source: string,
  table: string,
  mirrorExpression = expression,
): Comparison {
  return {
    name,
    truth: `select (${expression})::text as value from ${source}`,
    mirror: `select (${mirrorExpression})::varchar as value from ${table}`,
  };
}
