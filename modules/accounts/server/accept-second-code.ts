import { readRecoveryCode } from '#platform/auth/recovery-codes.ts';
import { stepOfTotp } from '#platform/auth/totp.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';
import { admitTry, type Attempt } from './admit-attempt.ts';
import { recognize } from './known-browser.ts';
import { findSecondFactor, useRecoveryCode, useStep } from './second-factor-store.ts';

/**
 * Counts the code of the second step before it is looked at. Only whoever knows the password gets here; a thief of the password
 * cannot lock the holder out of a browser that the account knows.
 * @throws SIGN_IN_LOCKED
 */
export async function admitSecondCode(context: Context, accountId: number, browserToken: string | null | undefined): Promise<Attempt> {
  const known = await recognize(context, browserToken, { accountId });
  return admitTry(context, known === undefined ? context.platform.cipher.digest(String(accountId), 'second-code') : `browser-code-${known}`);
}

/** Uses up a code of the authenticator, or a recovery code. @returns which it was; undefined for a wrong or used one */
export async function useSecondCode(tx: Transaction, context: Context, accountId: number, typed: string): Promise<'totp' | 'recovery-code' | undefined> {
  const recovery = readRecoveryCode(typed);
  if (recovery) return (await useRecoveryCode(tx, context, accountId, recovery)) ? 'recovery-code' : undefined;
  const factor = await findSecondFactor(context, tx, accountId);
  if (!factor?.confirmedAt) return undefined;
  const step = stepOfTotp(factor.secret, typed.replaceAll(/\s/g, ''), context.now);
  return step !== undefined && (await useStep(tx, accountId, step)) ? 'totp' : undefined;
}

/** For acts that change the factor itself: the person shows it once more. @throws SECOND_CODE_WRONG */
export async function requireSecondCode(tx: Transaction, context: Context, accountId: number, typed: string): Promise<void> {
  if (!(await useSecondCode(tx, context, accountId, typed)))
    throw refuse(accountErrors.SECOND_CODE_WRONG, {}, [{ path: 'code', message: '验证码不对，或已经用过。' }]);
}
