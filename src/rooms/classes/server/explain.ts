// Every figure of a customer explains itself: rule, inputs, period, version of the rule (style, "Web").

import type { Ctx } from '#platform/server/ctx.ts';
import { addDays, addMonths, type Day } from '#platform/shared/days.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import { mirrorService, mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import { shareOf } from '../shared/abc.ts';
import type { Definitions } from '../shared/definitions.ts';
import { tenureOn } from '../shared/tenure.ts';
import { measuredPeriods } from '../shared/xyz.ts';
import { classesSql, type ClassRow } from './classes.sql.ts';
import { loadDefinitions } from './definitions.ts';
import { refuse } from './errors.ts';
import { countedSalesSql } from './facts.sql.ts';
import { readAsOf } from './flows.ts';
import { lifeSql } from './life.sql.ts';
import { windowStart } from './measures.sql.ts';
import { periodValuesSql, seriesSpan } from './series.sql.ts';
import { seesAmounts, seesWholeBase, visibleCustomersSql } from './visible.ts';

type Input = { name: string; value: string | number | null };

interface Subject {
  readonly row: ClassRow | undefined;
  readonly definitions: Definitions;
  readonly asOf: Day;
  /** Amounts as decimal strings, or null where the actor sees none. */
  amount(minor: string | null | undefined): string | null;
  readonly wholeBase: boolean;
}

/** The explanation of a visible customer's figures at a date; a foreign or missing customer is refused alike. */
export async function explainCustomer(ctx: Ctx, customerId: number, asOfText: string | undefined) {
  const { version, definitions } = await loadDefinitions(ctx.db);
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  return mirror.read(async (reader) => {
    const asOf = await readAsOf(ctx, reader, definitions, asOfText);
    const responsibleId = await findVisible(ctx, reader, customerId);
    // The whole base is classed, since a class is a place among all; then one row is taken.
    const [row] = await reader.rows<ClassRow>(
      mirrorSql`select * from (${classesSql(definitions, asOf)}) class where customer_id = ${customerId}`,
    );
    const visible = seesAmounts(ctx.actor, responsibleId);
    const amount = (minor: string | null | undefined) =>
      visible && minor !== null && minor !== undefined
        ? minorToDecimal(BigInt(minor), ctx.company.currency)
        : null;
    const subject: Subject = {
      row,
      definitions,
      asOf,
      amount,
      wholeBase: visible && seesWholeBase(ctx.actor),
    };
    return {
      version,
      asOf,
      category: explainCategory(subject),
      abc: explainAbc(subject),
      xyz: explainXyz(subject),
      tenure: await explainTenure(reader, customerId, subject),
      series: await readSeries(reader, customerId, subject),
      directions: await readDirections(reader, customerId, definitions, asOf),
    };
  });
}

/** The id of the responsible manager of a visible customer. */
export async function findVisible(
  ctx: Ctx,
  reader: MirrorReader,
  customerId: number,
): Promise<number | null> {
  const [found] = await reader.rows<{ responsible_id: number | null }>(
    mirrorSql`select responsible_id from pub_customer where id = ${customerId} and id in (${visibleCustomersSql(ctx.actor)})`,
  );
  if (!found) throw refuse('customer_not_found');
  return found.responsible_id;
}

function explainCategory({ row, definitions, asOf }: Subject) {
  const { windowMonths } = definitions.lifeCycle;
  const inputs: Input[] = [
    { name: 'windowMonths', value: windowMonths },
    { name: 'asOf', value: asOf },
  ];
  if (row) {
    inputs.push(
      { name: 'since', value: row.since },
      { name: 'firstOn', value: row.first_on },
      { name: 'lastOn', value: row.last_on },
      { name: 'standsUntil', value: addMonths(row.last_on as Day, windowMonths) },
    );
  }
  return { rule: 'lifeCycle', result: row?.category ?? 'potential', reason: null, inputs };
}

function explainAbc({ row, definitions, asOf, amount, wholeBase }: Subject) {
  const { borderA, borderB } = definitions.abc;
  const start = windowStart(definitions, asOf);
  const inputs: Input[] = [
    { name: 'windowFrom', value: start === undefined ? null : addDays(start, 1) },
    { name: 'windowTo', value: asOf },
    { name: 'borderA', value: borderA },
    { name: 'borderB', value: borderB },
    { name: 'value', value: amount(row?.value_minor) },
  ];
  if (wholeBase && row?.before_minor && row.total_minor) {
    inputs.push(
      { name: 'before', value: amount(row.before_minor) },
      { name: 'total', value: amount(row.total_minor) },
      { name: 'shareBefore', value: shareOf(BigInt(row.before_minor), BigInt(row.total_minor)) ?? null },
    );
  }
  const reason = !row?.is_ranked ? 'not_ranked' : BigInt(row.value_minor) <= 0n ? 'not_positive' : null;
  return { rule: 'abc', result: row?.abc ?? null, reason, inputs };
}

function explainXyz({ row, definitions }: Subject) {
  const { borderX, borderY, minPeriods, preliminaryBelow, period, measure, deviation } = definitions.xyz;
  const inputs: Input[] = [
    { name: 'period', value: period },
    { name: 'measure', value: measure },
    { name: 'deviation', value: deviation },
    { name: 'periods', value: row?.periods ?? 0 },
    { name: 'minPeriods', value: minPeriods },
    { name: 'preliminaryBelow', value: preliminaryBelow },
    { name: 'borderX', value: borderX },
    { name: 'borderY', value: borderY },
    { name: 'cv', value: row?.cv ?? null },
  ];
  const reason =
    row?.xyz_reason ?? (row?.is_ranked ? (row.xyz_preliminary ? 'preliminary' : null) : 'not_ranked');
  return { rule: 'xyz', result: row?.xyz ?? null, reason, inputs };
}

async function explainTenure(reader: MirrorReader, customerId: number, { definitions, asOf }: Subject) {
  const days = await reader.rows<{ day: Day }>(
    mirrorSql`select distinct day from (${countedSalesSql(definitions, asOf)}) sale where is_trade and customer_id = ${customerId}`,
  );
  const tenure = tenureOn(
    days.map((one) => one.day),
    asOf,
  );
  const inputs: Input[] = tenure
    ? [
        { name: 'months', value: tenure.months },
        { name: 'activeMonths', value: tenure.activeMonths },
        { name: 'activity', value: Math.round(tenure.activity * 1e6) / 1e6 },
      ]
    : [];
  return { rule: 'tenure', result: tenure ? String(tenure.months) : null, reason: null, inputs };
}

/** The values whose variation was measured; quantities as plain numbers. */
async function readSeries(
  reader: MirrorReader,
  customerId: number,
  { row, definitions, asOf, amount }: Subject,
) {
  if (!row) return [];
  const only = mirrorSql`select ${customerId}::integer`;
  const values = await reader.rows<{ period: Day; value: string }>(
    mirrorSql`select period, value::varchar as value from (${periodValuesSql(definitions, seriesSpan(definitions.xyz, asOf), only)}) value`,
  );
  const shown = (value: string) =>
    definitions.xyz.measure === 'amount' ? amount(value) : String(Number(value) / 1e6);
  return measuredPeriods(row.first_on as Day, asOf, definitions.xyz).map((from) => ({
    from,
    value: shown(values.find((one) => one.period === from)?.value ?? '0'),
  }));
}

function readDirections(reader: MirrorReader, customerId: number, definitions: Definitions, asOf: Day) {
  const scope = { level: 'direction', only: mirrorSql`select ${customerId}::integer` } as const;
  return reader.rows<{ direction: string; category: string; since: Day | null; lastOn: Day }>(
    mirrorSql`select direction.name as direction, life.category, life.since, life.last_on as "lastOn"
                from (${lifeSql(definitions, asOf, scope)}) life join direction on direction.id = life.direction_id order by direction.name`,
  );
}
