// Undoing an import of settlements whole: what it made goes, what it replaced comes back (CL-8). Later work on its records stops it, with a list.

import type { Ctx } from '#platform/server/ctx.ts';
import { rows, run, sql } from '#platform/server/db/db.ts';
import { deleteProducts, undoProducts } from '#rooms/catalog/server/index.ts';
import { listCustomerBlockers, undoCustomers } from '#rooms/customers/server/index.ts';
import { deleteUnusedEmployees } from '#platform/server/access/employees.ts';
import type { UndoBlocker } from '#rooms/imports/server/index.ts';

export async function undoSettlements(ctx: Ctx, importId: number): Promise<readonly UndoBlocker[]> {
  const standing = await listCustomerBlockers(ctx, importId);
  const blockers = [...standing, ...(await listSettlementBlockers(ctx, importId))];
  if (blockers.length > 0) return blockers;
  await restoreReplaced(ctx, importId);
  await removeMade(ctx, importId);
  await undoCustomers(ctx, importId);
  await undoProducts(ctx, importId);
  const unused = await rows(
    ctx.db,
    sql<{
      id: number;
    }>`select p.id from import_undo_product p where not exists (select 1 from sales.line l where l.product_id = p.id)`,
  );
  await deleteProducts(
    ctx,
    importId,
    unused.map((row) => row.id),
  );
  await deleteUnusedEmployees(ctx, importId, await usedEmployees(ctx));
  return [];
}

/** A later import that changed the same documents, or brought others for the customers that this one made. */
async function listSettlementBlockers(ctx: Ctx, importId: number): Promise<UndoBlocker[]> {
  const found = await rows(
    ctx.db,
    sql<{ id: number; number: string; why: string }>`
      select s.id, s.number, 'changed_later' as why
        from sales.settlement s
        join sales.import_before later on later.customer_id = s.customer_id and later.settlement_id = s.id and later.import_id > ${importId}
       where s.import_id = ${importId} or exists (select 1 from sales.import_before b where b.import_id = ${importId} and b.customer_id = s.customer_id and b.settlement_id = s.id)
       union all
      select s.id, s.number, 'later_settlement'
        from sales.settlement s join import_undo_customer c on c.id = s.customer_id
       where s.import_id is distinct from ${importId}
       limit 200`,
  );
  return found.map((row) => ({ entity: 'settlement', id: `set_${row.id}`, name: row.number, why: row.why }));
}

async function usedEmployees(ctx: Ctx): Promise<readonly number[]> {
  const found = await rows(
    ctx.db,
    sql<{ id: number }>`
      select distinct employee_id as id from sales.settlement where employee_id is not null
       union select person_id from customers.pub_responsible
       union select responsible_id from customers.pub_customer where responsible_id is not null`,
  );
  return found.map((row) => row.id);
}

async function restoreReplaced(ctx: Ctx, importId: number): Promise<void> {
  await run(
    ctx.db,
    sql`delete from sales.line l using sales.import_before b where b.import_id = ${importId} and l.customer_id = b.customer_id and l.settlement_id = b.settlement_id`,
  );
  await run(
    ctx.db,
    sql`insert into sales.line select restored.* from sales.import_before b, jsonb_populate_recordset(null::sales.line, b.lines) restored where b.import_id = ${importId}`,
  );
  await run(
    ctx.db,
    sql`update sales.settlement s
           set day = old.day, kind = old.kind, employee_id = old.employee_id, amount_minor = old.amount_minor
          from sales.import_before b, jsonb_populate_record(null::sales.settlement, b.settlement) old
         where b.import_id = ${importId} and s.customer_id = b.customer_id and s.id = b.settlement_id`,
  );
  await run(ctx.db, sql`delete from sales.import_before where import_id = ${importId}`);
}

/** Deleted settlements are named for the mirror's change feed. */
async function removeMade(ctx: Ctx, importId: number): Promise<void> {
  await run(
    ctx.db,
    sql`insert into sales.settlement_gone (customer_id, settlement_id) select customer_id, id from sales.settlement where import_id = ${importId}`,
  );
  await run(
    ctx.db,
    sql`delete from sales.line l using sales.settlement s where s.import_id = ${importId} and l.customer_id = s.customer_id and l.settlement_id = s.id`,
  );
  await run(ctx.db, sql`delete from sales.settlement where import_id = ${importId}`);
}
