import { can } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf, isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { notify } from '../notice-store.ts';
import { lockAccess, storeEnded } from '../temporary-access-store.ts';

/** Ends an access, or withdraws a request, before its time: by whoever has it or by the security administrator there. @throws ACCESS_NOT_FOUND */
export async function endAccess(context: Context, id: number): Promise<void> {
  const { actor, now } = context;
  await inTransaction(context.platform.db, async (tx) => {
    const access = await lockAccess(tx, id);
    const isOwn = access && actor.id === String(access.accountId);
    const isOther = access && can(actor, 'security.manage') && isWithin(access.div, actor.range);
    const isOpen = access && access.endedAt === null && access.granted !== false && (access.endsAt === null || access.endsAt > now);
    if (!isOpen || (!isOwn && !isOther)) throw refuse(accountErrors.ACCESS_NOT_FOUND);
    await storeEnded(tx, id, now);
    await notify(tx, context, { accounts: [access.accountId] }, 'temporaryAccess', `${access.accountName}的跨区划临时权限已由${actor.name}提前结束。`);
    await audit(tx, context, {
      action: 'temporary-access.ended',
      subject: { type: 'temporary-access', id, district: districtOf(access.div) },
      details: { account: access.accountId, division: access.div },
    });
  });
}
