import { newRecoveryCodes } from '#platform/auth/recovery-codes.ts';
import { stepOfTotp } from '#platform/auth/totp.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { admitRepeated } from '../admit-attempt.ts';
import { lockAccount } from '../account-store.ts';
import type { LiveSession } from '../authenticator.ts';
import { rememberBrowser } from '../known-browser.ts';
import { findSecondFactor, replaceRecoveryCodes, storeConfirmed, useStep } from '../second-factor-store.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * The first code shows that the application has the secret; from now on every sign-in asks for one, and sessions elsewhere end.
 * @returns ten recovery codes, shown this once, and the token by which the browser in use stays known
 * @throws SECOND_FACTOR_NOT_BEGUN, SECOND_FACTOR_ACTIVE, SECOND_CODE_WRONG, SIGN_IN_LOCKED
 */
export async function confirmSecondFactor(
  context: Context,
  session: LiveSession,
  typed: string,
  browserToken: string | null = null,
): Promise<{ recoveryCodes: string[]; browserToken: string | undefined }> {
  const { account } = session;
  const attempt = await admitRepeated(context, session.stored.id);
  const codes = newRecoveryCodes();
  const known = await inTransaction(context.platform.db, async (tx) => {
    await lockAccount(tx, account.id);
    const factor = await findSecondFactor(context, tx, account.id);
    if (!factor) throw refuse(accountErrors.SECOND_FACTOR_NOT_BEGUN);
    if (factor.confirmedAt) throw refuse(accountErrors.SECOND_FACTOR_ACTIVE);
    const step = stepOfTotp(factor.secret, typed.replaceAll(/\s/g, ''), context.now);
    if (step === undefined || !(await useStep(tx, account.id, step)))
      throw refuse(accountErrors.SECOND_CODE_WRONG, {}, [{ path: 'code', message: '验证码不对，或已经用过。' }]);
    await storeConfirmed(tx, account.id, context.now);
    await replaceRecoveryCodes(
      tx,
      context,
      account.id,
      codes.map((code) => code.replaceAll('-', '')),
    );
    await deleteSessionsOf(tx, account.id, session.stored.id);
    await auditAccount(tx, context, 'second-factor.confirmed', account);
    if (account.passwordHash === null) return undefined;
    return rememberBrowser(tx, context, { accountId: account.id, sessionId: session.stored.id, former: browserToken });
  });
  await attempt.succeeded();
  return { recoveryCodes: codes, browserToken: known };
}
