// The customers behind the figures of the table: of a cell, of borders tried out, of a flow between two dates.

import type { Ctx } from '#platform/server/ctx.ts';
import { recordChange } from '#platform/server/audit/audit.ts';
import { exportTable, mediaTypes, type ExportColumn } from '#platform/server/export/export.ts';
import type { RawExchange } from '#platform/server/room.ts';
import { textsKey } from '#platform/server/texts.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import { mirrorSql, verbatim, type MirrorSql } from '#rooms/facts/server/index.ts';
import { shareOf } from '../shared/abc.ts';
import type { Definitions } from '../shared/definitions.ts';
import { classedRowsSql, isKeySql, presentClassed, type ClassedRow } from './classed-rows.sql.ts';
import { classesSql } from './classes.sql.ts';
import { refuseProblems } from './definitions.ts';
import { readAsOf, refuseTrying } from './flows.ts';
import { cutPage, pageOf, withQuestion, type PageQuery, type ScreenQuery } from './screen-question.ts';
import { seesWholeBase } from './visible.ts';

export interface CellQuery extends ScreenQuery {
  readonly abc?: string;
  readonly xyz?: string;
  readonly key?: boolean;
}

/** Ranked customers of a cell, a class, or all, in descending order of value. */
export async function listClassed(ctx: Ctx, query: CellQuery & PageQuery) {
  const page = pageOf(query);
  return withQuestion(ctx, query, async ({ reader, definitions, asOf }) => {
    await reader.rows(
      mirrorSql`create or replace temp table screen_class as ${cellSql(ctx, query, definitions, asOf)}`,
    );
    const rows = await reader.rows<ClassedRow>(
      mirrorSql`select * from screen_class order by value_minor desc, customer_id limit ${page.limit + 1} offset ${page.offset}`,
    );
    const [totals] = await reader.rows<{
      customers: number;
      value_minor: string;
      total_minor: string | null;
    }>(
      mirrorSql`select count(*)::int as customers, coalesce(sum(value_minor), 0)::bigint as value_minor, max(total_minor)::bigint as total_minor from screen_class`,
    );
    const isWhole = seesWholeBase(ctx.actor);
    const value = BigInt(totals?.value_minor ?? 0);
    const cut = cutPage(rows, page);
    return {
      rows: cut.rows.map((row) => presentClassed(ctx, row)),
      nextCursor: cut.nextCursor,
      totals: {
        customers: totals?.customers ?? 0,
        value: isWhole ? minorToDecimal(value, ctx.company.currency) : null,
        share: isWhole && totals?.total_minor ? (shareOf(value, BigInt(totals.total_minor)) ?? null) : null,
      },
    };
  });
}

/** The same as a file; the export is logged. */
export async function exportClassed(
  ctx: Ctx,
  query: CellQuery & { readonly format: 'csv' | 'xlsx' },
  { reply }: RawExchange,
): Promise<unknown> {
  await recordChange(ctx, {
    entity: 'classes.list',
    entityId: 'customers',
    action: 'export',
    after: { ...query },
  });
  const { language } = ctx.actor;
  const texts = ctx.services.get(textsKey);
  return withQuestion(ctx, query, async ({ reader, definitions, asOf }) => {
    const statement = mirrorSql`select * from (${cellSql(ctx, query, definitions, asOf)}) classed order by value_minor desc, customer_id`;
    const rows = presented(ctx, reader.batches<ClassedRow>(statement));
    const columns = exportColumns((key) => texts(language, `classes.file.${key}`));
    const bytes = exportTable({ name: texts(language, 'classes.title'), columns, rows }, query.format, {
      language,
    });
    await reply
      .header('content-type', mediaTypes[query.format])
      .header('content-disposition', `attachment; filename="classes-${asOf}.${query.format}"`)
      .send(bytes);
    await new Promise<void>((done) => bytes.once('close', done));
    return reply;
  });
}

/** Who would move, were the borders these. */
export async function listBorderMoves(
  ctx: Ctx,
  query: ScreenQuery &
    PageQuery & {
      readonly borderA?: number;
      readonly borderB?: number;
      readonly borderX?: number;
      readonly borderY?: number;
    },
) {
  refuseTrying(ctx);
  const page = pageOf(query);
  return withQuestion(ctx, query, async ({ reader, definitions, asOf }) => {
    const { abc, xyz } = definitions;
    const tried: Definitions = {
      ...definitions,
      abc: { ...abc, borderA: query.borderA ?? abc.borderA, borderB: query.borderB ?? abc.borderB },
      xyz: { ...xyz, borderX: query.borderX ?? xyz.borderX, borderY: query.borderY ?? xyz.borderY },
    };
    refuseProblems(tried);
    await reader.rows(mirrorSql`create or replace temp table screen_move as
      select now.*, tried.abc as abc_then, tried.xyz as xyz_then
        from (${classedRowsSql(ctx.actor, definitions, asOf)}) now join (${classesSql(tried, asOf)}) tried on tried.customer_id = now.customer_id
       where now.abc is distinct from tried.abc or now.xyz is distinct from tried.xyz`);
    const rows = await reader.rows<
      ClassedRow & { readonly abc_then: 'A' | null; readonly xyz_then: 'X' | null }
    >(
      mirrorSql`select * from screen_move order by value_minor desc, customer_id limit ${page.limit + 1} offset ${page.offset}`,
    );
    const [count] = await reader.rows<{ moving: number }>(
      mirrorSql`select count(*)::int as moving from screen_move`,
    );
    const cut = cutPage(rows, page);
    return {
      moving: count?.moving ?? 0,
      rows: cut.rows.map((row) => ({
        row: presentClassed(ctx, row),
        abcThen: row.abc_then,
        xyzThen: row.xyz_then,
      })),
      nextCursor: cut.nextCursor,
    };
  });
}

/** The customers of one flow, as they are at the later date. */
export async function listFlowCustomers(
  ctx: Ctx,
  query: PageQuery & {
    readonly scheme: 'abc' | 'xyz';
    readonly from: string;
    readonly to: string;
    readonly was: string;
    readonly is: string;
  },
) {
  const page = pageOf(query);
  return withQuestion(ctx, { asOf: query.to }, async ({ reader, definitions, asOf }) => {
    const from = await readAsOf(ctx, reader, definitions, query.from);
    const letter = verbatim(query.scheme);
    const wanted = (value: string) => (value === 'none' ? mirrorSql`null` : mirrorSql`${value}`);
    const rows = await reader.rows<ClassedRow>(mirrorSql`
      select now.* from (${classedRowsSql(ctx.actor, definitions, asOf)}) now
        left join (${classesSql(definitions, from)}) before on before.customer_id = now.customer_id
       where now.${letter} is not distinct from ${wanted(query.is)} and before.${letter} is not distinct from ${wanted(query.was)}
       order by now.value_minor desc, now.customer_id limit ${page.limit + 1} offset ${page.offset}`);
    const cut = cutPage(rows, page);
    return { rows: cut.rows.map((row) => presentClassed(ctx, row)), nextCursor: cut.nextCursor };
  });
}

function cellSql(
  ctx: Ctx,
  { abc, xyz, key }: CellQuery,
  definitions: Definitions,
  asOf: Parameters<typeof classesSql>[1],
): MirrorSql {
  const letter = (name: string, value: string | undefined) =>
    value === undefined
      ? mirrorSql`true`
      : mirrorSql`${verbatim(name)} is not distinct from ${value === 'none' ? null : value}`;
  return mirrorSql`
    select * from (${classedRowsSql(ctx.actor, definitions, asOf)}) classed
     where is_ranked and ${letter('abc', abc)} and ${letter('xyz', xyz)} and ${key === true ? isKeySql(definitions) : mirrorSql`true`}`;
}

type Presented = ReturnType<typeof presentClassed>;

async function* presented(ctx: Ctx, batches: AsyncIterable<ClassedRow[]>): AsyncGenerator<Presented[]> {
  for await (const batch of batches) yield batch.map((row) => presentClassed(ctx, row));
}

function exportColumns(title: (key: string) => string): ExportColumn<Presented>[] {
  return [
    { title: title('code'), type: 'text', value: (row) => row.customer.code },
    { title: title('customer'), type: 'text', value: (row) => row.customer.name },
    { title: title('abc'), type: 'text', value: (row) => row.abc },
    { title: title('xyz'), type: 'text', value: (row) => row.xyz },
    { title: title('category'), type: 'text', value: (row) => row.category },
    { title: title('value'), type: 'money', value: (row) => row.value },
    { title: title('share'), type: 'share', value: (row) => row.share },
    { title: title('before'), type: 'share', value: (row) => row.shareBefore },
    { title: title('cv'), type: 'share', value: (row) => row.cv },
    { title: title('products'), type: 'number', value: (row) => row.products },
    { title: title('last'), type: 'day', value: (row) => row.lastOn },
    { title: title('manager'), type: 'text', value: (row) => row.manager?.name },
  ];
}
