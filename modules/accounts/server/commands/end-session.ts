import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import type { LiveSession } from '../authenticator.ts';
import { deleteSession } from '../session-store.ts';

/**
 * Ends one of the person's own sessions: the one in use (signing out) or one elsewhere, whose
 * browser is then no longer known. @throws SESSION_NOT_FOUND
 */
export async function endSession(context: Context, session: LiveSession, id: string): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    if (!(await deleteSession(tx, session.account.id, id, id !== session.stored.id))) throw refuse(accountErrors.SESSION_NOT_FOUND);
    await auditAccount(tx, context, 'session.ended', session.account, { elsewhere: id !== session.stored.id });
  });
}
