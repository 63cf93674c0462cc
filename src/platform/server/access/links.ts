// One-time links: invitation, reset, first administrator. Kept as hashes, good once and for a time, handed over by a person
// since there is no mail yet. Answered as paths: the address is the reader's own, never the request's.

import { recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { one, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import type { ApartCtx } from '../room.ts';
import { actingAs, lockAccount } from './accounts.ts';
import type { Account } from './accounts.ts';
import { setPassword } from './own-password.ts';
import { hashPassword } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';

export type LinkPurpose = 'invitation' | 'password_reset';

const pages: Readonly<Record<LinkPurpose, string>> = { invitation: '/invitation', password_reset: '/reset' };
const days: Readonly<Record<LinkPurpose, number>> = { invitation: 7, password_reset: 1 };

export interface NewLink {
  readonly path: string;
  readonly expiresAt: Date;
}

/** Makes a link for a person; an older unused one dies. */
export async function createLink(ctx: Ctx, personId: number, purpose: LinkPurpose): Promise<NewLink> {
  await run(
    ctx.db,
    sql`delete from platform.one_time_link where person_id = ${personId} and used_at is null`,
  );
  const secret = newSecret();
  const row = await one(
    ctx.db,
    sql<{ expires_at: Date }>`
      insert into platform.one_time_link (token_hash, purpose, person_id, expires_at)
      values (${secret.hash}, ${purpose}, ${personId}, now() + make_interval(days => ${days[purpose]})) returning expires_at`,
  );
  await recordChange(ctx, {
    entity: 'platform.person',
    entityId: personId,
    action: `create_${purpose}_link`,
  });
  return { path: `${pages[purpose]}?code=${secret.text}`, expiresAt: row?.expires_at ?? ctx.clock.now() };
}

export interface LinkHolder {
  readonly purpose: LinkPurpose;
  readonly person_id: number;
  readonly name: string;
  readonly email: string | null;
}

/** Whose link this is; refuses a wrong, used, old or orphaned one alike. */
export async function findLinkHolder(ctx: Ctx, code: string): Promise<LinkHolder> {
  const found = await one(
    ctx.db,
    sql<LinkHolder>`
      select l.purpose, l.person_id, p.name, p.email
        from platform.one_time_link l join platform.person p on p.id = l.person_id
       where l.token_hash = ${hashSecret(code)} and l.purpose <> 'first_administrator'
         and l.used_at is null and l.expires_at > now() and p.status = 'active' and p.email is not null`,
  );
  if (!found) throw refuse('link_dead');
  return found;
}

/** Sets the password that the link allows and uses the link up. Answers the account, so that the caller may open a session. */
export async function useLink(apart: ApartCtx, code: string, password: string): Promise<Account> {
  const holder = await apart.read((ctx) => findLinkHolder(ctx, code));
  const hash = await hashPassword(password, [holder.name, holder.email ?? '']);
  return apart.transaction(async (plain) => {
    const used = await one(
      plain.db,
      sql`update platform.one_time_link set used_at = now()
           where token_hash = ${hashSecret(code)} and used_at is null and expires_at > now() returning person_id`,
    );
    if (!used) throw refuse('link_dead');
    const account = await lockAccount(plain, holder.person_id);
    const action = holder.purpose === 'invitation' ? 'accept_invitation' : 'reset_password';
    await setPassword(actingAs(plain, account), account.id, hash, action);
    return account;
  });
}
