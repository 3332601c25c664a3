import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { auditAccount } from '../account-events.ts';
import { setDisabled } from '../account-store.ts';
import { keepLastAdministrator } from '../keep-last-administrator.ts';
import { requireAccountBelow } from '../require-account.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * From now on the account cannot sign in; its sessions and tokens stop working.
 * @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_ABOVE, ACCOUNT_TOP_ADMINISTRATOR when nobody could take the administrator's place
 */
export async function disableAccount(context: Context, id: number): Promise<void> {
  requirePermission(context.actor, 'account.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const account = await requireAccountBelow(context, tx, id);
    await keepLastAdministrator(tx, account);
    await setDisabled(tx, id, context.now);
    await deleteSessionsOf(tx, id);
    await auditAccount(tx, context, 'account.disabled', account);
  });
}
