import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { notify } from '../notice-store.ts';
import { lockStandIn, storeRevoked } from '../stand-in-store.ts';

/** Ends it at once: the holder takes back, the deputy lays down, or the security administrator of the branch ends it. @throws STAND_IN_NOT_FOUND */
export async function revokeStandIn(context: Context, id: number): Promise<void> {
  const { actor } = context;
  await inTransaction(context.platform.db, async (tx) => {
    const standIn = await lockStandIn(tx, id);
    const isOpen = standIn && standIn.revokedAt === null && standIn.endsOn > context.today;
    const isParty = standIn && !actor.borrowed && [standIn.holderId, standIn.accountId].map(String).includes(actor.id);
    const isAbove = standIn && can(actor, 'security.manage') && isWithin(standIn.div, actor.range);
    if (!isOpen || (!isParty && !isAbove)) throw refuse(accountErrors.STAND_IN_NOT_FOUND);
    await storeRevoked(tx, id, context.now);
    const body = `${standIn.standInName}代${standIn.holderName}办理工作的权限已由${actor.name}收回。`;
    await notify(tx, context, { accounts: [standIn.holderId, standIn.accountId] }, 'standIn', body);
    await auditAccount(
      tx,
      context,
      'stand-in.revoked',
      { id: standIn.holderId, div: standIn.holderDiv },
      { standIn: id, post: standIn.postId, deputy: standIn.accountId },
    );
  });
}
