import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf, isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { namesOfDivisions } from '../present.ts';
import { notify } from '../notice-store.ts';
import { findPost, isInForce } from '../post-store.ts';
import { officesNear } from '../recipients.ts';
import { lockAccess, storeDecision } from '../temporary-access-store.ts';

/**
 * The security administrator of the place that is asked for lets the other side in, or not. The office there is told.
 * @param input.hours at most what was asked for
 * @throws ACCESS_NOT_FOUND, ACCOUNT_OWN, ACCESS_DECIDED, ACCESS_HOURS, POST_NOT_FOUND when the asking post has ended
 */
export async function decideAccess(
  context: Context,
  id: number,
  input: { granted: boolean; hours?: number | undefined; note?: string | undefined },
): Promise<void> {
  const { actor, now } = context;
  requirePermission(actor, 'security.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const access = await lockAccess(tx, id);
    if (!access || !isWithin(access.div, actor.range)) throw refuse(accountErrors.ACCESS_NOT_FOUND);
    if (actor.id === String(access.accountId)) throw refuse(accountErrors.ACCOUNT_OWN);
    if (access.granted !== null || access.endedAt) throw refuse(accountErrors.ACCESS_DECIDED);
    const hours = input.hours ?? access.hours;
    if (hours > access.hours) throw refuse(accountErrors.ACCESS_HOURS, { hours: access.hours });
    const post = await findPost(tx, access.postId);
    if (!post || !isInForce(post, context.today)) throw refuse(accountErrors.POST_NOT_FOUND);
    const endsAt = input.granted ? new Date(now.getTime() + hours * 3_600_000) : null;
    await storeDecision(tx, id, { granted: input.granted, at: now, by: actor.id, note: input.note ?? null, endsAt });
    const where = (await namesOfDivisions(tx, [access.div]))(access.div);
    const who = `${access.officeName}的${access.accountName}`;
    const note = input.note ? `说明：${input.note}` : '';
    if (input.granted) {
      const body = `${actor.name}同意${who}在${hours}小时内办理${where}范围内的工作，到时自动结束。理由：${access.reason}。${note}`;
      await notify(tx, context, { accounts: [access.accountId], offices: await officesNear(tx, access.div) }, 'temporaryAccess', body);
    } else await notify(tx, context, { accounts: [access.accountId] }, 'temporaryAccess', `您办理${where}范围内工作的申请没有得到同意。${note}`);
    await audit(tx, context, {
      action: input.granted ? 'temporary-access.granted' : 'temporary-access.declined',
      subject: { type: 'temporary-access', id, district: districtOf(access.div) },
      details: { account: access.accountId, division: access.div, hours, note: input.note ?? null },
    });
  });
}
