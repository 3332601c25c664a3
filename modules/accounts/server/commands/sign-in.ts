import { spendTheTimeOfACheck, verifyPassword } from '#platform/auth/password-hash.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { type Account, findAccountByName, lockAccount } from '../account-store.ts';
import { admitAttempt } from '../admit-attempt.ts';
import { type Browser, type StartedSession, startSession } from '../start-session.ts';

/**
 * Sign-in by account name and password. Unknown account, wrong password and disabled account give the same answer after
 * the same time; attempts are counted before they are looked at.
 * @throws SIGN_IN_FAILED, SIGN_IN_LOCKED
 */
export async function signIn(context: Context, input: { account: string; password: string }, browser: Browser): Promise<StartedSession> {
  const { db } = context.platform;
  const attempt = await admitAttempt(context, input.account, browser.browserToken);
  const account = await findAccountByName(db, input.account);
  if (!(await isRight(account, input.password)) || !account || account.disabledAt) {
    await recordRefusal(context, account, input.account);
    throw refuse(accountErrors.SIGN_IN_FAILED);
  }
  await attempt.succeeded();
  return inTransaction(db, async (tx) => {
    // the check took its time: whoever reset or closed the account meanwhile must not meet a new session
    const now = await lockAccount(tx, account.id);
    if (now?.passwordHash !== account.passwordHash || now.disabledAt) throw refuse(accountErrors.SIGN_IN_FAILED);
    return startSession(tx, context, now, browser, 'password');
  });
}

async function isRight(account: Account | undefined, password: string): Promise<boolean> {
  if (account?.passwordHash) return verifyPassword(password, account.passwordHash);
  await spendTheTimeOfACheck(password);
  return false;
}

/** What was typed as an account may be a password typed in the wrong field, so only its keyed digest is kept. */
async function recordRefusal(context: Context, account: Account | undefined, typed: string): Promise<void> {
  const { cipher, db } = context.platform;
  const subject = { type: 'account', id: account?.id ?? 'unknown', district: account ? districtOf(account.div) : 0 };
  const typedDigest = cipher.blindIndex(typed.trim().toLowerCase(), 'sign-in-account');
  await inTransaction(db, (tx) =>
    audit(tx, context, { action: 'session.refused', subject, details: { typed: typedDigest, disabled: Boolean(account?.disabledAt) } }),
  );
}
