import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { findAccount } from '../account-store.ts';
import { countUnread, storeRead } from '../notice-store.ts';

/** Marks a notice and all before it as read; that an office was told can be shown later. @returns how many are left */
export async function markNoticesRead(context: Context, upTo: number): Promise<number> {
  const { db } = context.platform;
  await inTransaction(db, async (tx) => {
    const account = await findAccount(tx, Number(context.actor.id));
    if (!account) throw refuse(accountErrors.ACCOUNT_NOT_FOUND, { account: context.actor.id });
    await storeRead(tx, account.id, upTo, context.now);
    await auditAccount(tx, context, 'notices.read', account, { upTo });
  });
  return countUnread(db, Number(context.actor.id));
}
