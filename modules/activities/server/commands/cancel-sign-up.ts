import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { SignUp } from '../../contract/occasion.ts';
import { requireOccasion, requireOpen, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { findOccasion, type StoredOccasion } from '../occasion-store.ts';
import { presentSignUp } from '../present.ts';
import { cancelEntry, findOwnSignUp, findSignUp, type StoredSignUp } from '../sign-up-store.ts';
import { fillFreePlaces } from './change-occasion.ts';

/** Gives the own place back; whoever waited longest has it from now on. Cancelled already, it does nothing. @throws OCCASION_NOT_FOUND, OCCASION_NOT_OPEN, SIGN_UP_CHECKED_IN */
export async function cancelOwnSignUp(context: Context, occasionId: number): Promise<void> {
  const { actor } = context;
  requirePermission(actor, 'activity.join');
  await inTransaction(context.platform.db, async (tx) => {
    const occasion = await findOccasion(tx, occasionId, actor.range, true);
    if (!occasion) throw refuse(activityErrors.OCCASION_NOT_FOUND);
    const own = await findOwnSignUp(tx, actor.range, occasion, actor.id);
    if (own) await giveBack(tx, context, occasion, own);
  });
}

/** The same for somebody who rang. @throws OCCASION_NOT_FOUND, SIGN_UP_NOT_FOUND, OCCASION_NOT_OPEN, SIGN_UP_CHECKED_IN */
export async function withdrawSignUp(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { occasionId, entry }: { occasionId: number; entry: number },
): Promise<SignUp> {
  requireSide(context, side, 'activity.work');
  return inTransaction(context.platform.db, async (tx) => {
    const occasion = await requireOccasion(tx, context, means, side, occasionId, true);
    const stored = await findSignUp(tx, context.actor.range, occasion, entry);
    if (!stored) throw refuse(activityErrors.SIGN_UP_NOT_FOUND);
    if (stored.state !== 'cancelled') await giveBack(tx, context, occasion, stored);
    return presentSignUp(context, side, { ...stored, state: 'cancelled' });
  });
}

async function giveBack(tx: Transaction, context: Context, occasion: StoredOccasion, entry: StoredSignUp): Promise<void> {
  requireOpen(occasion, undefined, '取消报名');
  if (entry.checkedInAt !== null) throw refuse(activityErrors.SIGN_UP_CHECKED_IN);
  await cancelEntry(tx, entry, context.now);
  const movedUp = await fillFreePlaces(tx, context, occasion);
  await audit(tx, context, {
    action: 'activitySignUp.cancelled',
    subject: { type: 'activitySignUp', id: entry.id, district: entry.district },
    details: { occasion: occasion.id, movedUp },
  });
}
