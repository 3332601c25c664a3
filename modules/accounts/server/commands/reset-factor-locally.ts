import type { Context } from '#platform/context.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { findAccountByName } from '../account-store.ts';
import { deleteSecondFactor } from '../second-factor-store.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * The local operator takes a lost factor off: the way back when no two administrators are left.
 * @throws PERMISSION_MISSING for anybody else, ACCOUNT_NOT_FOUND, SECOND_FACTOR_NONE
 */
export async function resetFactorLocally(context: Context, name: string): Promise<void> {
  requirePermission(context.actor, '*');
  const account = await findAccountByName(context.platform.db, name);
  if (!account) throw refuse(accountErrors.ACCOUNT_NOT_FOUND, { account: name });
  await inTransaction(context.platform.db, async (tx) => {
    if (!(await deleteSecondFactor(tx, account.id))) throw refuse(accountErrors.SECOND_FACTOR_NONE);
    await deleteSessionsOf(tx, account.id);
    await auditAccount(tx, context, 'second-factor.reset', account, { atServer: true });
  });
}
