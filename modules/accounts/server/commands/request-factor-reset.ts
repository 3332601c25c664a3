import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { FACTOR_RESET_HOURS } from '../../contract/limits.ts';
import { auditAccount } from '../account-events.ts';
import { requireAccountBelow } from '../require-account.ts';
import { storeReset } from '../second-factor-store.ts';

/**
 * A system administrator asks that a lost factor be taken off; nothing happens until a security administrator agrees.
 * @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_ABOVE, SECOND_FACTOR_NONE
 */
export async function requestFactorReset(context: Context, id: number, reason: string): Promise<void> {
  requirePermission(context.actor, 'account.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const account = await requireAccountBelow(context, tx, id);
    if (!account.hasSecondFactor) throw refuse(accountErrors.SECOND_FACTOR_NONE);
    const expiresAt = new Date(context.now.getTime() + FACTOR_RESET_HOURS * 3_600_000);
    await storeReset(tx, id, { requestedBy: Number(context.actor.id), requestedAt: context.now, reason, expiresAt });
    await auditAccount(tx, context, 'second-factor.reset-requested', account, { reason });
  });
}
