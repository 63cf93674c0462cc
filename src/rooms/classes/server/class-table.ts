// The table of nine cells and the state that every analytical screen begins with (CLS-5, CLS-7).

import type { Ctx } from '#platform/server/ctx.ts';
import { today } from '#platform/server/ctx.ts';
import { one, sql } from '#platform/server/db/db.ts';
import { jobIds } from '#platform/shared/contracts/common.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import { mirrorService, mirrorSql } from '#rooms/facts/server/index.ts';
import { shareOf } from '../shared/abc.ts';
import { findDefaultAsOf } from './as-of.ts';
import { classedRowsSql, isKeySql } from './classed-rows.sql.ts';
import { loadDefinitions } from './definitions.ts';
import { countedSalesSql } from './facts.sql.ts';
import { withQuestion, type ScreenQuery } from './screen-question.ts';
import { seesWholeBase, visibleCustomersSql } from './visible.ts';

interface Cell {
  readonly abc: 'A' | 'B' | 'C' | null;
  readonly xyz: 'X' | 'Y' | 'Z' | null;
  readonly customers: number;
  readonly value_minor: string;
  readonly total_minor: string | null;
  readonly products: number;
  readonly key_customers: number;
}

/** Cells over the ranked customers that the actor sees; value and shares only for those who see the whole base. */
export async function findClassTable(ctx: Ctx, query: ScreenQuery) {
  return withQuestion(ctx, query, async ({ reader, version, definitions, asOf }) => {
    await reader.rows(
      mirrorSql`create or replace temp table screen_class as select * from (${classedRowsSql(ctx.actor, definitions, asOf)}) classed where is_ranked`,
    );
    const cells = await reader.rows<Cell>(mirrorSql`
      select abc, xyz, count(*)::int as customers, sum(value_minor)::bigint as value_minor, max(total_minor)::bigint as total_minor, avg(products) as products,
             (count(*) filter (where ${isKeySql(definitions)}))::int as key_customers
        from screen_class group by abc, xyz order by abc nulls last, xyz nulls last`);
    const withoutXyz = await reader.rows<{ reason: 'new_customer'; customers: number }>(
      mirrorSql`select xyz_reason as reason, count(*)::int as customers from screen_class where xyz_reason is not null group by 1 order by 1`,
    );
    const [base] = await reader.rows<{ customers: number }>(
      mirrorSql`select count(*)::int as customers from (${visibleCustomersSql(ctx.actor)}) visible`,
    );
    const customers = cells.reduce((sum, cell) => sum + cell.customers, 0);
    const isWhole = seesWholeBase(ctx.actor);
    const money = (minor: string | bigint) =>
      isWhole ? minorToDecimal(BigInt(minor), ctx.company.currency) : null;
    const total = BigInt(cells.find((cell) => cell.total_minor !== null)?.total_minor ?? 0);
    return {
      asOf,
      version,
      definitions,
      customers,
      value: money(cells.reduce((sum, cell) => sum + BigInt(cell.value_minor), 0n)),
      cells: cells.map((cell) => ({
        abc: cell.abc,
        xyz: cell.xyz,
        customers: cell.customers,
        value: money(cell.value_minor),
        share: isWhole ? (shareOf(BigInt(cell.value_minor), total) ?? null) : null,
        products: Math.round(cell.products * 100) / 100,
      })),
      keyCustomers: cells.reduce((sum, cell) => sum + cell.key_customers, 0),
      withoutXyz,
      notRanked: Math.max(0, (base?.customers ?? 0) - customers),
    };
  });
}

/** Default date, span of the settlements that the definitions count, newest calculation, the job under way. */
export async function findClassState(ctx: Ctx) {
  const { version, definitions } = await loadDefinitions(ctx.db);
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  const now = today(ctx);
  const facts = await mirror.read(async (reader) => {
    const [row] = await reader.rows<{
      first_on: string | null;
      last_on: string | null;
      settlements: number;
    }>(mirrorSql`
      select min(day)::varchar as first_on, max(day)::varchar as last_on, count(*)::int as settlements
        from (${countedSalesSql(definitions, now)}) sale where is_trade`);
    const [base] = await reader.rows<{ customers: number }>(
      mirrorSql`select count(*)::int as customers from (${visibleCustomersSql(ctx.actor)}) visible`,
    );
    return {
      row,
      customers: base?.customers ?? 0,
      defaultAsOf: await findDefaultAsOf(reader, definitions, now),
    };
  });
  const reach = await one(
    ctx.db,
    sql<{
      calculated_at: Date;
    }>`select calculated_at from classes.history_reach order by version desc limit 1`,
  );
  const job = await one(
    ctx.db,
    sql<{
      id: number;
    }>`select id from platform.job where name in ('classes.recalculate', 'classes.recalculate_daily')
                           and state in ('waiting', 'running') and run_at <= now() order by id desc limit 1`,
  );
  return {
    defaultAsOf: facts.defaultAsOf,
    today: now,
    version,
    firstSettlementOn: facts.row?.first_on ?? null,
    lastSettlementOn: facts.row?.last_on ?? null,
    customers: facts.customers,
    settlements: facts.row?.settlements ?? 0,
    calculatedAt: reach?.calculated_at.toISOString() ?? null,
    job: job ? jobIds.write(job.id) : null,
  };
}
