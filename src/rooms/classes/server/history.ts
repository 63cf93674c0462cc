// Classes on the 1st of every month and transitions of category, kept as dated history (CLS-8, LC-5).

import type { Db } from '#platform/server/db/db.ts';
import { publishEvent } from '#platform/server/outbox.ts';
import { addMonths, day, firstOfMonth, type Day } from '#platform/shared/days.ts';
import { mirrorSql, type Mirror, type MirrorReader } from '#rooms/facts/server/index.ts';
import { copyFile, throughFile, type InTransaction } from './badges.ts';
import { classesSql } from './classes.sql.ts';
import type { VersionedDefinitions } from './definitions.ts';
import { countedSalesSql } from './facts.sql.ts';
import { deleteHistorySince, findReach, markReach } from './history.queries.ts';
import { transitionsSql } from './life.sql.ts';

export interface HistoryProgress {
  readonly inTransaction: InTransaction;
  readonly signal: AbortSignal;
  onMonth(done: number, total: number): void;
}

/**
 * Continues the history of a version up to a date. Closed months stand as they were told; the month that was open then is told again, since
 * data of it may have come in. A killed job tells the same rows again and doubles none. Answers the number of months reckoned.
 */
export async function fillHistory(
  mirror: Mirror,
  rules: VersionedDefinitions,
  asOf: Day,
  progress: HistoryProgress,
): Promise<number> {
  const { inTransaction, signal, onMonth } = progress;
  return mirror.read(async (reader) => {
    const firstOn = await findFirstDay(reader, rules, asOf);
    if (firstOn === undefined) return 0;
    const reach = await inTransaction((db) => findReach(db, rules.version));
    const openFrom = reach && reach.last_on <= asOf ? firstOfMonth(reach.last_on) : undefined;
    const months = monthsFrom(openFrom ?? firstOn, asOf);
    await reader.rows(
      mirrorSql`create or replace temp table history_last (customer_id integer, abc varchar, xyz varchar)`,
    );
    if (openFrom !== undefined) {
      await recall(reader, rules, addMonths(openFrom, -1));
      await inTransaction((db) => deleteHistorySince(db, rules.version, openFrom));
    }
    for (const [index, month] of months.entries()) {
      signal.throwIfAborted();
      const isNews = index === months.length - 1 && (reach === undefined || month > reach.last_on);
      await reckonMonth(reader, rules, { on: month, isNews }, inTransaction);
      onMonth(index + 1, months.length + 1);
    }
    await writeTransitions(reader, rules, { firstOn, openFrom, asOf }, inTransaction);
    return months.length;
  });
}

async function findFirstDay(
  reader: MirrorReader,
  { definitions }: VersionedDefinitions,
  asOf: Day,
): Promise<Day | undefined> {
  const [row] = await reader.rows<{ first_on: string | null }>(
    mirrorSql`select min(day)::varchar as first_on from (${countedSalesSql(definitions, asOf)}) sale where is_trade`,
  );
  return row?.first_on ? day(row.first_on) : undefined;
}

/** First days of months from a day on, up to a date. */
export function monthsFrom(from: Day, until: Day): Day[] {
  const months: Day[] = [];
  const first = firstOfMonth(from);
  for (let month = first === from ? first : addMonths(first, 1); month <= until; month = addMonths(month, 1))
    months.push(month);
  return months;
}

/** The classes that the history told last, reckoned again from the same facts and rules. */
async function recall(reader: MirrorReader, { definitions }: VersionedDefinitions, on: Day): Promise<void> {
  await reader.rows(
    mirrorSql`insert into history_last select customer_id, abc, xyz from (${classesSql(definitions, on)}) class where is_ranked`,
  );
}

/**
 * Writes the customers whose class differs from the month before; one who is not ranked any more has none. The newest month, when it is told
 * for the first time, is published as `classes.class_changed`: who changed stands in pub_class_history at its date and version.
 */
async function reckonMonth(
  reader: MirrorReader,
  { version, definitions }: VersionedDefinitions,
  { on, isNews }: { on: Day; isNews: boolean },
  inTransaction: InTransaction,
): Promise<void> {
  await reader.rows(
    mirrorSql`create or replace temp table history_now as select customer_id, abc, xyz, value_minor, before_minor, total_minor, cv from (${classesSql(definitions, on)}) class where is_ranked`,
  );
  const changes = mirrorSql`
    select coalesce(now.customer_id, last.customer_id), ${on}::date, ${version}, now.abc, now.xyz, coalesce(now.value_minor, 0), now.before_minor, now.total_minor, now.cv
      from history_now now full join history_last last on last.customer_id = now.customer_id
     where now.abc is distinct from last.abc or now.xyz is distinct from last.xyz`;
  await throughFile(reader, changes, (file) =>
    inTransaction(async (db) => {
      await db.client.query(
        `create temp table history_new (like classes.class_history including defaults) on commit drop`,
      );
      await copyFile(
        db,
        file,
        'history_new (customer_id, as_of, version, abc, xyz, value_minor, before_minor, total_minor, cv)',
      );
      const { rowCount } = await db.client.query(
        'insert into classes.class_history select * from history_new on conflict do nothing',
      );
      const customers = rowCount ?? 0;
      if (isNews && customers > 0)
        await publishEvent({ db }, 'classes.class_changed', { asOf: on, version, customers });
    }),
  );
  await reader.rows(
    mirrorSql`create or replace temp table history_last as select customer_id, abc, xyz from history_now`,
  );
}

async function writeTransitions(
  reader: MirrorReader,
  { version, definitions }: VersionedDefinitions,
  { firstOn, openFrom, asOf }: { firstOn: Day; openFrom: Day | undefined; asOf: Day },
  inTransaction: InTransaction,
): Promise<void> {
  const since = openFrom === undefined ? mirrorSql`true` : mirrorSql`day >= ${openFrom}`;
  const changes = mirrorSql`select customer_id, day, seq, ${version}, from_category, to_category from (${transitionsSql(definitions, asOf)}) change where ${since}`;
  await throughFile(reader, changes, (file) =>
    inTransaction(async (db) => {
      await insertTransitions(db, file);
      await markReach(db, version, firstOn, asOf);
    }),
  );
}

async function insertTransitions(db: Db, file: string): Promise<void> {
  await db.client.query(
    'create temp table transition_new (like classes.transition including defaults) on commit drop',
  );
  await copyFile(db, file, 'transition_new (customer_id, day, seq, version, from_category, to_category)');
  await db.client.query('insert into classes.transition select * from transition_new on conflict do nothing');
}
