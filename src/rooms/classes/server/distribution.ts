// The distribution of the coefficient of variation, and a period that fits the company's own rhythm (CLS-5, AMB-3).

import type { Ctx } from '#platform/server/ctx.ts';
import { mirrorService, mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import type { Day } from '#platform/shared/days.ts';
import { askedDefinitions, type AskedOver } from '../shared/asked.ts';
import type { Definitions } from '../shared/definitions.ts';
import { classesSql } from './classes.sql.ts';
import { loadDefinitions } from './definitions.ts';
import { countedSalesSql } from './facts.sql.ts';
import { readAsOf } from './flows.ts';
import { visibleCustomersSql } from './visible.ts';

const stepWidth = 0.05;
const steps = 40;

interface Tried {
  readonly period: 'month' | 'quarter';
  readonly measure: 'amount' | 'quantity';
  readonly X: number;
  readonly Y: number;
  readonly Z: number;
  readonly none: number;
  readonly current: boolean;
}

/** A proposal must move at least this share of the classed customers out of Z. */
const worthwhile = 0.02;

/** Counts visible customers by steps of 0.05, and tries the other periods and measures. */
export async function findDistribution(ctx: Ctx, asOf: string | undefined, over: AskedOver = {}) {
  const definitions = askedDefinitions((await loadDefinitions(ctx.db)).definitions, over);
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  return mirror.read(async (reader) => {
    const on = await readAsOf(ctx, reader, definitions, asOf);
    await reader.rows(
      mirrorSql`create or replace temp table visible_customer as ${visibleCustomersSql(ctx.actor)}`,
    );
    const periods: Tried[] = [];
    for (const period of ['month', 'quarter'] as const) {
      for (const measure of ['amount', 'quantity'] as const)
        periods.push(await tryPeriod(reader, definitions, on, period, measure));
    }
    return {
      asOf: on,
      steps: await countSteps(reader, definitions, on),
      periods,
      proposal: proposePeriod(periods),
      medianIntervalDays: await medianInterval(reader, definitions, on),
    };
  });
}

/** The tried period with the greatest share of X and Y, when it tells clearly more than the one in force; null otherwise. */
export function proposePeriod(tried: readonly Tried[]): { period: string; measure: string } | null {
  const steady = ({ X, Y, Z }: Tried) => (X + Y + Z === 0 ? 0 : (X + Y) / (X + Y + Z));
  const current = tried.find((one) => one.current);
  const best = tried.reduce<Tried | undefined>(
    (found, one) => (found === undefined || steady(one) > steady(found) ? one : found),
    current,
  );
  if (!best || !current || steady(best) - steady(current) < worthwhile) return null;
  return { period: best.period, measure: best.measure };
}

async function tryPeriod(
  reader: MirrorReader,
  definitions: Definitions,
  on: Day,
  period: Tried['period'],
  measure: Tried['measure'],
): Promise<Tried> {
  const { xyz } = definitions;
  const current = xyz.period === period && xyz.measure === measure;
  const inPeriod = askedDefinitions(definitions, { period });
  const tried = { ...inPeriod, xyz: { ...inPeriod.xyz, measure } };
  const counts = await reader.rows<{ xyz: string; customers: number }>(
    mirrorSql`select coalesce(xyz, 'none') as xyz, count(*)::int as customers from (${classesSql(tried, on)}) class
               where is_ranked and customer_id in (select id from visible_customer) group by 1`,
  );
  const of = (name: string) => counts.find((row) => row.xyz === name)?.customers ?? 0;
  return { period, measure, X: of('X'), Y: of('Y'), Z: of('Z'), none: of('none'), current };
}

async function countSteps(reader: MirrorReader, definitions: Definitions, on: Day) {
  const rows = await reader.rows<{ step: number; customers: number }>(
    mirrorSql`select least(floor(cv / ${stepWidth})::int, ${steps}) as step, count(*)::int as customers from (${classesSql(definitions, on)}) class
               where xyz is not null and customer_id in (select id from visible_customer) group by 1`,
  );
  return Array.from({ length: steps + 1 }, (_, step) => ({
    from: round(step * stepWidth),
    to: step === steps ? null : round((step + 1) * stepWidth),
    customers: rows.find((row) => row.step === step)?.customers ?? 0,
  }));
}

/** Median of the days between settlement days of one visible customer; null when nobody has come twice. */
async function medianInterval(
  reader: MirrorReader,
  definitions: Definitions,
  on: Day,
): Promise<number | null> {
  const [row] = await reader.rows<{ median: number | null }>(mirrorSql`
    select median(gap) as median from (
      select day - lag(day) over (partition by customer_id order by day) as gap
        from (select distinct customer_id, day from (${countedSalesSql(definitions, on)}) sale
               where is_trade and customer_id in (select id from visible_customer)) trade) step where gap is not null`);
  return row?.median ?? null;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
