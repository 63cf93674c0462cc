// Failed attempts to sign in are counted per account and per address; too many have to wait. Counted before the password is
// checked, so that many at once do not slip through, and forgotten when it was right.

import { createHash } from 'node:crypto';
import type { Ctx } from '../ctx.ts';
import { exactlyOne, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';

/** Wrong answers within the window. An office of many behind one address stays well below the second figure. */
export const attemptLimits = { account: 10, address: 100, windowSeconds: 900 };

/** Counts an attempt, or refuses with the seconds to wait. Unknown accounts count like known ones. */
export async function countAttempt(ctx: Ctx, account: string, address: string): Promise<bigint> {
  const accountKey = keyOf('account', account.trim().toLowerCase());
  const addressKey = keyOf('address', networkOf(address));
  await run(ctx.db, sql`select pg_advisory_xact_lock(hashtextextended(${accountKey}, 7))`);
  const { account_count, address_count, wait } = await exactlyOne(
    ctx.db,
    sql<{ account_count: number; address_count: number; wait: number | null }>`
      select count(*) filter (where account_key = ${accountKey})::int as account_count,
             count(*) filter (where address_key = ${addressKey})::int as address_count,
             ceil(${attemptLimits.windowSeconds} - extract(epoch from now() - min(at)))::int as wait
        from platform.sign_in_attempt
       where at > now() - make_interval(secs => ${attemptLimits.windowSeconds})
         and (account_key = ${accountKey} or address_key = ${addressKey})`,
  );
  if (account_count >= attemptLimits.account || address_count >= attemptLimits.address) {
    throw refuse('too_many_attempts', { retryAfter: Math.max(1, wait ?? attemptLimits.windowSeconds) });
  }
  const counted = await exactlyOne(
    ctx.db,
    sql<{ id: bigint }>`
      insert into platform.sign_in_attempt (account_key, address_key) values (${accountKey}, ${addressKey}) returning id`,
  );
  return counted.id;
}

/** Takes back one attempt that was right as far as it went; the others still count. */
export async function forgiveAttempt(ctx: Ctx, id: bigint): Promise<void> {
  await run(ctx.db, sql`delete from platform.sign_in_attempt where id = ${id}`);
}

/** After a right answer the account starts anew. */
export async function forgiveAttempts(ctx: Ctx, account: string): Promise<void> {
  await run(
    ctx.db,
    sql`delete from platform.sign_in_attempt where account_key = ${keyOf('account', account.trim().toLowerCase())}`,
  );
}

/** One household of IPv6 is a /64; its rotation must not dodge the limit. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Addresses and accounts are personal data: the table keeps only their hashes. */
function keyOf(kind: string, text: string): string {
  return createHash('sha256').update(`${kind}:${text}`).digest('base64url');
}
