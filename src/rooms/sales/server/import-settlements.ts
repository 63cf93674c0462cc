// Rows with ids -> settlements and lines: new ones in one insert each, known ones compared line by line.

import type { Ctx } from '#platform/server/ctx.ts';
import { exactlyOne, run, sql } from '#platform/server/db/db.ts';
import type { PublishRun } from '#rooms/imports/server/index.ts';

/**
 * The temporary table import_settlement: one row per document of the file, with the id of the known one or a fresh id.
 * Its day is that of its earliest line; without a kind in the file, a document whose lines only give back is a return.
 */
export async function gatherSettlements(ctx: Ctx, sourceId: number): Promise<void> {
  await run(
    ctx.db,
    sql`create temp table import_settlement on commit drop as
        select g.*, known.id as known_id, coalesce(known.id, nextval('sales.settlement_id_seq')::int) as id
          from (select customer_id, year, number, min(day) as day, min(row_no) as first_row, sum(amount_minor)::bigint as amount_minor, min(employee_id) as employee_id,
                       coalesce(min(kind), case when bool_and(amount_minor <= 0) and bool_or(amount_minor < 0) then 'return' else 'document' end) as kind,
                       min(kind) is not null as kind_told
                  from import_line group by customer_id, year, number order by customer_id, year, number) g
          left join sales.settlement known
            on known.customer_id = g.customer_id and known.source_id = ${sourceId} and known.year = g.year and known.number = g.number`,
  );
  await run(ctx.db, sql`analyze import_settlement`);
}

/** Writes the settlements that are not known yet, with all their lines. */
export async function addNewSettlements(ctx: Ctx, importId: number, sourceId: number): Promise<number> {
  const added = await run(
    ctx.db,
    sql`insert into sales.settlement (customer_id, id, source_id, year, number, day, kind, employee_id, currency, amount_minor, import_id)
        overriding system value
        select customer_id, id, ${sourceId}::int, year, number, day, kind, employee_id, ${ctx.company.currency}, amount_minor, ${importId}::int
          from import_settlement where known_id is null order by customer_id, id`,
  );
  if (added === 0) return 0;
  // One sort serves the ordinal; the number of the line is its distance from the first row of its document, so the order of the file is kept.
  await run(
    ctx.db,
    sql`insert into sales.line (customer_id, settlement_id, line_no, product_id, ordinal, day, quantity, price, discount, amount_minor)
        select l.customer_id, s.id, l.row_no - s.first_row + 1, l.product_id,
               row_number() over (partition by l.customer_id, s.id, l.product_id order by l.row_no)::int, l.day, l.quantity, l.price, l.discount, l.amount_minor
          from import_line l join import_settlement s on s.customer_id = l.customer_id and s.year = l.year and s.number = l.number
         where s.known_id is null order by l.customer_id, s.id, l.product_id, l.row_no`,
  );
  return added;
}

export interface KnownComparison {
  readonly settlements: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly added: number;
}

/**
 * The temporary table import_difference: lines of known settlements as 'same', 'changed' (with the number of the line that it replaces) or 'new'.
 * Equal lines meet first, whatever their order, so that a file sorted another way changes nothing; what is left meets by product and ordinal.
 */
export async function compareKnown(ctx: Ctx): Promise<KnownComparison> {
  const { known } = await exactlyOne(
    ctx.db,
    sql<{ known: number }>`select count(*)::int as known from import_settlement where known_id is not null`,
  );
  if (known === 0) return { settlements: 0, unchanged: 0, changed: 0, added: 0 };
  await run(
    ctx.db,
    sql`create temp table import_difference on commit drop as
        with fresh as (
          select s.id as settlement_id, l.*, row_number() over (partition by s.id, l.product_id, l.quantity, l.price, l.discount, l.amount_minor, l.day order by l.row_no) as copy
            from import_line l join import_settlement s on s.customer_id = l.customer_id and s.year = l.year and s.number = l.number
           where s.known_id is not null),
        old as (
          select o.*, row_number() over (partition by o.settlement_id, o.product_id, o.quantity, o.price, o.discount, o.amount_minor, o.day order by o.line_no) as copy
            from sales.line o join import_settlement s on s.known_id = o.settlement_id and s.customer_id = o.customer_id),
        met as (
          select f.row_no, o.settlement_id, o.line_no
            from fresh f join old o on o.settlement_id = f.settlement_id and o.product_id is not distinct from f.product_id and o.amount_minor = f.amount_minor and o.day = f.day
             and o.quantity is not distinct from f.quantity and o.price is not distinct from f.price and o.discount is not distinct from f.discount and o.copy = f.copy),
        left_fresh as (
          select f.*, row_number() over (partition by f.settlement_id, f.product_id order by f.row_no) as place
            from fresh f where not exists (select 1 from met where met.row_no = f.row_no)),
        left_old as (
          select o.*, row_number() over (partition by o.settlement_id, o.product_id order by o.line_no) as place
            from old o where not exists (select 1 from met where met.settlement_id = o.settlement_id and met.line_no = o.line_no))
        select row_no, settlement_id, 'same' as what, line_no as old_line_no, null::int as old_ordinal from met
        union all
        select f.row_no, f.settlement_id, case when o.line_no is null then 'new' else 'changed' end, o.line_no, o.ordinal
          from left_fresh f
          left join left_old o on o.settlement_id = f.settlement_id and o.product_id is not distinct from f.product_id and o.place = f.place`,
  );
  const counts = await exactlyOne(
    ctx.db,
    sql<{ same: number; changed: number; added: number }>`
      select count(*) filter (where what = 'same')::int as same, count(*) filter (where what = 'changed')::int as changed, count(*) filter (where what = 'new')::int as added
        from import_difference`,
  );
  return { settlements: known, unchanged: counts.same, changed: counts.changed, added: counts.added };
}

/** Adds the new lines of known settlements and, on consent, replaces the changed ones; what was there is kept for undoing. */
export async function replaceKnown(ctx: Ctx, order: PublishRun): Promise<number> {
  const wanted = order.replaceChanged ? ['new', 'changed'] : ['new'];
  await run(
    ctx.db,
    sql`create temp table import_touched on commit drop as
        select s.id, s.customer_id from import_settlement s
         where s.known_id is not null
           and (exists (select 1 from import_difference d where d.settlement_id = s.id and d.what = any(${wanted}::text[]))
                or (${order.replaceChanged} and exists (select 1 from sales.settlement k where k.customer_id = s.customer_id and k.id = s.known_id
                                                          and (k.day <> s.day or (s.kind_told and k.kind <> s.kind) or (s.employee_id is not null and k.employee_id is distinct from s.employee_id)))))`,
  );
  const touched = await run(
    ctx.db,
    sql`insert into sales.import_before (import_id, customer_id, settlement_id, settlement, lines)
        select ${order.importId}, k.customer_id, k.id, to_jsonb(k), coalesce((select jsonb_agg(to_jsonb(l) order by l.line_no) from sales.line l where l.customer_id = k.customer_id and l.settlement_id = k.id), '[]')
          from sales.settlement k join import_touched t on t.customer_id = k.customer_id and t.id = k.id`,
  );
  if (touched === 0) return 0;
  if (order.replaceChanged) {
    await run(
      ctx.db,
      sql`delete from sales.line l using import_difference d, import_touched t
           where d.what = 'changed' and t.id = d.settlement_id and l.customer_id = t.customer_id and l.settlement_id = t.id and l.line_no = d.old_line_no`,
    );
  }
  await run(
    ctx.db,
    sql`insert into sales.line (customer_id, settlement_id, line_no, product_id, ordinal, day, quantity, price, discount, amount_minor)
        select l.customer_id, d.settlement_id,
               case when d.what = 'changed' then d.old_line_no else coalesce(last.line_no, 0) + row_number() over (partition by d.settlement_id, d.what order by l.row_no)::int end,
               l.product_id,
               case when d.what = 'changed' then d.old_ordinal
                    else coalesce(most.ordinal, 0) + row_number() over (partition by d.settlement_id, l.product_id, d.what order by l.row_no)::int end,
               l.day, l.quantity, l.price, l.discount, l.amount_minor
          from import_difference d
          join import_line l on l.row_no = d.row_no
          left join lateral (select max((o ->> 'line_no')::int) as line_no from sales.import_before b, jsonb_array_elements(b.lines) o
                              where b.import_id = ${order.importId} and b.customer_id = l.customer_id and b.settlement_id = d.settlement_id) last on true
          left join lateral (select max((o ->> 'ordinal')::int) as ordinal from sales.import_before b, jsonb_array_elements(b.lines) o
                              where b.import_id = ${order.importId} and b.customer_id = l.customer_id and b.settlement_id = d.settlement_id
                                and (o ->> 'product_id')::int is not distinct from l.product_id) most on true
         where d.what = any(${wanted}::text[])`,
  );
  await run(
    ctx.db,
    sql`update sales.settlement k
           set amount_minor = (select coalesce(sum(l.amount_minor), 0) from sales.line l where l.customer_id = k.customer_id and l.settlement_id = k.id),
               day = case when ${order.replaceChanged} then s.day else k.day end,
               kind = case when ${order.replaceChanged} and s.kind_told then s.kind else k.kind end,
               employee_id = case when ${order.replaceChanged} then coalesce(s.employee_id, k.employee_id) else coalesce(k.employee_id, s.employee_id) end
          from import_settlement s join import_touched t on t.id = s.id
         where k.customer_id = s.customer_id and k.id = s.known_id`,
  );
  return touched;
}
