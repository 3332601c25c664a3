import { newRecoveryCodes } from '#platform/auth/recovery-codes.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { requireSecondCode } from '../accept-second-code.ts';
import { auditAccount } from '../account-events.ts';
import { admitRepeated } from '../admit-attempt.ts';
import type { LiveSession } from '../authenticator.ts';
import { replaceRecoveryCodes } from '../second-factor-store.ts';

/** Ten new recovery codes in place of all former ones. @throws SECOND_CODE_WRONG, SIGN_IN_LOCKED */
export async function renewRecoveryCodes(context: Context, { account, stored }: LiveSession, typed: string): Promise<string[]> {
  const attempt = await admitRepeated(context, stored.id);
  const codes = newRecoveryCodes();
  await inTransaction(context.platform.db, async (tx) => {
    await requireSecondCode(tx, context, account.id, typed);
    await replaceRecoveryCodes(
      tx,
      context,
      account.id,
      codes.map((code) => code.replaceAll('-', '')),
    );
    await auditAccount(tx, context, 'second-factor.codes-renewed', account);
  });
  await attempt.succeeded();
  return codes;
}
