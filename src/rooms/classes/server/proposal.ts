// The definitions as the settings screen shows them: in force, earlier versions, and the window that the company's own rhythm proposes (LC-6).

import type { Ctx } from '#platform/server/ctx.ts';
import { rows, sql } from '#platform/server/db/db.ts';
import { mirrorService, mirrorSql } from '#rooms/facts/server/index.ts';
import { windowOfMeanInterval } from '../shared/life-cycle.ts';
import { listDefinitions } from './definitions.queries.ts';
import { loadDefinitions } from './definitions.ts';
import { countedSalesSql } from './facts.sql.ts';
import { readAsOf } from './flows.ts';

export async function describeDefinitions(ctx: Ctx) {
  const { version, definitions } = await loadDefinitions(ctx.db);
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  const { asOf, proposedWindowMonths } = await mirror.read(async (reader) => {
    const on = await readAsOf(ctx, reader, definitions, undefined);
    const [row] = await reader.rows<{ days: number | null; intervals: number | null }>(
      mirrorSql`select sum(span)::int as days, sum(visits - 1)::int as intervals
                  from (select max(day) - min(day) as span, count(distinct day) as visits
                          from (${countedSalesSql(definitions, on)}) sale where is_trade group by customer_id) rhythm`,
    );
    const proposed = row?.intervals ? windowOfMeanInterval(row.days ?? 0, row.intervals) : null;
    return { asOf: on, proposedWindowMonths: proposed };
  });
  const versions = await listDefinitions(ctx.db);
  const names = new Map(
    (
      await rows(
        ctx.db,
        sql<{
          id: number;
          name: string;
        }>`select id, name from platform.pub_person where id = any(${versions.flatMap((one) => one.person_id ?? [])}::int[])`,
      )
    ).map((one) => [one.id, one.name] as const),
  );
  return {
    version,
    definitions,
    asOf,
    proposedWindowMonths,
    versions: versions.map((one) => ({
      version: one.version,
      reason: one.reason,
      createdAt: one.created_at.toISOString(),
      person: names.get(one.person_id ?? 0) ?? null,
    })),
  };
}
