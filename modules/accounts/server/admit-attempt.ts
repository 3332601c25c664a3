import type { Context } from '#platform/context.ts';
import { type Refusal, refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';
import { FAILURES_BEFORE_LOCK, FAILURES_OF_ADDRESS, LOCK_MINUTES } from '../contract/limits.ts';
import { countAttempt, forgetAttempts, takeBackAttempt } from './attempt-store.ts';

/**
 * Counts an attempt with a password against the account's name (known or not) and against the address.
 * @returns what to call when the password was right
 * @throws SIGN_IN_LOCKED
 */
export async function admitAttempt(context: Context, accountName: string): Promise<{ succeeded(): Promise<void> }> {
  const { db, cipher } = context.platform;
  const address = cipher.blindIndex(context.origin, 'sign-in-address');
  const account = cipher.blindIndex(accountName.trim().toLowerCase(), 'sign-in-account');
  const lockedUntil =
    (await countAttempt(db, address, { attempts: FAILURES_OF_ADDRESS, minutes: LOCK_MINUTES }, context.now)) ??
    (await countAttempt(db, account, { attempts: FAILURES_BEFORE_LOCK, minutes: LOCK_MINUTES }, context.now));
  if (lockedUntil) throw lockedFor(lockedUntil, context.now);
  return {
    async succeeded() {
      await forgetAttempts(db, account, context.now);
      await takeBackAttempt(db, address);
    },
  };
}

/** Says how long, in words and for programs. */
export function lockedFor(until: Date, now: Date): Refusal {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return refuse(accountErrors.SIGN_IN_LOCKED, { minutes: Math.ceil(seconds / 60), seconds });
}
