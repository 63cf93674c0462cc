// The second step of sign-in: time-based codes (RFC 6238), each good once, and recovery codes for a lost device.

import { randomInt } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { recordChange } from '../audit/audit.ts';
import type { ApartCtx } from '../room.ts';
import type { Ctx } from '../ctx.ts';
import { one, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import type { Account } from './accounts.ts';
import { getOwnAccount, lockAccount } from './accounts.ts';
import { requirePassword } from './own-password.ts';
import { hashSecret } from './secrets.ts';
import { endCredentials } from './sessions.ts';

/** Begins the enrolment with a fresh secret. Nothing is asked at sign-in until a code has confirmed it. */
export async function startTotp(apart: ApartCtx, password: string): Promise<{ secret: string; uri: string }> {
  await requirePassword(apart, password);
  return apart.transaction(async (ctx) => {
    const account = await getOwnAccount(ctx);
    if (account.totp_confirmed_at) throw refuse('totp_in_use');
    const secret = generateSecret();
    await run(
      ctx.db,
      sql`update platform.person set totp_secret = ${secret}, totp_last_step = null where id = ${account.id}`,
    );
    await recordChange(ctx, { entity: 'platform.person', entityId: account.id, action: 'start_totp' });
    return {
      secret,
      uri: generateURI({ issuer: 'Klientela', label: account.email ?? account.name, secret }),
    };
  });
}

/** Confirms the enrolment with a first code; answers the recovery codes, shown once. Every older credential ends. */
export async function confirmTotp(ctx: Ctx, code: string): Promise<readonly string[]> {
  const account = await lockAccount(ctx, (await getOwnAccount(ctx)).id);
  if (account.totp_confirmed_at) throw refuse('totp_in_use');
  if (!account.totp_secret) throw refuse('totp_not_started');
  const step = stepOf(account, code, ctx.clock.now());
  if (step === undefined) throw refuse('code_not_accepted');
  const codes = Array.from({ length: 10 }, newRecoveryCode);
  await run(
    ctx.db,
    sql`update platform.person
           set totp_confirmed_at = now(), totp_last_step = ${step}, recovery_hashes = ${codes.map(hashOfCode)}, version = version + 1
         where id = ${account.id}`,
  );
  await endCredentials(ctx, account.id);
  await recordChange(ctx, { entity: 'platform.person', entityId: account.id, action: 'enable_totp' });
  return codes;
}

/** Takes the second step away from an account: by its holder, or by the administrator for a lost device. */
export async function removeTotp(ctx: Ctx, personId: number): Promise<void> {
  const removed = await one(
    ctx.db,
    sql`update platform.person
           set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, recovery_hashes = '{}', version = version + 1
         where id = ${personId} and totp_secret is not null returning id`,
  );
  if (!removed) throw refuse('totp_not_started');
  await endCredentials(ctx, personId);
  await recordChange(ctx, { entity: 'platform.person', entityId: personId, action: 'disable_totp' });
}

/** Checks a code of the locked account and uses it up; recovery codes count as well. */
export async function useCode(ctx: Ctx, account: Account, code: string): Promise<boolean> {
  const step = stepOf(account, code, ctx.clock.now());
  if (step !== undefined) {
    await run(ctx.db, sql`update platform.person set totp_last_step = ${step} where id = ${account.id}`);
    return true;
  }
  const hash = hashOfCode(code);
  if (!account.recovery_hashes.includes(hash)) return false;
  await run(
    ctx.db,
    sql`update platform.person set recovery_hashes = array_remove(recovery_hashes, ${hash}) where id = ${account.id}`,
  );
  await recordChange(ctx, { entity: 'platform.person', entityId: account.id, action: 'use_recovery_code' });
  return true;
}

/** The time step of a right code, half a minute early or late; undefined for a wrong one or one used before. */
function stepOf(account: Account, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!account.totp_secret || !/^\d{6}$/.test(token)) return undefined;
  const last = account.totp_last_step === null ? {} : { afterTimeStep: Number(account.totp_last_step) };
  const epoch = Math.floor(now.getTime() / 1000);
  const checked = verifySync({ secret: account.totp_secret, token, epoch, epochTolerance: 30, ...last });
  return checked.valid && 'timeStep' in checked ? checked.timeStep : undefined;
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

function newRecoveryCode(): string {
  const signs = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)] ?? '');
  return `${signs.slice(0, 4).join('')}-${signs.slice(4, 8).join('')}-${signs.slice(8).join('')}`;
}

function hashOfCode(code: string): string {
  return hashSecret(code.toLowerCase().replace(/[^a-z0-9]/g, '')).toString('base64url');
}
