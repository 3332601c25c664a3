import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { auditAccount } from '../account-events.ts';
import { setDisabled } from '../account-store.ts';
import { requireAccountBelow } from '../require-account.ts';

/** The account may sign in again, with its former password and the posts still in force. @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_ABOVE */
export async function enableAccount(context: Context, id: number): Promise<void> {
  requirePermission(context.actor, 'account.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const account = await requireAccountBelow(context, tx, id);
    await setDisabled(tx, id, null);
    await auditAccount(tx, context, 'account.enabled', account);
  });
}
