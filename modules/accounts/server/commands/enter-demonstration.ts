import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { findAccount } from '../account-store.ts';
import { consumeLink } from '../link-store.ts';
import { type Browser, type StartedSession, startSession } from '../start-session.ts';

/** Signs in to a demonstration post by its one-time link; such accounts have no password. @throws LINK_UNUSABLE */
export async function enterDemonstration(context: Context, token: string, browser: Browser): Promise<StartedSession> {
  return inTransaction(context.platform.db, async (tx) => {
    const link = await consumeLink(tx, digestOfToken(token), context.now);
    const account = link?.purpose === 'demonstration' && link.accountId !== null ? await findAccount(tx, link.accountId) : undefined;
    if (!account?.demonstration || account.disabledAt) throw refuse(accountErrors.LINK_UNUSABLE);
    return startSession(tx, context, account, browser, 'demonstration');
  });
}
