// Classes kept in the mirror between calculations: after new data only the touched customers are measured again, then all are ranked anew.

import { mirrorSql, readingFrom, verbatim, type MirrorReader } from '#rooms/facts/server/index.ts';
import type { Day } from '#platform/shared/days.ts';
import { earlierWindowStart } from './badge.sql.ts';
import { classesSql, rankedSql } from './classes.sql.ts';
import type { VersionedDefinitions } from './definitions.ts';
import { measuresSql } from './measures.sql.ts';
import { historyStartSql } from './facts.sql.ts';
import { findThresholds } from './thresholds.ts';

/** Columns of the kept table `classes_row`; shares before a customer move with every sale and are reckoned when asked for. */
const columns = verbatim(
  'customer_id, category, since, first_on, last_on, is_ranked, value_minor, abc, cv, xyz, xyz_reason, xyz_preliminary',
);

/**
 * Brings `classes_row` up to date inside a writing session and leaves the ids that may differ in the session's table `changed_customer`.
 * Whole when the date, the rules or the mirror are others than last time; else by parts. Answers which.
 */
export async function refreshClassed(
  reader: MirrorReader,
  rules: VersionedDefinitions,
  asOf: Day,
): Promise<'whole' | 'part'> {
  await reader.rows(mirrorSql`create table if not exists classes_key (key varchar)`);
  await reader.rows(mirrorSql`create table if not exists touched (customer_id integer)`);
  const [state] = await reader.rows<{ value: string }>(
    mirrorSql`select value from mirror_state where key = 'generation'`,
  );
  const [kept] = await reader.rows<{ key: string }>(mirrorSql`select key from classes_key`);
  const key = JSON.stringify([
    state?.value,
    asOf,
    rules.version,
    rules.definitions,
    await coversEarlierWindow(reader, rules, asOf),
  ]);
  const isPart = kept?.key === key;
  await (isPart ? remeasureTouched(reader, rules, asOf) : measureAll(reader, rules, asOf));
  await reader.rows(mirrorSql`delete from touched`);
  await reader.rows(mirrorSql`create or replace table classes_key as select ${key} as key`);
  return isPart ? 'part' : 'whole';
}

/** Older data that come to cover the earlier window give everybody a turnover before. */
async function coversEarlierWindow(
  reader: MirrorReader,
  { definitions }: VersionedDefinitions,
  asOf: Day,
): Promise<boolean> {
  const from = earlierWindowStart(definitions, asOf);
  const [base] = await reader.rows<{ first_on: string | null }>(historyStartSql(definitions, asOf));
  return from !== undefined && typeof base?.first_on === 'string' && base.first_on <= from;
}

async function measureAll(
  reader: MirrorReader,
  { definitions }: VersionedDefinitions,
  asOf: Day,
): Promise<void> {
  await reader.rows(
    mirrorSql`create or replace table classes_row as select ${columns} from (${classesSql(definitions, asOf)}) class`,
  );
  await reader.rows(
    mirrorSql`create or replace temp table changed_customer as select customer_id from classes_row`,
  );
}

async function remeasureTouched(
  reader: MirrorReader,
  { definitions }: VersionedDefinitions,
  asOf: Day,
): Promise<void> {
  await reader.rows(mirrorSql`
    create or replace temp table changed_customer as
    select distinct unnest([touched.customer_id, coalesce(merged.resolved_id, touched.customer_id)]) as customer_id
      from touched left join merged on merged.id = touched.customer_id where touched.customer_id is not null`);
  const needsLines = definitions.xyz.measure === 'quantity';
  const relations: Record<string, string> = {
    pub_sale: 'touched_sale',
    ...(needsLines ? { pub_sale_line: 'touched_sale_line' } : {}),
  };
  for (const [relation, name] of Object.entries(relations)) {
    await reader.rows(mirrorSql`create or replace temp table ${verbatim(name)} as
      select * from ${verbatim(relation)} where customer_id in (select customer_id from changed_customer)`);
  }
  const measured = readingFrom(rankedSql(definitions, measuresSql(definitions, asOf)), relations);
  await reader.rows(
    mirrorSql`delete from classes_row where customer_id in (select customer_id from changed_customer)`,
  );
  await reader.rows(mirrorSql`insert into classes_row select ${columns} from (${measured}) class`);
  await rankAgain(reader, definitions.abc);
}

/** A class is a span of values: two thresholds tell who has another one now. */
async function rankAgain(reader: MirrorReader, borders: { borderA: number; borderB: number }): Promise<void> {
  const { total, leastA, leastB } = await findThresholds(reader, borders);
  const abc =
    total === 0n
      ? mirrorSql`null`
      : mirrorSql`case when value_minor > 0 and value_minor >= ${leastA} then 'A' when value_minor > 0 and value_minor >= ${leastB} then 'B' else 'C' end`;
  const differs = mirrorSql`is_ranked and abc is distinct from ${abc}`;
  await reader.rows(
    mirrorSql`insert into changed_customer select customer_id from classes_row where ${differs}`,
  );
  await reader.rows(mirrorSql`update classes_row set abc = ${abc} where ${differs}`);
}
