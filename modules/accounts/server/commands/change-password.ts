import { verifyPassword } from '#platform/auth/password-hash.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { storePassword } from '../account-store.ts';
import { admitRepeated } from '../admit-attempt.ts';
import type { LiveSession } from '../authenticator.ts';
import { choosePassword } from '../choose-password.ts';
import { rememberBrowser } from '../known-browser.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * A person's own change; every other session of the account ends, and no browser stays known but the one in use.
 * @returns the token for its cookie
 * @throws PASSWORD_WRONG, PASSWORD_WEAK, PASSWORD_USED_BEFORE, SIGN_IN_LOCKED
 */
export async function changePassword(
  context: Context,
  session: LiveSession,
  input: { current: string; next: string },
  browserToken: string | null = null,
): Promise<string> {
  const { db } = context.platform;
  const { account } = session;
  const attempt = await admitRepeated(context, session.stored.id);
  if (!account.passwordHash || !(await verifyPassword(input.current, account.passwordHash))) {
    throw refuse(accountErrors.PASSWORD_WRONG, {}, [{ path: 'current', message: '现在的密码不对。' }]);
  }
  await attempt.succeeded();
  const hash = await choosePassword(context.platform, account, input.next);
  return inTransaction(db, async (tx) => {
    await storePassword(tx, account, hash, context.now);
    await deleteSessionsOf(tx, account.id, session.stored.id);
    await auditAccount(tx, context, 'password.changed', account);
    return rememberBrowser(tx, context, { accountId: account.id, sessionId: session.stored.id, former: browserToken });
  });
}
