import { passwordChecks } from '#platform/auth/check-queue.ts';
import { spendTheTimeOfACheck, verifyPassword } from '#platform/auth/password-hash.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { type Account, findAccountByName, lockAccount } from '../account-store.ts';
import { admitAttempt } from '../admit-attempt.ts';
import { type Browser, type StartedSession, startSession } from '../start-session.ts';

/** So long a queue of checks takes. */
const BUSY_SECONDS = 8;

/**
 * Sign-in by account name and password. Unknown account, wrong password and disabled account give the same answer after
 * the same time; attempts are counted before they are looked at. When too many wait to be looked at, it is refused uncounted.
 * @throws SIGN_IN_FAILED, SIGN_IN_LOCKED, SIGN_IN_BUSY
 */
export async function signIn(context: Context, input: { account: string; password: string }, browser: Browser): Promise<StartedSession> {
  const { db } = context.platform;
  const attempt = await admitAttempt(context, input.account, browser.browserToken);
  const turn = passwordChecks.enter(attempt.isKnown ? 'known' : 'stranger');
  if (!turn) {
    await attempt.takeBack();
    throw refuse(accountErrors.SIGN_IN_BUSY, { seconds: BUSY_SECONDS });
  }
  const leave = await turn;
  const { account, isRight } = await check(db, input).finally(leave);
  if (!isRight || !account || account.disabledAt) {
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

async function check(
  db: Database,
  { account: name, password }: { account: string; password: string },
): Promise<{ account: Account | undefined; isRight: boolean }> {
  const account = await findAccountByName(db, name);
  if (account?.passwordHash) return { account, isRight: await verifyPassword(password, account.passwordHash) };
  await spendTheTimeOfACheck(password);
  return { account, isRight: false };
}

/** What was typed as an account may be a password typed in the wrong field, so only its keyed digest is kept. */
async function recordRefusal(context: Context, account: Account | undefined, typed: string): Promise<void> {
  const { cipher, db } = context.platform;
  const subject = { type: 'account', id: account?.id ?? 'unknown', district: account ? districtOf(account.div) : 0 };
  const typedDigest = cipher.digest(typed.trim().toLowerCase(), 'sign-in-account');
  await inTransaction(db, (tx) =>
    audit(tx, context, { action: 'session.refused', subject, details: { typed: typedDigest, disabled: Boolean(account?.disabledAt) } }),
  );
}
