import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { requireSecondCode } from '../accept-second-code.ts';
import { auditAccount } from '../account-events.ts';
import { admitRepeated } from '../admit-attempt.ts';
import type { LiveSession } from '../authenticator.ts';
import { deleteSecondFactor } from '../second-factor-store.ts';

/**
 * A person takes the own factor off, with a code of it: the telephone changes. A post that needs one opens nothing until the
 * next is set up. @throws SECOND_CODE_WRONG, SIGN_IN_LOCKED
 */
export async function removeSecondFactor(context: Context, { account, stored }: LiveSession, typed: string): Promise<void> {
  const attempt = await admitRepeated(context, stored.id);
  await inTransaction(context.platform.db, async (tx) => {
    await requireSecondCode(tx, context, account.id, typed);
    await deleteSecondFactor(tx, account.id);
    await auditAccount(tx, context, 'second-factor.removed', account);
  });
  await attempt.succeeded();
}
