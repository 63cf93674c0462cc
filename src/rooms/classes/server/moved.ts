// Who changed category in a period: lost and recovered with date, silence, turnover and manager (LC-4, LC-5, LC-9).

import type { Ctx } from '#platform/server/ctx.ts';
import { recordChange } from '#platform/server/audit/audit.ts';
import { exportTable, mediaTypes } from '#platform/server/export/export.ts';
import type { RawExchange } from '#platform/server/room.ts';
import { textsKey } from '#platform/server/texts.ts';
import { addMonths, firstOfMonth, type Day } from '#platform/shared/days.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import { idKind } from '#platform/shared/ids.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import type { Definitions } from '../shared/definitions.ts';
import type { Category } from '../shared/life-cycle.ts';
import { countedSalesSql } from './facts.sql.ts';
import { readAsOf } from './flows.ts';
import { scopeOf, type PeriodQuery } from './life-structure.ts';
import { transitionsSql } from './life.sql.ts';
import { cutPage, pageOf, withQuestion, type PageQuery, type ScreenQuestion } from './screen-question.ts';
import { seesAmounts, seesWholeBase, visibleCustomersSql } from './visible.ts';

export interface MovedQuery extends PeriodQuery {
  readonly is: Category;
  readonly was?: Category;
  /** Changes within single directions instead of the customer as a whole. */
  readonly byDirection?: boolean;
}

interface Row {
  readonly customer_id: number;
  readonly code: string;
  readonly name: string;
  readonly responsible_id: number | null;
  readonly manager_code: string | null;
  readonly manager_name: string | null;
  readonly day: Day;
  readonly was: Category;
  readonly last_on: Day | null;
  readonly days: number | null;
  readonly usual_days: number | null;
  readonly turnover_minor: string | null;
  readonly direction: string | null;
}

const customerIds = idKind('cus');

/** Dated changes into a category, the newest first. */
export async function listMoved(ctx: Ctx, query: MovedQuery & PageQuery) {
  const page = pageOf(query);
  return withMoved(ctx, query, async ({ reader }) => {
    const rows = await reader.rows<Row>(
      mirrorSql`select * from screen_moved ${order} limit ${page.limit + 1} offset ${page.offset}`,
    );
    const [totals] = await reader.rows<{
      changes: number;
      customers: number;
      turnover_minor: string;
    }>(mirrorSql`
      select count(*)::int as changes, count(distinct customer_id)::int as customers, coalesce(sum(turnover_minor), 0)::bigint as turnover_minor from screen_moved`);
    const cut = cutPage(rows, page);
    return {
      rows: cut.rows.map((row) => present(ctx, row, query.is)),
      nextCursor: cut.nextCursor,
      totals: {
        changes: totals?.changes ?? 0,
        customers: totals?.customers ?? 0,
        turnover: seesWholeBase(ctx.actor)
          ? minorToDecimal(BigInt(totals?.turnover_minor ?? 0), ctx.company.currency)
          : null,
      },
    };
  });
}

/** The same as a file; the export is logged. */
export async function exportMoved(
  ctx: Ctx,
  query: MovedQuery & { readonly format: 'csv' | 'xlsx' },
  { reply }: RawExchange,
): Promise<unknown> {
  await recordChange(ctx, {
    entity: 'classes.list',
    entityId: 'moved',
    action: 'export',
    after: { ...query },
  });
  const { language } = ctx.actor;
  const texts = ctx.services.get(textsKey);
  const title = (key: string) => texts(language, `classes.file.${key}`);
  return withMoved(ctx, query, async ({ reader }) => {
    const rows = batchesOf(
      ctx,
      reader.batches<Row>(mirrorSql`select * from screen_moved ${order}`),
      query.is,
    );
    const bytes = exportTable<ReturnType<typeof present>>(
      {
        name: texts(language, 'classes.life.title'),
        columns: [
          { title: title('code'), type: 'text', value: (row) => row.customer.code },
          { title: title('customer'), type: 'text', value: (row) => row.customer.name },
          { title: title('direction'), type: 'text', value: (row) => row.direction },
          { title: title('day'), type: 'day', value: (row) => row.day },
          {
            title: title('was'),
            type: 'text',
            value: (row) => texts(language, `classes.category.${row.was}`),
          },
          { title: title('is'), type: 'text', value: (row) => texts(language, `classes.category.${row.is}`) },
          { title: title('last'), type: 'day', value: (row) => row.lastOn },
          { title: title('days'), type: 'number', value: (row) => row.days },
          { title: title('usual'), type: 'number', value: (row) => row.usualDays },
          { title: title('turnover'), type: 'money', value: (row) => row.turnover },
          { title: title('manager'), type: 'text', value: (row) => row.manager?.name },
        ],
        rows,
      },
      query.format,
      { language },
    );
    await reply
      .header('content-type', mediaTypes[query.format])
      .header('content-disposition', `attachment; filename="${query.is}.${query.format}"`)
      .send(bytes);
    await new Promise<void>((done) => bytes.once('close', done));
    return reply;
  });
}

const order = verbatim('order by day desc, turnover_minor desc nulls last, customer_id');

/** Makes the session's table `screen_moved` and hands it over. */
function withMoved<T>(
  ctx: Ctx,
  query: MovedQuery,
  use: (question: ScreenQuestion) => Promise<T>,
): Promise<T> {
  return withQuestion(ctx, query.to === undefined ? {} : { asOf: query.to }, async (question) => {
    const { reader, definitions, asOf: to } = question;
    const from =
      query.from === undefined
        ? addMonths(firstOfMonth(to), -11)
        : await readAsOf(ctx, reader, definitions, query.from);
    await reader.rows(
      mirrorSql`create or replace temp table screen_moved as ${movedSql(ctx, definitions, query, from, to)}`,
    );
    return use(question);
  });
}

/** Grain: one dated change. Silence before it, the median interval of the customer, turnover of the year up to the last settlement before. */
function movedSql(ctx: Ctx, definitions: Definitions, query: MovedQuery, from: Day, to: Day): MirrorSql {
  const isDirection = query.byDirection === true || query.direction !== undefined;
  const { only } = scopeOf(query.direction);
  const direction = verbatim(isDirection ? 'direction_id' : 'null::integer as direction_id');
  return mirrorSql`
    with move as (
      select customer_id, ${direction}, day, from_category as was
        from (${transitionsSql(definitions, to, { level: isDirection ? 'direction' : 'customer' })}) change
       where day >= ${from} and to_category = ${query.is} and ${query.was === undefined ? mirrorSql`true` : mirrorSql`from_category = ${query.was}`}
         and ${only} and customer_id in (${visibleCustomersSql(ctx.actor)})),
    sale as (select customer_id, day, sum(amount_minor)::bigint as amount_minor, bool_or(is_trade) as is_trade
               from (${countedSalesSql(definitions, to)}) counted where customer_id in (select customer_id from move) group by customer_id, day),
    trade as (select customer_id, day, day - lag(day) over (partition by customer_id order by day) as gap from sale where is_trade),
    usual as (select customer_id, median(gap) as usual_days from trade where gap is not null group by customer_id),
    placed as (select move.*, trade.day as last_on from move asof left join trade on trade.customer_id = move.customer_id and move.day > trade.day),
    turnover as (select placed.customer_id, placed.last_on, sum(sale.amount_minor)::bigint as turnover_minor
                   from (select distinct customer_id, last_on from placed where last_on is not null) placed
                   join sale on sale.customer_id = placed.customer_id and sale.day <= placed.last_on and sale.day > placed.last_on - interval 12 month
                  group by 1, 2)
    select placed.customer_id, customer.code, customer.name, customer.responsible_id, manager.code as manager_code, manager.name as manager_name,
           placed.day, placed.was, placed.last_on, (placed.day - placed.last_on)::int as days, usual.usual_days, turnover.turnover_minor, direction.name as direction
      from placed
      join pub_customer customer on customer.id = placed.customer_id
      left join person manager on manager.id = customer.responsible_id
      left join usual on usual.customer_id = placed.customer_id
      left join turnover on turnover.customer_id = placed.customer_id and turnover.last_on = placed.last_on
      left join direction on direction.id = placed.direction_id`;
}

function present(ctx: Ctx, row: Row, is: Category) {
  const isSeen = seesAmounts(ctx.actor, row.responsible_id);
  return {
    customer: { id: customerIds.write(row.customer_id), code: row.code, name: row.name },
    manager: row.responsible_id === null ? null : { code: row.manager_code, name: row.manager_name },
    day: row.day,
    was: row.was,
    is,
    lastOn: row.last_on,
    days: row.days,
    usualDays: row.usual_days,
    turnover:
      isSeen && row.turnover_minor !== null
        ? minorToDecimal(BigInt(row.turnover_minor), ctx.company.currency)
        : null,
    direction: row.direction,
  };
}

async function* batchesOf(
  ctx: Ctx,
  batches: AsyncIterable<Row[]>,
  is: Category,
): AsyncGenerator<ReturnType<typeof present>[]> {
  for await (const batch of batches) yield batch.map((row) => present(ctx, row, is));
}
