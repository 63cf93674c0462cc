// Writes what was reckoned back to PostgreSQL as differences, so that lists filter and sort by it.

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Db } from '#platform/server/db/db.ts';
import { run, sql } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/days.ts';
import { writeBadges } from '#rooms/customers/server/index.ts';
import {
  mirrorSql,
  readingFrom,
  verbatim,
  type Mirror,
  type MirrorReader,
  type MirrorSql,
} from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import { badgeColumns, badgesSql } from './badge.sql.ts';
import { refreshClassed } from './classed.ts';
import type { VersionedDefinitions } from './definitions.ts';

/** One transaction of PostgreSQL, as a job's step gives it. */
export type InTransaction = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/**
 * Reckons badges at a date and writes those that differ from what was written last. Answers how many. Killed in between it writes the same
 * differences again: the mirror forgets only after PostgreSQL has committed.
 */
export async function refreshBadges(
  mirror: Mirror,
  inTransaction: InTransaction,
  rules: VersionedDefinitions,
  asOf: Day,
): Promise<number> {
  return mirror.write(async (reader) => {
    await prepareLast(reader);
    const extent = await refreshClassed(reader, rules, asOf);
    await reckonBadges(reader, rules.definitions, asOf, extent);
    await reader.rows(mirrorSql`create or replace temp table badge_change as ${differenceSql()}`);
    const [row] = await reader.rows<{ changes: number }>(
      mirrorSql`select count(*)::int as changes from badge_change`,
    );
    const changes = row?.changes ?? 0;
    if (changes > 0) await push(reader, inTransaction, asOf);
    await remember(reader, extent);
    return changes;
  });
}

/** Makes the session's table `badge_now`: of everybody, or of the customers in `changed_customer`. */
async function reckonBadges(
  reader: MirrorReader,
  definitions: Definitions,
  asOf: Day,
  extent: 'whole' | 'part',
): Promise<void> {
  const statement = badgesSql(definitions, asOf, mirrorSql`classes_row`);
  if (extent === 'whole') {
    await reader.rows(mirrorSql`create or replace temp table badge_now as ${statement}`);
    return;
  }
  const relations = {
    pub_sale: 'changed_sale',
    pub_sale_line: 'changed_sale_line',
    classes_row: 'changed_row',
  };
  for (const [relation, name] of Object.entries(relations)) {
    await reader.rows(mirrorSql`create or replace temp table ${verbatim(name)} as
      select * from ${verbatim(relation)} where customer_id in (select customer_id from changed_customer)`);
  }
  await reader.rows(
    mirrorSql`create or replace temp table badge_now as ${readingFrom(statement, relations)}`,
  );
}

async function remember(reader: MirrorReader, extent: 'whole' | 'part'): Promise<void> {
  if (extent === 'whole') {
    await reader.rows(mirrorSql`create or replace table classes_badge as select * from badge_now`);
    return;
  }
  await reader.rows(
    mirrorSql`delete from classes_badge where customer_id in (select customer_id from changed_customer)`,
  );
  await reader.rows(mirrorSql`insert into classes_badge select * from badge_now`);
}

/** What PostgreSQL was told last. A mirror that was made anew does not know and writes everything once more. */
async function prepareLast(reader: MirrorReader): Promise<void> {
  await reader.rows(
    mirrorSql`create table if not exists classes_badge (
      customer_id integer, category varchar, category_since date, abc varchar, xyz varchar, xyz_preliminary boolean, turnover_minor bigint,
      turnover_before_minor bigint, month_minor varchar, first_settlement_on date, last_settlement_on date, products_used integer, directions_used integer)`,
  );
}

/** Rows that are new or differ, and customers whose last settlement went away: potential again. */
function differenceSql(): MirrorSql {
  const columns = verbatim(badgeColumns.join(', '));
  const same = verbatim(
    badgeColumns.map((name) => `last.${name} is not distinct from now.${name}`).join(' and '),
  );
  const now = verbatim(badgeColumns.map((name) => `now.${name}`).join(', '));
  return mirrorSql`
    select ${now} from badge_now now left join classes_badge last on last.customer_id = now.customer_id where not (${same})
    union all
    select ${columns} from (select last.customer_id, 'potential' as category, null as category_since, null as abc, null as xyz, false as xyz_preliminary,
                                   0 as turnover_minor, null as turnover_before_minor, '{}' as month_minor, null as first_settlement_on,
                                   null as last_settlement_on, 0 as products_used, 0 as directions_used
                              from classes_badge last anti join classes_row on classes_row.customer_id = last.customer_id
                             where last.category <> 'potential') gone`;
}

async function push(reader: MirrorReader, inTransaction: InTransaction, asOf: Day): Promise<void> {
  const columns = verbatim(badgeColumns.join(', '));
  await throughFile(reader, mirrorSql`select ${columns} from badge_change`, (file) =>
    inTransaction(async (db) => {
      await run(
        db,
        sql`create temp table badge_new (like customers.badge including defaults) on commit drop`,
      );
      await copyFile(db, file, `badge_new (${badgeColumns.join(', ')})`);
      await run(db, sql`update badge_new set as_of = ${asOf}`);
      // Customers whom an undone import took away are passed over.
      await run(
        db,
        sql`delete from badge_new b where not exists (select 1 from customers.pub_customer c where c.id = b.customer_id)`,
      );
      await writeBadges(db, 'badge_new');
    }),
  );
}

/** Rows of the mirror as a csv file for COPY: neither side's rows pass through this process's thread. */
export async function throughFile<T>(
  reader: MirrorReader,
  statement: MirrorSql,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const file = join(tmpdir(), `klientela-${randomUUID()}.csv`);
  try {
    await reader.rows(mirrorSql`copy (${statement}) to ${file} (format csv, header false, nullstr '')`);
    return await use(file);
  } finally {
    await unlink(file).catch(() => {});
  }
}

/** COPY of a csv file into a table with its columns, such as 'badge_new (customer_id, abc)'. */
export async function copyFile(db: Db, file: string, target: string): Promise<void> {
  await pipeline(
    createReadStream(file, { highWaterMark: 1 << 20 }),
    db.client.query(copyFrom(`copy ${target} from stdin (format csv)`)),
  );
}
