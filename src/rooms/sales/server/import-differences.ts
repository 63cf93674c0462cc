// The first changed lines of an import, so that a person sees what he is asked to replace.

import type { Ctx } from '#platform/server/ctx.ts';
import { rows, sql } from '#platform/server/db/db.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import type { Difference } from '#rooms/imports/server/index.ts';

const shown = 100;

interface ChangedLine {
  readonly row_no: number;
  readonly number: string;
  readonly customer: string;
  readonly product: string | null;
  readonly before: LineValues;
  readonly after: LineValues;
}

interface LineValues {
  readonly day: string;
  readonly quantity: string | null;
  readonly price: string | null;
  readonly discount: string | null;
  readonly amount_minor: string;
}

/** Reads the temporary tables import_difference and import_line before anything is replaced. */
export async function listDifferences(ctx: Ctx): Promise<Difference[]> {
  const values = (alias: string) =>
    sql.raw(
      `json_build_object('day', ${alias}.day, 'quantity', trim_scale(${alias}.quantity)::text, 'price', trim_scale(${alias}.price)::text, 'discount', trim_scale(${alias}.discount)::text, 'amount_minor', ${alias}.amount_minor::text)`,
    );
  const found = await rows(
    ctx.db,
    sql<ChangedLine>`
      select d.row_no, f.number, c.name as customer, p.name as product, ${values('o')} as before, ${values('f')} as after
        from import_difference d
        join import_line f on f.row_no = d.row_no
        join sales.line o on o.customer_id = f.customer_id and o.settlement_id = d.settlement_id and o.line_no = d.old_line_no
        join customers.pub_customer c on c.id = f.customer_id
        left join catalog.pub_product p on p.id = f.product_id
       where d.what = 'changed' order by d.row_no limit ${shown}`,
  );
  return found.map((line) => ({
    line: line.row_no,
    record: [line.number, line.customer, line.product ?? ''].filter((part) => part !== '').join(' · '),
    fields: fieldsOf(ctx, line),
  }));
}

function fieldsOf(ctx: Ctx, { before, after }: ChangedLine): Difference['fields'] {
  const amount = (minor: string) => minorToDecimal(BigInt(minor), ctx.company.currency);
  const pairs = [
    ['settlement.date', before.day, after.day],
    ['line.quantity', before.quantity ?? '', after.quantity ?? ''],
    ['line.price', before.price ?? '', after.price ?? ''],
    ['line.discount', before.discount ?? '', after.discount ?? ''],
    ['line.amount', amount(before.amount_minor), amount(after.amount_minor)],
  ] as const;
  return pairs
    .filter(([, was, is]) => was !== is)
    .map(([field, was, is]) => ({ field, before: was, after: is }));
}
