import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import type { PersonVisit } from '../person-authenticator.ts';
import { deleteSession } from '../session-store.ts';

/**
 * Ends one of the person's own sessions: the one in use (signing out) or one elsewhere, whose
 * browser is then no longer known. @throws SESSION_NOT_FOUND
 */
export async function endPersonSession(context: Context, visit: PersonVisit, id: string): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    if (!(await deleteSession(tx, visit.id, id, id !== visit.sessionId))) throw refuse(accountErrors.SESSION_NOT_FOUND);
    await audit(tx, context, {
      action: 'session.ended',
      subject: { type: 'person', id: visit.id, district: 0 },
      details: { elsewhere: id !== visit.sessionId },
    });
  });
}
