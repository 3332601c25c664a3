import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { DUTY_NAMES } from '../../contract/roles.ts';
import { auditAccount } from '../account-events.ts';
import { type Account, findAccount, storePassword } from '../account-store.ts';
import { findLiveSession } from '../authenticator.ts';
import { choosePassword } from '../choose-password.ts';
import { hasDemonstrationPosts } from '../demonstration-store.ts';
import { consumeLink, findLink } from '../link-store.ts';
import { deleteSessionsOf } from '../session-store.ts';
import { type Browser, type StartedSession, startSession } from '../start-session.ts';

/**
 * The holder of an account chooses a password through the one-time link and is signed in. A weak password leaves the
 * link usable.
 * @throws LINK_UNUSABLE, LINK_OTHER_ADMINISTRATOR, PASSWORD_WEAK, PASSWORD_USED_BEFORE
 */
export async function acceptInvitation(context: Context, token: string, password: string, browser: Browser): Promise<StartedSession> {
  const { db } = context.platform;
  const link = await findLink(db, digestOfToken(token), context.now);
  const account = link?.purpose === 'invitation' && link.accountId !== null ? await findAccount(db, link.accountId) : undefined;
  if (!account || account.disabledAt) throw refuse(accountErrors.LINK_UNUSABLE);
  await refuseSamePerson(context, account, browser);
  const hash = await choosePassword(context.platform, account, password);
  return inTransaction(db, async (tx) => {
    if (!(await consumeLink(tx, digestOfToken(token), context.now))) throw refuse(accountErrors.LINK_UNUSABLE);
    await storePassword(tx, account, hash, context.now);
    await deleteSessionsOf(tx, account.id);
    const session = await startSession(tx, context, { ...account, passwordHash: hash, passwordSetAt: context.now }, browser, 'invitation');
    await auditAccount(tx, session.context, 'password.chosen', account);
    return session;
  });
}

/** The three administrators are three people; with demonstration data one person may look at each in turn. */
async function refuseSamePerson(context: Context, account: Account, browser: Browser): Promise<void> {
  const { db } = context.platform;
  const signedIn = account.duty !== 'business' && browser.formerToken ? await findLiveSession(db, browser.formerToken, context.now) : undefined;
  const other = signedIn?.account.duty;
  if (other === undefined || other === 'business' || other === account.duty || (await hasDemonstrationPosts(db))) return;
  throw refuse(accountErrors.LINK_OTHER_ADMINISTRATOR, { duty: DUTY_NAMES[other] });
}
