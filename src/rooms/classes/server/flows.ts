// Who moves: between two dates, between two definitions, and between borders as they are and as they might be (CLS-8, LC-6).

import type { Ctx } from '#platform/server/ctx.ts';
import { today } from '#platform/server/ctx.ts';
import { parseDay, type Day } from '#platform/shared/days.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import {
  mirrorService,
  mirrorSql,
  verbatim,
  type MirrorReader,
  type MirrorSql,
} from '#rooms/facts/server/index.ts';
import { askedDefinitions, type AskedOver } from '../shared/asked.ts';
import type { Definitions } from '../shared/definitions.ts';
import { findDefaultAsOf } from './as-of.ts';
import { classesSql } from './classes.sql.ts';
import { loadDefinitions, refuseProblems } from './definitions.ts';
import { refuse as refuseFromPlatform } from '#platform/server/errors.ts';
import { refuse } from './errors.ts';
import { seesWholeBase, visibleCustomersSql } from './visible.ts';

export interface Move {
  readonly from: string | null;
  readonly to: string | null;
  readonly customers: number;
}

export interface Flows {
  readonly category: Move[];
  readonly abc: Move[];
  readonly xyz: Move[];
}

/** A day of the calendar, the default date when none was named. */
export async function readAsOf(
  ctx: Ctx,
  reader: MirrorReader,
  definitions: Definitions,
  text: string | undefined,
): Promise<Day> {
  if (text === undefined) return findDefaultAsOf(reader, definitions, today(ctx));
  const read = parseDay(text);
  if (read === undefined || read < '1900-01-01' || read > '2999-12-31')
    throw refuse('day_invalid', { day: text.slice(0, 40) });
  return read;
}

/** Class flows of the visible customers between the ends of two days, under the definitions in force. */
export async function findFlows(
  ctx: Ctx,
  from: string,
  to: string | undefined,
): Promise<Flows & { from: Day; to: Day }> {
  const { definitions } = await loadDefinitions(ctx.db);
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  return mirror.read(async (reader) => {
    const end = await readAsOf(ctx, reader, definitions, to);
    const start = await readAsOf(ctx, reader, definitions, from);
    return {
      from: start,
      to: end,
      ...(await compare(ctx, reader, classesSql(definitions, start), classesSql(definitions, end))),
    };
  });
}

/** What saving these definitions would move at a date. */
export async function previewChange(
  ctx: Ctx,
  changed: Definitions,
  asOf: string | undefined,
): Promise<Flows & { asOf: Day; customers: number; moved: number }> {
  refuseProblems(changed);
  const { definitions } = await loadDefinitions(ctx.db);
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  return mirror.read(async (reader) => {
    const on = await readAsOf(ctx, reader, definitions, asOf);
    const flows = await compare(ctx, reader, classesSql(definitions, on), classesSql(changed, on));
    const [row] = await reader.rows<{ customers: number; moved: number }>(
      mirrorSql`select count(*)::int as customers,
                       (count(*) filter (where (category_from, abc_from, xyz_from) is distinct from (category_to, abc_to, xyz_to)))::int as moved from moved`,
    );
    return { asOf: on, customers: row?.customers ?? 0, moved: row?.moved ?? 0, ...flows };
  });
}

/** Borders tried out tell the share before a customer by halving: only those who see the whole base may try (domain page 10). */
export function refuseTrying(ctx: Ctx): void {
  if (!seesWholeBase(ctx.actor)) throw refuseFromPlatform('not_found');
}

/** Customers and turnover of each cell, were the borders these. Amounts only for those who see the whole base. */
export async function tryBorders(
  ctx: Ctx,
  borders: AskedOver & { borderA?: number; borderB?: number; borderX?: number; borderY?: number },
  asOf: string | undefined,
) {
  refuseTrying(ctx);
  const definitions = askedDefinitions((await loadDefinitions(ctx.db)).definitions, borders);
  const tried: Definitions = {
    ...definitions,
    abc: {
      ...definitions.abc,
      borderA: borders.borderA ?? definitions.abc.borderA,
      borderB: borders.borderB ?? definitions.abc.borderB,
    },
    xyz: {
      ...definitions.xyz,
      borderX: borders.borderX ?? definitions.xyz.borderX,
      borderY: borders.borderY ?? definitions.xyz.borderY,
    },
  };
  refuseProblems(tried);
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  return mirror.read(async (reader) => {
    const on = await readAsOf(ctx, reader, definitions, asOf);
    const cells = await reader.rows<{
      abc: string | null;
      xyz: string | null;
      customers: number;
      value_minor: string;
    }>(
      mirrorSql`select abc, xyz, count(*)::int as customers, sum(value_minor)::bigint as value_minor from (${classesSql(tried, on)}) class
                 where is_ranked and customer_id in (${visibleCustomersSql(ctx.actor)}) group by abc, xyz order by abc nulls last, xyz nulls last`,
    );
    const amount = (minor: string) =>
      seesWholeBase(ctx.actor) ? minorToDecimal(BigInt(minor), ctx.company.currency) : null;
    return {
      asOf: on,
      cells: cells.map(({ abc, xyz, customers, value_minor }) => ({
        abc,
        xyz,
        customers,
        value: amount(value_minor),
      })),
    };
  });
}

/** Fills the session's table `moved` with both sides of every visible customer and counts the moves. */
async function compare(ctx: Ctx, reader: MirrorReader, before: MirrorSql, after: MirrorSql): Promise<Flows> {
  await reader.rows(mirrorSql`
    create or replace temp table moved as
    select coalesce(earlier.customer_id, later.customer_id) as customer_id,
           coalesce(earlier.category, 'potential') as category_from, coalesce(later.category, 'potential') as category_to,
           earlier.abc as abc_from, later.abc as abc_to, earlier.xyz as xyz_from, later.xyz as xyz_to
      from (${before}) earlier full join (${after}) later on later.customer_id = earlier.customer_id
     where coalesce(earlier.customer_id, later.customer_id) in (${visibleCustomersSql(ctx.actor)})`);
  const flow = (name: 'category' | 'abc' | 'xyz') => {
    const [from, to] = [verbatim(`${name}_from`), verbatim(`${name}_to`)];
    return reader.rows<Move>(
      mirrorSql`select ${from} as "from", ${to} as "to", count(*)::int as customers from moved group by 1, 2 order by 1 nulls last, 2 nulls last`,
    );
  };
  return { category: await flow('category'), abc: await flow('abc'), xyz: await flow('xyz') };
}
