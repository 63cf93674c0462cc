// Drill-down of the base's movement: the customers behind a figure of new, lost or recovered ones, from the report's own session table.

import type { Ctx } from '#platform/server/ctx.ts';
import { idKind } from '#platform/shared/ids.ts';
import { mirrorSql } from '#rooms/facts/server/index.ts';
import { prepareDynamics } from './dynamics-report.ts';
import { withReport } from './reports.ts';

export interface MovesQuestion {
  readonly move: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
}

interface Row {
  readonly customer_id: number;
  readonly code: string;
  readonly name: string;
  readonly on: string;
  readonly before: string;
}

const customerIds = idKind('cus');

/** Grain: one transition; a customer lost twice in the period stands twice, as the figure counts him. */
export async function listMovesBehind(ctx: Ctx, question: MovesQuestion) {
  const limit = question.limit ?? 100;
  return withReport(
    ctx,
    'lifecycle',
    { from: question.from, to: question.to },
    async ({ question: asked }, reader) => {
      await prepareDynamics(reader, asked);
      const moved = mirrorSql`dynamics_move where day >= ${asked.from} and to_category = ${question.move}`;
      const rows = await reader.rows<Row>(mirrorSql`
      select change.customer_id, customer.code, customer.name, change.day as "on", change.from_category as before
        from (select * from ${moved}) change join pub_customer customer on customer.id = change.customer_id
       order by change.day desc, change.customer_id limit ${limit + 1}`);
      const [totals] = await reader.rows<{ moves: number }>(
        mirrorSql`select count(*)::int as moves from ${moved}`,
      );
      return {
        rows: rows.slice(0, limit).map((row) => ({
          customer: { id: customerIds.write(row.customer_id), code: row.code, name: row.name },
          on: row.on,
          before: row.before,
        })),
        hasMore: rows.length > limit,
        totals: { moves: totals?.moves ?? 0 },
      };
    },
  );
}
