// The base by category over time and its movement between two dates, whole or in one direction (LC-9).

import type { Ctx } from '#platform/server/ctx.ts';
import { addDays, addMonths, firstOfMonth, lastOfMonth, type Day } from '#platform/shared/days.ts';
import { mirrorSql, type MirrorReader, type MirrorSql } from '#rooms/facts/server/index.ts';
import { idKind } from '#platform/shared/ids.ts';
import type { Definitions } from '../shared/definitions.ts';
import { categories, type Category } from '../shared/life-cycle.ts';
import { refuse } from './errors.ts';
import { readAsOf } from './flows.ts';
import { lifeSql, transitionsSql, type LifeScope } from './life.sql.ts';
import { withQuestion } from './screen-question.ts';
import { visibleCustomersSql } from './visible.ts';

export interface PeriodQuery {
  readonly from?: string;
  readonly to?: string;
  readonly direction?: string;
}

export type Structure = Record<Category, number>;

export interface Moves {
  readonly month: string;
  readonly was: Category;
  readonly is: Category;
  readonly changes: number;
}

const directionIds = idKind('dir');

/** Structure at both ends and at the end of every month between, dated changes of the period, customers by category at both ends. */
export async function findLifeCycle(ctx: Ctx, query: PeriodQuery) {
  return withQuestion(
    ctx,
    query.to === undefined ? {} : { asOf: query.to },
    async ({ reader, version, definitions, asOf: to }) => {
      const from =
        query.from === undefined
          ? addMonths(firstOfMonth(to), -11)
          : await readAsOf(ctx, reader, definitions, query.from);
      if (from > to) throw refuse('day_invalid', { day: from });
      const directions = await reader.rows<{ id: number; name: string }>(
        mirrorSql`select id, name from direction order by name`,
      );
      const { scope, only } = scopeOf(query.direction);
      await reader.rows(mirrorSql`create or replace temp table screen_change as
      select customer_id, strftime(day, '%Y-%m') as month, day, from_category, to_category from (${transitionsSql(definitions, to, scope)}) change
       where ${only} and customer_id in (${visibleCustomersSql(ctx.actor)})`);
      const [base] = await reader.rows<{ customers: number }>(
        mirrorSql`select count(*)::int as customers from (${visibleCustomersSql(ctx.actor)}) visible`,
      );
      const [customers, start] = [
        base?.customers ?? 0,
        await structureOn(reader, addDays(from, -1), base?.customers ?? 0),
      ];
      const months = await reader.rows<Moves>(mirrorSql`
      select month, from_category as was, to_category as is, count(*)::int as changes from screen_change where day >= ${from} group by 1, 2, 3 order by 1`);
      return {
        from,
        to,
        version,
        windowMonths:
          query.direction === undefined
            ? definitions.lifeCycle.windowMonths
            : (definitions.lifeCycle.directionWindowMonths[query.direction] ??
              definitions.lifeCycle.windowMonths),
        directions: directions.map(({ id, name }) => ({ id: directionIds.write(id), name })),
        start,
        end: await structureOn(reader, to, customers),
        months: structureByMonth(start, months, from, to),
        moves: sumMoves(months),
        flows: await flowsBetween(ctx, reader, { definitions, scope, only, before: addDays(from, -1), to }),
      };
    },
  );
}

export function scopeOf(direction: string | undefined): {
  readonly scope: LifeScope;
  readonly only: MirrorSql;
} {
  if (direction === undefined) return { scope: { level: 'customer' }, only: mirrorSql`true` };
  return {
    scope: { level: 'direction' },
    only: mirrorSql`direction_id = ${directionIds.read(direction) ?? 0}`,
  };
}

/** Everybody begins as potential; every change takes from one category and gives to another. */
async function structureOn(reader: MirrorReader, on: Day, customers: number): Promise<Structure> {
  const rows = await reader.rows<{ category: Category; customers: number }>(mirrorSql`
    select category, sum(customers)::int as customers from (
      select to_category as category, count(*) as customers from screen_change where day <= ${on} group by 1
      union all select from_category, -count(*) from screen_change where day <= ${on} group by 1) step group by 1`);
  const found = (category: Category) => rows.find((row) => row.category === category)?.customers ?? 0;
  return {
    potential: customers + found('potential'),
    new: found('new'),
    regular: found('regular'),
    recovered: found('recovered'),
    lost: found('lost'),
  };
}

/** The structure at the end of each month of the period, the last one at its end. */
export function structureByMonth(
  start: Structure,
  moves: readonly Moves[],
  from: Day,
  to: Day,
): { on: Day; structure: Structure }[] {
  const now = { ...start };
  const months: { on: Day; structure: Structure }[] = [];
  for (let month = firstOfMonth(from); month <= to; month = addMonths(month, 1)) {
    for (const { was, is, changes } of moves.filter((move) => move.month === month.slice(0, 7))) {
      now[was] -= changes;
      now[is] += changes;
    }
    const end = lastOfMonth(month);
    months.push({ on: end < to ? end : to, structure: { ...now } });
  }
  return months;
}

function sumMoves(months: readonly Moves[]): { was: Category; is: Category; changes: number }[] {
  return categories.flatMap((was) =>
    categories.flatMap((is) => {
      const changes = months
        .filter((move) => move.was === was && move.is === is)
        .reduce((sum, move) => sum + move.changes, 0);
      return changes === 0 ? [] : [{ was, is, changes }];
    }),
  );
}

interface Between {
  readonly definitions: Definitions;
  readonly scope: LifeScope;
  readonly only: MirrorSql;
  readonly before: Day;
  readonly to: Day;
}

function flowsBetween(ctx: Ctx, reader: MirrorReader, { definitions, scope, only, before, to }: Between) {
  return reader.rows<{ was: Category; is: Category; customers: number }>(mirrorSql`
    select coalesce(earlier.category, 'potential') as was, later.category as is, count(*)::int as customers
      from (select customer_id, category from (${lifeSql(definitions, to, scope)}) life where ${only}) later
      left join (select customer_id, category from (${lifeSql(definitions, before, scope)}) life where ${only}) earlier on earlier.customer_id = later.customer_id
     where later.customer_id in (${visibleCustomersSql(ctx.actor)}) group by 1, 2 order by 1, 2`);
}
