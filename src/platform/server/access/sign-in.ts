// Signing in: count the attempt, check the password outside any transaction, then the second step, then open the session.

import type { FastifyRequest } from 'fastify';
import { recordChange } from '../audit/audit.ts';
import { refuse } from '../errors.ts';
import type { ApartCtx } from '../room.ts';
import { actingAs, findAccountByEmail, lockAccount } from './accounts.ts';
import { countAttempt, forgiveAttempt, forgiveAttempts } from './attempts.ts';
import { verifyPassword } from './passwords.ts';
import type { Secret } from './secrets.ts';
import { openSession } from './sessions.ts';
import { useCode } from './totp.ts';

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  /** Second step: a code of the device or a recovery code. */
  readonly code?: string;
}

/**
 * Opens a session. An unknown account, a deactivated one and a wrong password get the same answer in the same time.
 * Refuses with platform.wrong_credentials, code_required, wrong_code, too_many_attempts.
 */
export async function signIn(
  apart: ApartCtx,
  request: FastifyRequest,
  given: SignInRequest,
): Promise<Secret> {
  const attempt = await apart.transaction((ctx) => countAttempt(ctx, given.email, request.ip));
  const account = await apart.read((ctx) => findAccountByEmail(ctx, given.email));
  const fits = await verifyPassword(account?.password_hash ?? undefined, given.password);
  if (!account || !fits) throw refuse('wrong_credentials');
  const opened = await apart.transaction(async (plain) => {
    const ctx = actingAs(plain, account);
    const locked = await lockAccount(ctx, account.id);
    if (locked.password_hash !== account.password_hash) throw refuse('wrong_credentials');
    if (locked.totp_confirmed_at && given.code === undefined) {
      await forgiveAttempt(ctx, attempt);
      return 'code_required' as const;
    }
    if (locked.totp_confirmed_at && !(await useCode(ctx, locked, given.code ?? '')))
      return 'wrong_code' as const;
    await forgiveAttempts(ctx, given.email);
    await recordChange(ctx, { entity: 'platform.person', entityId: account.id, action: 'sign_in' });
    return openSession(ctx, request, account.id);
  });
  if (typeof opened === 'string') throw refuse(opened);
  return opened;
}
