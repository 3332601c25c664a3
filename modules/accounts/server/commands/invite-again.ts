import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { ADMINISTRATOR_ROLES, ROLES } from '../../contract/roles.ts';
import { auditAccount } from '../account-events.ts';
import { type Account, removePassword } from '../account-store.ts';
import { type IssuedLink, issueLink } from '../issue-link.ts';
import { requireAccountBelow } from '../require-account.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * A new link for a person who lost theirs or forgot the password; the old password stops working. Nobody takes over an
 * administrator in this way: once they have a password, only the local operator at the server may.
 * @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_ABOVE, ACCOUNT_DISABLED, ACCOUNT_ADMINISTRATOR_LINK
 */
export async function inviteAgain(context: Context, id: number): Promise<IssuedLink> {
  requirePermission(context.actor, 'account.manage');
  return inTransaction(context.platform.db, async (tx) => {
    const account = await requireAccountBelow(context, tx, id);
    if (account.disabledAt) throw refuse(accountErrors.ACCOUNT_DISABLED, { account: account.name });
    refuseTakingOver(context, account);
    await removePassword(tx, account);
    await deleteSessionsOf(tx, id);
    const link = await issueLink(tx, { purpose: 'invitation', accountId: id }, context.now);
    await auditAccount(tx, context, 'account.invited-again', account);
    return link;
  });
}

function refuseTakingOver({ actor }: Context, account: Account): void {
  if (account.duty === 'business' || account.passwordHash === null || actor.grants.has('*')) return;
  throw refuse(accountErrors.ACCOUNT_ADMINISTRATOR_LINK, { account: account.name, role: ROLES[ADMINISTRATOR_ROLES[account.duty]].name });
}
