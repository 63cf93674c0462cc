// Changing one's own password, and asking for it again before what only its holder may do.

import { recordChange } from '../audit/audit.ts';
import { one, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import type { ApartCtx } from '../room.ts';
import type { Ctx } from '../ctx.ts';
import { getOwnAccount } from './accounts.ts';
import { countAttempt, forgiveAttempts } from './attempts.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { endCredentials } from './sessions.ts';

/** Refuses unless the person knows his password; guesses are counted like those at sign-in. */
export async function requirePassword(apart: ApartCtx, password: string): Promise<void> {
  const account = await apart.transaction(async (ctx) => {
    const own = await getOwnAccount(ctx);
    await countAttempt(ctx, own.email ?? `person-${own.id}`, `own-${own.id}`);
    return own;
  });
  if (!(await verifyPassword(account.password_hash ?? undefined, password))) throw refuse('wrong_password');
  await apart.transaction((ctx) => forgiveAttempts(ctx, account.email ?? `person-${account.id}`));
}

/** Ends every credential of the person; the caller opens him a new session. */
export async function changeOwnPassword(
  apart: ApartCtx,
  passwords: { readonly current: string; readonly next: string },
): Promise<void> {
  await requirePassword(apart, passwords.current);
  const account = await apart.read(getOwnAccount);
  const hash = await hashPassword(passwords.next, [account.name, account.email ?? '']);
  await apart.transaction(async (ctx) => {
    const changed = await one(
      ctx.db,
      sql`update platform.person set password_hash = ${hash}, version = version + 1
           where id = ${account.id} and password_hash = ${account.password_hash} and status = 'active' returning id`,
    );
    if (!changed) throw refuse('changed_meanwhile');
    await endCredentials(ctx, account.id);
    await recordChange(ctx, { entity: 'platform.person', entityId: account.id, action: 'change_password' });
  });
}

/** Sets a password that a one-time link or the command line allows. Every credential of the person ends. */
export async function setPassword(ctx: Ctx, personId: number, hash: string, action: string): Promise<void> {
  await run(
    ctx.db,
    sql`update platform.person set password_hash = ${hash}, version = version + 1 where id = ${personId}`,
  );
  await endCredentials(ctx, personId);
  await recordChange(ctx, { entity: 'platform.person', entityId: personId, action });
}
