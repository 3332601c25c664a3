import { readRecoveryCode } from '#platform/auth/recovery-codes.ts';
import { stepOfTotp } from '#platform/auth/totp.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';
import { FAILURES_BEFORE_LOCK, LOCK_MINUTES } from '../contract/limits.ts';
import { countAttempt, forgetAttempts } from './attempt-store.ts';
import { lockedFor } from './admit-attempt.ts';
import { findSecondFactor, useRecoveryCode, useStep } from './second-factor-store.ts';

/**
 * Counts a code before it is looked at; only whoever knows the password gets here, so strangers cannot lock anybody out.
 * @returns what to call when the code was right
 * @throws SIGN_IN_LOCKED
 */
export async function admitSecondCode(context: Context, accountId: number): Promise<{ succeeded(): Promise<void> }> {
  const { db, cipher } = context.platform;
  const subject = cipher.blindIndex(String(accountId), 'second-code');
  const lockedUntil = await countAttempt(db, subject, { attempts: FAILURES_BEFORE_LOCK, minutes: LOCK_MINUTES }, context.now);
  if (lockedUntil) throw lockedFor(lockedUntil, context.now);
  return { succeeded: () => forgetAttempts(db, subject, context.now) };
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
