// The account of a person: what signing in needs. Its secrets never leave the server.

import type { Ctx } from '../ctx.ts';
import { one, sql } from '../db/db.ts';
import type { Sql } from '../db/db.ts';
import { refuse } from '../errors.ts';

export interface Account {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly language: 'en' | 'ru';
  readonly status: 'active' | 'invited' | 'deactivated';
  readonly password_hash: string | null;
  readonly totp_secret: string | null;
  readonly totp_confirmed_at: Date | null;
  readonly totp_last_step: bigint | null;
  readonly recovery_hashes: readonly string[];
}

const columns = sql`id, name, email, language, status, password_hash, totp_secret, totp_confirmed_at, totp_last_step, recovery_hashes`;

/** The active account with this e-mail. */
export function findAccountByEmail(ctx: Ctx, email: string): Promise<Account | undefined> {
  return one(
    ctx.db,
    account(sql`lower(email) = lower(${email.trim()}) and status = 'active' and password_hash is not null`),
  );
}

/** Locks the active account, for a change or for use of its code. */
export async function lockAccount(ctx: Ctx, id: number): Promise<Account> {
  const found = await one(ctx.db, sql<Account>`${account(sql`id = ${id} and status = 'active'`)} for update`);
  if (!found) throw refuse('not_found');
  return found;
}

export async function getOwnAccount(ctx: Ctx): Promise<Account> {
  const found = await one(ctx.db, account(sql`id = ${ctx.actor.personId ?? 0} and status = 'active'`));
  if (!found) throw refuse('not_signed_in');
  return found;
}

function account(condition: Sql): Sql<Account> {
  return sql<Account>`select ${columns} from platform.person where ${condition}`;
}

/** A ctx that acts in the name of a person who has just proved who he is. */
export function actingAs(
  ctx: Ctx,
  person: { readonly id: number; readonly name: string; readonly language: 'en' | 'ru' },
): Ctx {
  return {
    ...ctx,
    actor: {
      ...ctx.actor,
      kind: 'person',
      personId: person.id,
      name: person.name,
      language: person.language,
    },
  };
}
