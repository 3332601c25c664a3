import type { Context } from '#platform/context.ts';
import { type Refusal, refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';
import { FAILURES_BEFORE_LOCK, FAILURES_OF_ADDRESS, LOCK_MINUTES } from '../contract/limits.ts';
import { countAttempt, forgetAttempts, takeBackAttempt } from './attempt-store.ts';
import { recognize } from './known-browser.ts';

export interface Attempt {
  /** of a counter that strangers cannot reach */
  isKnown: boolean;
  /** to call when what was typed was right */
  succeeded(): Promise<void>;
  /** to call when nobody looked at it: it does not count */
  takeBack(): Promise<void>;
}

/**
 * Counts an attempt with a password: of a browser that the account knows on that browser alone, so that strangers cannot lock its
 * holder out of it (ADR 0120); of any other against the account's name (known or not) and against the address.
 * @throws SIGN_IN_LOCKED
 */
export async function admitAttempt(context: Context, accountName: string, browserToken: string | null | undefined): Promise<Attempt> {
  const known = await recognize(context, browserToken, { account: accountName });
  if (known !== undefined) return admitTry(context, `browser-${known}`);
  const { db, cipher } = context.platform;
  const address = cipher.digest(context.origin, 'sign-in-address');
  const account = cipher.digest(accountName.trim().toLowerCase(), 'sign-in-account');
  const lockedUntil =
    (await countAttempt(db, address, { attempts: FAILURES_OF_ADDRESS, minutes: LOCK_MINUTES }, context.now)) ??
    (await countAttempt(db, account, { attempts: FAILURES_BEFORE_LOCK, minutes: LOCK_MINUTES }, context.now));
  if (lockedUntil) throw lockedFor(lockedUntil, context.now);
  return {
    isKnown: false,
    async succeeded() {
      await forgetAttempts(db, account, context.now);
      await takeBackAttempt(db, address);
    },
    async takeBack() {
      await takeBackAttempt(db, account);
      await takeBackAttempt(db, address);
    },
  };
}

/** Counts a try of somebody who is signed in, to show once more who they are, against the session: strangers have no part in it. @throws SIGN_IN_LOCKED */
export function admitRepeated(context: Context, sessionId: string): Promise<Attempt> {
  return admitTry(context, `session-${sessionId}`);
}

/** Counts a try on a counter that nobody else can reach. @throws SIGN_IN_LOCKED */
export async function admitTry(context: Context, subject: string): Promise<Attempt> {
  const { db } = context.platform;
  const lockedUntil = await countAttempt(db, subject, { attempts: FAILURES_BEFORE_LOCK, minutes: LOCK_MINUTES }, context.now);
  if (lockedUntil) throw lockedFor(lockedUntil, context.now);
  return { isKnown: true, succeeded: () => forgetAttempts(db, subject, context.now), takeBack: () => takeBackAttempt(db, subject) };
}

/** Says how long, in words and for programs. */
export function lockedFor(until: Date, now: Date): Refusal {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return refuse(accountErrors.SIGN_IN_LOCKED, { minutes: Math.ceil(seconds / 60), seconds });
}
