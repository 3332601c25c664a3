import { renderSVG } from 'uqr';
import { verifyPassword } from '#platform/auth/password-hash.ts';
import { newTotpSecret, totpAddress } from '#platform/auth/totp.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { admitRepeated } from '../admit-attempt.ts';
import type { LiveSession } from '../authenticator.ts';
import { storeNewSecret } from '../second-factor-store.ts';

/**
 * A secret for the person's authenticator application; it counts once a code of it was typed. Asks for the password again.
 * @returns the secret in base32 and as a QR code (SVG), shown this once
 * @throws PASSWORD_WRONG, SIGN_IN_LOCKED, SECOND_FACTOR_ACTIVE
 */
export async function beginSecondFactor(
  context: Context,
  { account, stored }: LiveSession,
  password: string | undefined,
): Promise<{ secret: string; picture: string }> {
  if (account.hasSecondFactor) throw refuse(accountErrors.SECOND_FACTOR_ACTIVE);
  if (account.passwordHash) {
    const attempt = await admitRepeated(context, stored.id);
    if (!(await verifyPassword(password ?? '', account.passwordHash)))
      throw refuse(accountErrors.PASSWORD_WRONG, {}, [{ path: 'password', message: '密码不对。' }]);
    await attempt.succeeded();
  }
  const secret = newTotpSecret();
  await inTransaction(context.platform.db, async (tx) => {
    if (!(await storeNewSecret(tx, context, account.id, secret))) throw refuse(accountErrors.SECOND_FACTOR_ACTIVE);
    await auditAccount(tx, context, 'second-factor.begun', account);
  });
  return { secret, picture: renderSVG(totpAddress(secret, account.name), { ecc: 'M', border: 3 }) };
}
