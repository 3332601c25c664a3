import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { admitSecondCode, useSecondCode } from '../accept-second-code.ts';
import { auditAccount } from '../account-events.ts';
import { type Account, findAccount, lockAccount } from '../account-store.ts';
import { findAwaiting } from '../session-store.ts';
import { type Browser, type StartedSession, startPassedSession } from '../start-session.ts';

/**
 * The code that turns a session that awaits it into one that opens things, under a new token. A code works once; five wrong
 * ones lock the second step for half an hour.
 * @throws SECOND_STEP_LAPSED, SECOND_CODE_WRONG, SIGN_IN_LOCKED
 */
export async function passSecondStep(context: Context, typed: string, browser: Browser): Promise<StartedSession> {
  const { db } = context.platform;
  const digest = browser.formerToken ? digestOfToken(browser.formerToken) : undefined;
  const awaiting = digest ? await findAwaiting(db, digest, context.now) : undefined;
  if (!digest || !awaiting) throw refuse(accountErrors.SECOND_STEP_LAPSED);
  const { accountId, provider } = awaiting;
  const attempt = await admitSecondCode(context, accountId, browser.browserToken);
  const session = await inTransaction(db, async (tx) => {
    const account = await lockAccount(tx, accountId);
    // closed, reset or passed in another window meanwhile
    if (!account || account.disabledAt || !(await findAwaiting(tx, digest, context.now))) throw refuse(accountErrors.SECOND_STEP_LAPSED);
    const way = await useSecondCode(tx, context, accountId, typed);
    return way && startPassedSession(tx, context, account, { ...browser, provider }, way);
  });
  if (!session) {
    await recordRefusal(context, await findAccount(db, accountId));
    throw refuse(accountErrors.SECOND_CODE_WRONG, {}, [{ path: 'code', message: '验证码不对，或已经用过。' }]);
  }
  await attempt.succeeded();
  return session;
}

async function recordRefusal(context: Context, account: Account | undefined): Promise<void> {
  if (account) await inTransaction(context.platform.db, (tx) => auditAccount(tx, context, 'session.refused', account, { secondStep: true }));
}
