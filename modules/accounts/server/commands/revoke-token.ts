import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { findAccount } from '../account-store.ts';
import { storeTokenRevoked } from '../token-store.ts';

/** Ends a token of the caller's own account at once. @throws TOKEN_NOT_FOUND */
export async function revokeToken(context: Context, id: number): Promise<void> {
  const { db } = context.platform;
  const account = await findAccount(db, Number(context.actor.id));
  if (!account) throw refuse(accountErrors.TOKEN_NOT_FOUND);
  await inTransaction(db, async (tx) => {
    if (!(await storeTokenRevoked(tx, account.id, id, context.now))) throw refuse(accountErrors.TOKEN_NOT_FOUND);
    await auditAccount(tx, context, 'token.revoked', account, { token: id });
  });
}
