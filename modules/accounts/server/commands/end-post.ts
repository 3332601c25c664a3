import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { keepLastAdministrator } from '../keep-last-administrator.ts';
import { findPost, isInForce, storePostEnd } from '../post-store.ts';
import { requireOthersAccount } from '../require-account.ts';
import { endLentRights } from '../end-lent-rights.ts';

/** The post ends today, and with it every session that acts in it. @throws POST_NOT_FOUND, ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_TOP_ADMINISTRATOR */
export async function endPost(context: Context, id: number): Promise<void> {
  requirePermission(context.actor, 'security.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const post = await findPost(tx, id);
    const isOpen = post && (isInForce(post, context.today) || post.beginsOn > context.today);
    if (!isOpen || !isWithin(post.div, context.actor.range)) throw refuse(accountErrors.POST_NOT_FOUND);
    const account = await requireOthersAccount(context, tx, post.accountId);
    await keepLastAdministrator(tx, account);
    await storePostEnd(tx, post, context.today);
    await endLentRights(tx, context, post, account);
    await auditAccount(tx, context, 'post.ended', account, { post: id, role: post.role, division: post.div });
  });
}
