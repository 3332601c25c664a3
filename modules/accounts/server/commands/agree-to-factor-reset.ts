import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { requireAccountBelow } from '../require-account.ts';
import { deleteSecondFactor, findReset } from '../second-factor-store.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * The second of two administrators agrees: the factor and its recovery codes are gone, every session of the account ends,
 * and its holder sets up a new one at the next sign-in.
 * @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_ABOVE, FACTOR_RESET_NONE, FACTOR_RESET_SAME
 */
export async function agreeToFactorReset(context: Context, id: number): Promise<void> {
  requirePermission(context.actor, 'security.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const account = await requireAccountBelow(context, tx, id);
    const request = await findReset(tx, id, context.now);
    if (!request) throw refuse(accountErrors.FACTOR_RESET_NONE);
    if (String(request.requestedBy) === context.actor.id) throw refuse(accountErrors.FACTOR_RESET_SAME);
    await deleteSecondFactor(tx, id);
    await deleteSessionsOf(tx, id);
    await auditAccount(tx, context, 'second-factor.reset', account, { requestedBy: request.requestedBy, reason: request.reason });
  });
}
