// There is always somebody who can administer people: the last administrator cannot be removed (domain page 10).

import type { Ctx } from '../ctx.ts';
import type { Db } from '../db/db.ts';
import { exactlyOne, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';

/** Active people who can sign in and whose roles administer people everywhere. */
export async function countAdministrators(db: Db): Promise<number> {
  const { count } = await exactlyOne(
    db,
    sql<{ count: number }>`
      select count(*)::int as count from platform.person p
       where p.status = 'active' and p.password_hash is not null and p.email is not null
         and exists (select from platform.person_role pr join platform.role r on r.id = pr.role_id
                      where pr.person_id = p.id and r.cells #>> '{people,approve}' = 'all' and r.cells #>> '{people,write}' = 'all')`,
  );
  return count;
}

/**
 * Runs a change that could take away the last administrator, and refuses it if it did. One such change at a time: two
 * administrators who remove each other cannot both succeed.
 */
export async function keepingAnAdministrator<T>(ctx: Ctx, change: () => Promise<T>): Promise<T> {
  await run(ctx.db, sql`select pg_advisory_xact_lock(hashtextextended('platform.administrators', 7))`);
  const before = await countAdministrators(ctx.db);
  const result = await change();
  if (before > 0 && (await countAdministrators(ctx.db)) === 0) throw refuse('last_administrator');
  return result;
}
